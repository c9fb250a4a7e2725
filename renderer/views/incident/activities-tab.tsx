// What happened to the incident, newest first, under the days; also what came along from others.
import { Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { IncidentRegroupings } from '../../../shared/contract/incident-regroupings.ts';
import type { CorrelatedMerge, IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { incidentSubject } from '../../state/manage-subject.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { AddComment } from '../add-comment/add-comment.tsx';
import { ActivityItem } from './activity-item.tsx';
import { byDay, minuteOfDay } from './by-day.ts';
import { incidentActivities } from './incident-activities.ts';
import styles from './activities-tab.module.css';

interface ActivitiesTabProps {
  readonly detail: IncidentDetail;
  /** null until they are read. */
  readonly regroupings: IncidentRegroupings | null;
  /** What correlation merged into it. */
  readonly merges: readonly CorrelatedMerge[];
}

export function ActivitiesTab({ detail, regroupings, merges }: ActivitiesTabProps) {
  const { zone } = useTimeSetting();
  /** "all", "own", or the key of an incident that something came from. */
  const [chosen, setChosen] = useState('all');
  const subject = incidentSubject(detail);
  const all = useMemo(
    () => incidentActivities(detail, regroupings, merges),
    [detail, regroupings, merges],
  );
  const sources = regroupings?.sources ?? [];
  // What it came from may be gone again.
  const isThere = chosen === 'own' || sources.some(({ incident }) => incident.key === chosen);
  const shown = isThere ? chosen : 'all';
  const activities =
    shown === 'all' ? all : all.filter(({ origin }) => (origin?.key ?? 'own') === shown);
  return (
    <div className={styles.tab}>
      {subject !== null && (
        <div className={styles.add}>
          <AddComment target={subject.target} />
        </div>
      )}
      {sources.length > 0 && (
        <label className={styles.filter}>
          Show
          <Select
            size="small"
            value={shown}
            onChange={(_event, { value }) => setChosen(value)}
            aria-label="Activities of"
          >
            <option value="all">This incident and what came into it</option>
            <option value="own">This incident only</option>
            {sources.map(({ incident, merge }) => (
              <option key={incident.key} value={incident.key}>
                {merge === null ? 'Moved' : 'Merged'} from #{shortIncidentId(incident.incidentId)}{' '}
                {incident.name}
              </option>
            ))}
          </Select>
        </label>
      )}
      {byDay(activities, ({ at }) => at, zone).map(({ day, items }) => (
        <section key={day} aria-label={day} className={styles.day}>
          <h2 className={styles.date}>{day}</h2>
          <ol className={styles.list}>
            {items.map((activity) => (
              <ActivityItem
                key={activity.id}
                activity={activity}
                detail={detail}
                time={activity.at === null ? '–' : minuteOfDay(activity.at, zone)}
              />
            ))}
          </ol>
        </section>
      ))}
      {regroupings !== null && regroupings.more > 0 && (
        <p className={styles.more}>
          {regroupings.more.toLocaleString('en-US')} older merges and moves are not listed.
        </p>
      )}
    </div>
  );
}
