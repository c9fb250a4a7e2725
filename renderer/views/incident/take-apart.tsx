// Gives an incident that correlation merged into this one its alerts back, as an incident of its own.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { CorrelatedMerge, IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { Failure } from '../../../shared/failure.ts';
import { movePlan } from '../../../shared/grouping/move-plan.ts';
import { useSession } from '../../state/session.tsx';
import styles from './activities-tab.module.css';

interface TakeApartProps {
  readonly merge: CorrelatedMerge;
  readonly detail: Pick<IncidentDetail, 'row' | 'alerts'>;
}

export function TakeApart({ merge, detail }: TakeApartProps) {
  const { regrouping } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { row } = detail;
  const own = new Set(merge.alerts);
  const alerts = detail.alerts
    .filter(({ row: { key } }) => own.has(key))
    .map(({ row: { key, title } }) => ({ alert: key, incident: row.key, title }));
  const isAll = alerts.length === detail.alerts.length;

  const takeApart = async (): Promise<void> => {
    const plan = movePlan(
      alerts,
      { kind: 'new', name: merge.fromName },
      {
        comment: 'Not one story, though correlation took it for one.',
        alertsOf: () => detail.alerts.length,
        random: Math.random,
      },
    );
    const target = plan?.draft.created;
    if (plan === null || target == null) return;
    const words = alerts.length === 1 ? '1 alert split off' : `${alerts.length} alerts split off`;
    setFailure(await regrouping.getState().regroup(plan.draft, { words, target }));
  };

  if (alerts.length === 0 || isAll) {
    return <span className={styles.soft}>Its alerts have been moved since.</span>;
  }
  return (
    <p className={styles.undo}>
      <Button
        size="small"
        title="Put these alerts into an incident of their own; correlation leaves it so"
        onClick={() => void takeApart()}
      >
        Take apart
      </Button>
      {failure !== null && (
        <span role="alert" className={styles.failure}>
          It was not taken apart. {failure.summary}
        </span>
      )}
    </p>
  );
}
