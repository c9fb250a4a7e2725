// Whether alerts of this type are correlated with others, and the way to change it, with a reason.
import { Button, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { useAloneTypes } from '../../state/use-alone-types.ts';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './correlation-choice.module.css';

interface CorrelationChoiceProps {
  readonly alert: Pick<Alert, 'detectorId'>;
  readonly tenantId: TenantId;
}

export function CorrelationChoice({ alert, tenantId }: CorrelationChoiceProps) {
  const { types, failure, decide } = useAloneTypes();
  const [reason, setReason] = useState<string | null>(null);
  const { detectorId: alertType } = alert;
  if (types === undefined || !alertType) return null;
  const alone = types.find((one) => one.alertType === alertType && one.tenantId === tenantId);
  const isReady = reason !== null && reason.trim() !== '';
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
      {alone === undefined && reason === null && (
        <p className={styles.text}>
          Alerts of this type are correlated with others.{' '}
          <Button size="small" onClick={() => setReason('')}>
            Never correlate this type…
          </Button>
        </p>
      )}
      {alone === undefined && reason !== null && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isReady) return;
            void decide({ alertType, tenantId, mode: 'alone', reason: reason.trim() });
            setReason(null);
          }}
        >
          <p className={styles.text}>
            Alerts of this type that come from now on stand alone. Incidents that are there stay as
            they are.
          </p>
          <Input
            size="small"
            aria-label="Reason"
            placeholder="Reason"
            maxLength={500}
            autoFocus
            value={reason}
            onChange={(_event, { value }) => setReason(value)}
          />
          <span className={styles.buttons}>
            <Button type="submit" size="small" appearance="primary" disabledFocusable={!isReady}>
              Save
            </Button>
            <Button size="small" onClick={() => setReason(null)}>
              Cancel
            </Button>
          </span>
        </form>
      )}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          It was not kept. {failure.summary} {failure.action}
        </p>
      )}
    </Section>
  );
}
