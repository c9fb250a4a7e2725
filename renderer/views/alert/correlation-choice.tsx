// Whether alerts of this type are correlated with others, and the way to change it, with a reason.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { useAloneTypes } from '../../state/use-alone-types.ts';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './correlation-choice.module.css';

interface CorrelationChoiceProps {
  readonly alert: Pick<Alert, 'detectorId'>;
  readonly tenantId: TenantId;
}

export function CorrelationChoice({ alert, tenantId }: CorrelationChoiceProps) {
  const { types, failure, decide } = useAloneTypes();
  const [isAsking, setAsking] = useState(false);
  const { detectorId: alertType } = alert;
  if (types === undefined || !alertType) return null;
  const alone = types.find((one) => one.alertType === alertType && one.tenantId === tenantId);
  return (
    <Section title="Correlation">
      {alone !== undefined && (
        <p className={styles.text}>
          Alerts of this type are never correlated: <bdi>{alone.reason}</bdi> (
          <bdi>{alone.actor}</bdi>, <TimeText at={alone.at} form="short" />){' '}
          <Button
            size="small"
            onClick={() => void decide({ alertType, tenantId, mode: 'normal', reason: '' })}
          >
            Correlate again
          </Button>
        </p>
      )}
      {alone === undefined && !isAsking && (
        <p className={styles.text}>
          Alerts of this type are correlated with others.{' '}
          <Button size="small" onClick={() => setAsking(true)}>
            Never correlate this type…
          </Button>
        </p>
      )}
      {alone === undefined && isAsking && (
        <ReasonForm
          onSave={(reason) => {
            void decide({ alertType, tenantId, mode: 'alone', reason });
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        >
          <p className={styles.text}>
            Alerts of this type that come from now on stand alone. Incidents that are there stay as
            they are.
          </p>
        </ReasonForm>
      )}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          It was not kept. {failure.summary} {failure.action}
        </p>
      )}
    </Section>
  );
}
