// The types of alerts that are never correlated, with who decided it and why.
import { Button } from '@fluentui/react-components';
import { useAloneTypes } from '../../state/use-alone-types.ts';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './settings-page.module.css';

export function AloneTypes() {
  const { types = [], failure, decide } = useAloneTypes();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.label}>Types that are never correlated</legend>
      {types.map(({ alertType, tenantId, reason, actor, at }) => (
        <p key={`${tenantId} ${alertType}`} className={styles.hint}>
          <bdi>{alertType}</bdi>: <bdi>{reason}</bdi> (<bdi>{actor}</bdi>,{' '}
          <TimeText at={at} form="short" />){' '}
          <Button
            size="small"
            onClick={() => void decide({ alertType, tenantId, mode: 'normal', reason: '' })}
          >
            Correlate again
          </Button>
        </p>
      ))}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          It was not kept. {failure.summary} {failure.action}
        </p>
      )}
      <p className={styles.hint}>
        {types.length === 0 ? 'None. ' : ''}An alert’s page has “Never correlate this type…”.
      </p>
    </fieldset>
  );
}
