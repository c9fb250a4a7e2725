// What a merge would do: which incident is kept, what it holds afterwards, and the entry for the journal.
import type { IncidentKey } from '../model/incident.ts';
import type { MergeReason, RegroupDraft } from '../model/regrouping.ts';
import type { MergeSubject } from './merge-vetoes.ts';

/** The kept incident after the merge. */
export interface MergePreview {
  readonly alerts: number;
  /** Alerts that come from the others. */
  readonly movedAlerts: number;
  readonly entities: number;
  /** Of all of them, the kept one's first, each once. */
  readonly tags: readonly string[];
  readonly comments: number;
}

/**
 * The one to keep as long as nobody chooses: the oldest, of equals the one with the most alerts, then by
 * key. Throws on an empty list.
 */
export function defaultMergeTarget(incidents: readonly MergeSubject[]): MergeSubject {
  const [target] = incidents.toSorted(
    (a, b) =>
      (a.createdAt ?? Infinity) - (b.createdAt ?? Infinity) ||
      b.alerts.length - a.alerts.length ||
      (a.key < b.key ? -1 : 1),
  );
  if (target === undefined) throw new RangeError('a merge of nothing');
  return target;
}

/** What `target`, one of the incidents, would hold. */
export function mergePreview(
  incidents: readonly MergeSubject[],
  target: IncidentKey,
): MergePreview {
  const kept = incidents.filter(({ key }) => key === target);
  const sources = incidents.filter(({ key }) => key !== target);
  const movedAlerts = sources.reduce((sum, { alerts }) => sum + alerts.length, 0);
  return {
    alerts: movedAlerts + kept.reduce((sum, { alerts }) => sum + alerts.length, 0),
    movedAlerts,
    entities: new Set(incidents.flatMap(({ entities }) => entities)).size,
    tags: [...new Set([...kept, ...sources].flatMap(({ tags }) => tags))],
    comments: incidents.reduce((sum, { comments }) => sum + comments, 0),
  };
}

export interface MergeDecision {
  readonly target: IncidentKey;
  readonly reasons: readonly MergeReason[];
  readonly comment: string;
}

/** Moves all alerts of the others to the target. The caller has looked at the vetoes. */
export function mergeDraft(
  incidents: readonly MergeSubject[],
  { target, reasons, comment }: MergeDecision,
): RegroupDraft {
  const sources = incidents.filter(({ key }) => key !== target);
  return {
    kind: 'regroup',
    gesture: 'merge',
    moves: sources.flatMap(({ key: from, alerts }) =>
      alerts.map((alert) => ({ alert, from, to: target })),
    ),
    redirects: sources.map(({ key: from }) => ({ from, to: target })),
    created: null,
    reasons,
    comment,
  };
}
