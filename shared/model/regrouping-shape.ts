// The members of each kind of entry about groupings, as a journal or a window may have them: texts are of
// attackers and of people, so that each is bounded.
import { MERGE_REASONS, MOST_MERGED, MOST_MOVED } from './regrouping.ts';
import type { GroupingDraft } from './regrouping.ts';
import { hasShape, isListOf, isOneOf } from './shape.ts';
import type { Check } from './shape.ts';

const isTextUpTo =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most;

/** Services' ids of alerts reach some hundreds of characters; the longest are ARM ids. */
const isId: Check = (value) => isTextUpTo(2048)(value) && value !== '';
const isKey: Check = (value) => isId(value) && /^[^/]+\/./s.test(String(value));
const isNewKey: Check = (value) =>
  isKey(value) && /^[^/]+\/local-[0-9a-f]{32}$/.test(String(value));
const isRemark = isTextUpTo(10_000);

const isMove = hasShape({
  alert: isKey,
  from: (value) => value === null || isKey(value),
  to: isKey,
});
const isRedirect = hasShape({ from: isKey, to: isKey });
const isCreated = hasShape({ key: isNewKey, name: isTextUpTo(512) });

/** Besides what every entry has. */
export const groupingMembers = {
  regroup: {
    gesture: isOneOf('merge', 'move', 'split'),
    moves: isListOf(isMove, MOST_MOVED),
    redirects: isListOf(isRedirect, MOST_MERGED - 1),
    created: (value: unknown) => value === null || isCreated(value),
    reasons: isListOf(isOneOf(...MERGE_REASONS), MERGE_REASONS.length),
    comment: isRemark,
  },
  regroupUndone: { regroupId: isId },
  suggestion: {
    incidents: (value: unknown) => Array.isArray(value) && value.length === 2 && value.every(isKey),
    verdict: isOneOf('rejected', 'open'),
  },
  correlationRule: {
    alertType: isId,
    tenantId: isId,
    mode: isOneOf('alone', 'normal'),
    reason: isRemark,
  },
  machinePair: {
    device: isId,
    asset: isId,
    tenantId: isId,
    verdict: isOneOf('same', 'different', 'open'),
    reason: isRemark,
  },
} as const satisfies Readonly<Record<GroupingDraft['kind'], Readonly<Record<string, Check>>>>;

export function isGroupingDraft(value: unknown): value is GroupingDraft {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(groupingMembers, kind)) return false;
  const members = groupingMembers[kind as GroupingDraft['kind']];
  return hasShape({ kind: isOneOf(kind), ...members })(value);
}
