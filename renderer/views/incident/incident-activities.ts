// What is known to have been done: alerts raised and resolved, comments, changes of the incident, what was
// merged into it and moved, and what came along from other incidents.
import type {
  IncidentMention,
  IncidentRegrouping,
  IncidentRegroupings,
  IncidentSource,
} from '../../../shared/contract/incident-regroupings.ts';
import type { Unsent } from '../../../shared/contract/queue.ts';
import type {
  CorrelatedMerge,
  IncidentDetail,
  UnseenComment,
} from '../../../shared/contract/store-queries.ts';
import { CORRELATION_ACTOR } from '../../../shared/correlation/local-id.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { commentAuthor, commentTime } from '../../../shared/model/comment.ts';
import type { Comment } from '../../../shared/model/comment.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { momentOf } from '../../../shared/story/story-time.ts';
import { linkWords } from './link-words.ts';
import { regroupingText, regroupingWords } from './regrouping-words.ts';

export interface Activity {
  readonly id: string;
  readonly kind: 'incident' | 'alert' | 'resolved' | 'comment' | 'regrouping';
  /** UTC epoch milliseconds; null where none is stated. */
  readonly at: number | null;
  /** What was done, in words of ours. */
  readonly what: string;
  /** Who did it; null where the service does not say. */
  readonly who: string | null;
  /** Text of the alert or of a person. */
  readonly text: string | null;
  readonly alertKey: AlertKey | null;
  /** Absent for what a service tells. */
  readonly unsent?: Unsent | null;
  /** The incident that it came along from; absent for what is of this one. */
  readonly origin?: IncidentMention;
  readonly regrouping?: IncidentRegrouping;
  /** What correlation merged without a person. */
  readonly correlated?: CorrelatedMerge;
}

/** Newest first; what has no time comes last. */
export function incidentActivities(
  detail: IncidentDetail,
  told: IncidentRegroupings | null,
  merges: readonly CorrelatedMerge[] = [],
): readonly Activity[] {
  const { incident, row, alerts } = detail;
  const sourceByAlert = new Map(
    told?.sources.flatMap(({ incident: origin, alerts: own }) =>
      own.map((alert) => [alert, origin] as const),
    ),
  );
  const activities: Activity[] = [
    {
      id: 'incident created',
      kind: 'incident',
      at: row.createdAt,
      what: 'Incident created',
      who: null,
      text: row.name,
      alertKey: null,
    },
    {
      id: 'incident updated',
      kind: 'incident',
      at: row.lastUpdateAt,
      what: 'Incident last updated',
      who: incident.lastModifiedBy ?? null,
      text: [`Status: ${labelOf('incidentStatus', incident.status)}`, incident.resolvingComment]
        .filter((line) => line != null && line !== '')
        .join('\n'),
      alertKey: null,
    },
    ...commentActivities('incident', 'Comment on the incident', incident.comments, null),
    ...unseenActivities('Comment on the incident', detail.unseenComments, null),
    ...(told?.regroupings.flatMap((one) => regroupingActivities(one, row.key)) ?? []),
    ...(told?.sources.flatMap(sourceActivities) ?? []),
    ...merges.map(mergeActivity),
    ...alerts.flatMap(({ row: alertRow, alert, unseenComments }): readonly Activity[] => {
      const { key, title } = alertRow;
      const origin = sourceByAlert.get(key);
      const resolvedAt = momentOf(alert.resolvedDateTime);
      const own: readonly Activity[] = [
        {
          id: `${key} created`,
          kind: 'alert',
          at: alertRow.createdAt,
          what: `${labelOf('alertSeverity', alertRow.severity)} alert raised by ${labelOf('serviceSource', alertRow.serviceSource)}`,
          who: null,
          text: title,
          alertKey: key,
        },
        ...(resolvedAt === null
          ? []
          : [
              {
                id: `${key} resolved`,
                kind: 'resolved',
                at: resolvedAt,
                what: 'Alert resolved',
                who: alert.assignedTo ?? null,
                text: title,
                alertKey: key,
              } satisfies Activity,
            ]),
        ...commentActivities(key, `Comment on alert “${title}”`, alert.comments, key),
        ...unseenActivities(`Comment on alert “${title}”`, unseenComments, key),
      ];
      return origin === undefined ? own : own.map((activity) => ({ ...activity, origin }));
    }),
  ];
  return activities.sort((a, b) => (b.at ?? -Infinity) - (a.at ?? -Infinity) || 0);
}

function mergeActivity(merge: CorrelatedMerge): Activity {
  const { from, fromName, at, alertTitle, link } = merge;
  return {
    id: `${from} correlated`,
    kind: 'regrouping',
    at,
    what: `Incident “${fromName}” merged into this one`,
    who: CORRELATION_ACTOR,
    text: `“${alertTitle}” belongs to both. ${linkWords(link)}`,
    alertKey: null,
    correlated: merge,
  };
}

/** Comments on an incident that was merged into this one. */
function sourceActivities(source: IncidentSource): readonly Activity[] {
  const { incident: origin, comments, unseenComments } = source;
  const what = 'Comment on the merged incident';
  return [
    ...commentActivities(origin.key, what, comments, null),
    ...unseenActivities(what, unseenComments, null),
  ].map((activity) => ({ ...activity, origin }));
}

function regroupingActivities(
  regrouping: IncidentRegrouping,
  incident: IncidentKey,
): readonly Activity[] {
  const { id, at, actor, undone } = regrouping;
  const what = regroupingWords(regrouping, incident);
  const done: Activity = {
    id,
    kind: 'regrouping',
    at,
    what,
    who: actor,
    text: regroupingText(regrouping),
    alertKey: null,
    regrouping,
  };
  if (undone === null) return [done];
  return [
    done,
    {
      id: `${id} undone`,
      kind: 'regrouping',
      at: undone.at,
      what: `Undone: ${what}`,
      who: undone.actor,
      text: null,
      alertKey: null,
    },
  ];
}

function commentActivities(
  of: string,
  what: string,
  comments: readonly Comment[],
  alertKey: AlertKey | null,
): readonly Activity[] {
  return comments.map((comment, index) => ({
    id: `${of} comment ${String(index)}`,
    kind: 'comment',
    at: momentOf(commentTime(comment)),
    what,
    who: commentAuthor(comment),
    text: comment.comment ?? null,
    alertKey,
  }));
}

function unseenActivities(
  what: string,
  comments: readonly UnseenComment[],
  alertKey: AlertKey | null,
): readonly Activity[] {
  return comments.map(({ id, writtenAt, actor, text, unsent }) => ({
    id,
    kind: 'comment',
    at: writtenAt,
    what,
    who: actor,
    text,
    alertKey,
    unsent,
  }));
}
