// What happened to the incident, newest first, under the days.
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CommentRegular } from '@fluentui/react-icons/svg/comment';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { useMemo } from 'react';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { incidentSubject } from '../../state/manage-subject.ts';
import { useNavigation } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { AddComment } from '../add-comment/add-comment.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import { byDay, minuteOfDay } from './by-day.ts';
import { incidentActivities } from './incident-activities.ts';
import type { Activity } from './incident-activities.ts';
import styles from './activities-tab.module.css';

export function ActivitiesTab({ detail }: { readonly detail: IncidentDetail }) {
  const { zone } = useTimeSetting();
  const subject = incidentSubject(detail);
  const activities = useMemo(() => incidentActivities(detail), [detail]);
  return (
    <div className={styles.tab}>
      {subject !== null && (
        <div className={styles.add}>
          <AddComment target={subject.target} />
        </div>
      )}
      {byDay(activities, ({ at }) => at, zone).map(({ day, items }) => (
        <section key={day} aria-label={day} className={styles.day}>
          <h2 className={styles.date}>{day}</h2>
          <ol className={styles.list}>
            {items.map((activity) => (
              <ActivityItem
                key={activity.id}
                activity={activity}
                time={activity.at === null ? '–' : minuteOfDay(activity.at, zone)}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface ActivityItemProps {
  readonly activity: Activity;
  readonly time: string;
}

function ActivityItem({ activity, time }: ActivityItemProps) {
  const go = useNavigation((state) => state.go);
  const { kind, what, who, text, alertKey, unsent = null } = activity;
  const Icon = iconByKind[kind];
  return (
    <li className={styles.item} data-kind={kind}>
      <time className={styles.time}>{time}</time>
      <span className={styles.icon}>
        <Icon aria-hidden />
      </span>
      <div className={styles.content}>
        <p className={styles.what}>
          {what}
          {who !== null && (
            <>
              {' by '}
              <bdi>{who}</bdi>
            </>
          )}
          <UnsentMark unsent={unsent} withWord />
        </p>
        {text !== null && (
          <p className={styles.text}>
            {alertKey === null || kind === 'comment' ? (
              text
            ) : (
              <LinkButton onPress={() => go({ kind: 'alert', key: alertKey })}>{text}</LinkButton>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

const iconByKind = {
  incident: FolderRegular,
  alert: AlertRegular,
  resolved: CheckmarkCircleRegular,
  comment: CommentRegular,
} as const;
