// Reads a journal's entry. An entry that is not wholly understood, as of a newer release, is refused and
// not read in part: the journal carries it on as it is.
import { fieldNames } from './annotation.ts';
import type { Annotation } from './annotation.ts';
import { isJsonObject } from './json.ts';
import { groupingMembers } from './regrouping-shape.ts';
import {
  hasShape,
  isCount,
  isCountOrNull,
  isListOf,
  isOneOf,
  isText,
  isTextOrNull,
} from './shape.ts';
import type { Check } from './shape.ts';
import { isTuningRule } from './tuning-rule.ts';

/** Some of the fields that people set, and no other members. */
const isByField =
  (check: Check): Check =>
  (value) =>
    isJsonObject(value) &&
    Object.entries(value).every(([name, item]) => isFieldName(name) && check(item));

const isFieldName = isOneOf(...fieldNames);
const isFieldValue: Check = (value) => isTextOrNull(value) || isListOf(isText)(value);

const place = { sourceId: isText, tenantId: isText, id: isText };
const isIncident = hasShape({ ...place, kind: isOneOf('incident') });
const isAlert = hasShape({ ...place, kind: isOneOf('alert'), incidentId: isTextOrNull });
const isTarget: Check = (value) => isIncident(value) || isAlert(value);

const failureKinds = [
  'auth',
  'offline',
  'throttled',
  'rejected',
  'conflict',
  'storage',
  'query',
  'unsupported',
  'cancelled',
] as const;
/** What it tells besides is for people, and may be of any release. */
const isFailure: Check = (value) =>
  isJsonObject(value) && isOneOf(...failureKinds)(value['kind']) && isText(value['summary']);

const reasons: readonly Check[] = [
  hasShape({ kind: isOneOf('refused', 'gone', 'unconfirmed') }),
  hasShape({ kind: isOneOf('redirected'), toId: isText }),
  hasShape({ kind: isOneOf('notApplied'), fields: isListOf(isFieldName) }),
];

const authored = { kind: isText, id: isText, at: isCount, actor: isText };
const isFold = hasShape({ ...authored, sighting: isText });
const transition = { kind: isText, id: isText, at: isCount, itemId: isText };

const confirmation = {
  ...transition,
  by: isOneOf('reply', 'readBack', 'local'),
  updatedAt: isTextOrNull,
  keptFields: isListOf(isFieldName),
  copies: isCount,
};
const isConfirmation = hasShape(confirmation);
const isConfirmationThrough = hasShape({ ...confirmation, through: isText });

const shapes: Readonly<Record<Annotation['kind'], Check>> = {
  change: hasShape({
    ...authored,
    target: isTarget,
    edits: isByField(hasShape({ base: isFieldValue, value: isFieldValue })),
  }),
  comment: hasShape({ ...authored, target: isTarget, text: isText, ref: isText }),
  split: isFold,
  join: isFold,
  rule: hasShape({ ...authored, rule: isTuningRule }),
  ruleRemoved: hasShape({ ...authored, ruleId: isText }),
  acknowledge: hasShape({ ...authored, alert: isText, reason: isText, until: isCountOrNull }),
  putBack: hasShape({ ...authored, alert: isText }),
  regroup: hasShape({ ...authored, ...groupingMembers.regroup }),
  regroupUndone: hasShape({ ...authored, ...groupingMembers.regroupUndone }),
  suggestion: hasShape({ ...authored, ...groupingMembers.suggestion }),
  correlationRule: hasShape({ ...authored, ...groupingMembers.correlationRule }),
  machinePair: hasShape({ ...authored, ...groupingMembers.machinePair }),
  leftToRules: hasShape({ ...authored, alert: isText }),
  intent: hasShape(transition),
  confirmed: (value) => isConfirmation(value) || isConfirmationThrough(value),
  parked: hasShape({
    ...transition,
    reason: (value) => reasons.some((isReason) => isReason(value)),
    failure: isFailure,
  }),
  conflict: hasShape({
    ...transition,
    fields: isByField(hasShape({ base: isFieldValue, ours: isFieldValue, theirs: isFieldValue })),
    updatedAt: isTextOrNull,
  }),
  resolved: hasShape({
    ...transition,
    choice: isByField(isOneOf('ours', 'theirs')),
    actor: isText,
  }),
  retargeted: hasShape({ ...transition, toId: isText, actor: isText }),
  offered: hasShape({ ...transition, toSourceId: isText, toId: isText, actor: isText }),
  retried: hasShape({ ...transition, actor: isText }),
  cancelled: hasShape({ ...transition, actor: isText }),
  checked: hasShape({ ...transition, copies: isCount }),
};

/** null for anything else than an annotation as this release writes it. */
export function decodeAnnotation(value: unknown): Annotation | null {
  const kind = isJsonObject(value) ? value['kind'] : undefined;
  const isKnown = typeof kind === 'string' && Object.hasOwn(shapes, kind);
  if (!isKnown || !shapes[kind as Annotation['kind']](value)) return null;
  return value as unknown as Annotation;
}
