// One thing that happened to the incident.
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CommentRegular } from '@fluentui/react-icons/svg/comment';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { MergeRegular } from '@fluentui/react-icons/svg/merge';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { useNavigation } from '../../state/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import type { Activity } from './incident-activities.ts';
import { TakeApart } from './take-apart.tsx';
import { UndoRegrouping } from './undo-regrouping.tsx';
import styles from './activities-tab.module.css';

interface ActivityItemProps {
  readonly activity: Activity;
  readonly time: string;
  readonly detail: Pick<IncidentDetail, 'row' | 'alerts'>;
}

export function ActivityItem({ activity, time, detail }: ActivityItemProps) {
  const go = useNavigation((state) => state.go);
  const {
    kind,
    what,
    who,
    text,
    alertKey,
    unsent = null,
    origin,
    regrouping,
    correlated,
  } = activity;
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
          {origin !== undefined && (
            <Badge title={origin.name}>from #{shortIncidentId(origin.incidentId)}</Badge>
          )}
          {regrouping?.undone != null && <Badge>undone</Badge>}
        </p>
        {text !== null && text !== '' && (
          <p className={styles.text}>
            {alertKey === null || kind === 'comment' ? (
              text
            ) : (
              <LinkButton onPress={() => go({ kind: 'alert', key: alertKey })}>{text}</LinkButton>
            )}
          </p>
        )}
        {regrouping?.undone === null && <UndoRegrouping regrouping={regrouping} />}
        {correlated !== undefined && <TakeApart merge={correlated} detail={detail} />}
      </div>
    </li>
  );
}

const iconByKind = {
  incident: FolderRegular,
  alert: AlertRegular,
  resolved: CheckmarkCircleRegular,
  comment: CommentRegular,
  regrouping: MergeRegular,
} as const;
