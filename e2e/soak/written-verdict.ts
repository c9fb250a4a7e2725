// What became of everything that a person wrote, by the service's own ledger and by what the app still shows:
// what was said to be saved is carried out once, or waits where the person sees it. Pure.
import type {
  OutboxItemStatus,
  OutboxItemView,
  OutboxState,
} from '../../shared/contract/outbox.ts';
import { fieldNames } from '../../shared/model/annotation.ts';
import type { FieldName, FieldValue } from '../../shared/model/annotation.ts';
import { isSameValue } from '../../shared/model/merge-fields.ts';
import type { Differences } from '../hostile/differences.ts';
import type { AppliedEdit } from '../hostile/item-requests.ts';
import type { Subject } from './analyst-doors.ts';
import type { WorkDone, WrittenByHand } from './analyst.ts';

export interface WrittenVerdict extends Differences {
  readonly comments: number;
  readonly changes: number;
  /** Parked or in conflict, where a person sees them. */
  readonly held: number;
  readonly givenUp: number;
  /** Comments that the service has more than once, as the app says. */
  readonly flagged: number;
  /** Of which nobody heard whether they were saved. */
  readonly unheard: number;
  /** Still on its way; lost, too, where all was to have come to an end. */
  readonly unsettled: readonly string[];
  /** Neither at the service nor waiting for a person. */
  readonly lost: readonly string[];
  /** Comments that are there more often than the app says, changes that were made twice. */
  readonly duplicated: readonly string[];
  /** Older values over newer ones, other people's values overwritten unseen, comments out of order. */
  readonly wrong: readonly string[];
}

/** A written thing, with what is known of it. */
interface Known extends WrittenByHand {
  /** undefined where the app shows it no more. */
  readonly status: OutboxItemStatus | undefined;
  readonly isHeld: boolean;
  readonly givenUp: ReadonlySet<string>;
  readonly isDecided: boolean;
  readonly isMoved: boolean;
}

export function judgeWritten(
  work: WorkDone,
  outbox: OutboxState,
  applied: readonly AppliedEdit[],
): WrittenVerdict {
  const known = knownOf(work, outbox);
  const ledger = applied.map((edit) => ({ ...edit, place: placeOf(edit) }));
  const comments = known.filter(({ edits }) => edits === null);
  const changes = known.filter(({ edits }) => edits !== null);
  const commentsAt = groupedBy(comments, ({ subject }) => placeOf(subject));
  const changesAt = groupedBy(changes, ({ subject }) => placeOf(subject));
  const ledgerAt = groupedBy(ledger, ({ place }) => place);
  const copiesBySequence = groupedBy(
    ledger.filter(({ comment }) => comment !== undefined),
    ({ comment }) => sequenceIn(comment),
  );
  const copiesOf = ({ sequence }: Known): number => copiesBySequence.get(sequence)?.length ?? 0;
  const unsettled = known
    .filter(isUnsettled)
    .map((one) => `${nameOf(one)} is still ${one.status?.kind}`);
  const places = [...new Set(known.map(({ subject }) => placeOf(subject)))];
  const perPlace = (
    judge: (edits: readonly AppliedEdit[], changes: readonly Known[], place: string) => string[],
  ): string[] =>
    places.flatMap((place) => judge(ledgerAt.get(place) ?? [], changesAt.get(place) ?? [], place));

  return {
    comments: comments.length,
    changes: changes.length,
    held: known.filter(({ isHeld }) => isHeld).length,
    givenUp: work.givenUp.size,
    flagged: outbox.duplicated,
    unheard: known.filter(({ id }) => id === null).length,
    unsettled,
    lost: [
      ...unsettled,
      ...comments
        .filter((one) => isOwed(one, 'comment') && copiesOf(one) === 0)
        .map((one) => `${nameOf(one)} is nowhere`),
      ...changes
        .filter((one) => one.isMoved && isOwed(one, 'assignedTo') && !isAnywhere(one, ledger))
        .map((one) => `${nameOf(one)} is nowhere`),
      ...perPlace(lostFields),
      ...perPlace(lostTags),
    ],
    duplicated: [
      ...comments
        .filter((one) => isOwed(one, 'comment') && copiesOf(one) > toldCopies(one))
        .map((one) => `${nameOf(one)} is there ${copiesOf(one)} times, told: ${toldCopies(one)}`),
      ...ledger
        .filter(({ by, isRepeat }) => by === 'client' && isRepeat)
        .map(({ place, fields }) => `${place} was set again to ${JSON.stringify(fields)}`),
    ],
    wrong: [
      ...perPlace((edits, own) => overwritten(edits, own, work.overruled)),
      ...perPlace((edits, _own, place) => outOfOrder(edits, commentsAt.get(place) ?? [])),
    ],
  };
}

function knownOf(work: WorkDone, outbox: OutboxState): readonly Known[] {
  const statusById = new Map(outbox.items.map(({ id, status }) => [id, status]));
  const statusBySequence = new Map(outbox.items.map((item) => [sequenceOf(item), item.status]));
  return work.written.map((one) => {
    const { id, sequence } = one;
    const status = id === null ? statusBySequence.get(sequence) : statusById.get(id);
    return {
      ...one,
      status,
      isHeld: status?.kind === 'parked' || status?.kind === 'conflict',
      givenUp: (id !== null && work.givenUp.get(id)) || new Set<string>(),
      isDecided: id !== null && work.decided.has(id),
      isMoved: id !== null && work.moved.has(id),
    };
  });
}

/** It was said to be saved, nobody has given it up, and nothing of it is left to do: it is at the service. */
function isOwed(one: Known, field: FieldName | 'comment'): boolean {
  return one.id !== null && !one.isHeld && !isUnsettled(one) && !one.givenUp.has(field);
}

function isUnsettled({ status, isHeld }: Known): boolean {
  return status !== undefined && !isHeld && status.kind !== 'duplicated';
}

function toldCopies({ status }: Known): number {
  return status?.kind === 'duplicated' ? status.copies : 1;
}

function isAnywhere(one: Known, ledger: readonly AppliedEdit[]): boolean {
  return ledger.some(({ fields }) => fields?.['assignedTo'] === one.edits?.assignedTo?.value);
}

/** Of each field what was set last must also be what the client had carried out last. */
function lostFields(edits: readonly AppliedEdit[], changes: readonly Known[]): string[] {
  return fieldNames.flatMap((field) => {
    const last = changes.findLast(({ edits: own }) => own?.[field] !== undefined);
    if (last === undefined || field === 'customTags') return [];
    if (!isOwed(last, field) || last.isMoved) return [];
    const wanted = last.edits?.[field]?.value ?? null;
    const ours = valuesOf(edits, field).findLast(({ by }) => by === 'client');
    // Where the service had the value from the start, also while others waited, nothing was to be carried out.
    const bases = changes.flatMap(({ edits: own }) => own?.[field]?.base ?? []);
    if (ours === undefined && bases.some((base) => isSameValue(field, base, wanted))) return [];
    if (ours !== undefined && isSameValue(field, ours.value, wanted)) return [];
    return [`${field} of ${nameOf(last)} ended as ${JSON.stringify(ours?.value ?? null)}`];
  });
}

/** Tags only ever come: each is there in the end, unless it went with a later change of the same tags. */
function lostTags(edits: readonly AppliedEdit[], changes: readonly Known[]): string[] {
  const tagged = changes.filter(({ edits: own }) => own?.customTags !== undefined);
  const present = valuesOf(edits, 'customTags').at(-1)?.value ?? [];
  return tagged.flatMap((one, index) => {
    const isFree = (other: Known): boolean => !isOwed(other, 'customTags') || other.isMoved;
    if (tagged.slice(index).some(isFree)) return [];
    const tag = `tag-${one.sequence}`;
    return Array.isArray(present) && present.includes(tag) ? [] : [`${tag} of ${nameOf(one)}`];
  });
}

/** Values of other people that the client replaced although nobody had seen them. */
function overwritten(
  edits: readonly AppliedEdit[],
  changes: readonly Known[],
  overruled: ReadonlySet<string>,
): string[] {
  const seen = new Set(changes.map(({ edits: own }) => own?.assignedTo?.base ?? ''));
  const values = valuesOf(edits, 'assignedTo');
  return values.flatMap(({ by, value }, index) => {
    const before = values[index - 1];
    if (by === 'someone' || before?.by !== 'someone') return [];
    const theirs = String(before.value);
    if (seen.has(theirs) || overruled.has(theirs)) return [];
    return [`${theirs} was replaced unseen by ${String(value)}`];
  });
}

function outOfOrder(edits: readonly AppliedEdit[], comments: readonly Known[]): string[] {
  const inTurn = new Set(
    comments.filter(({ isDecided, isHeld }) => !isDecided && !isHeld).map((one) => one.sequence),
  );
  const arrivals = [...new Set(edits.map(({ comment }) => sequenceIn(comment)))].filter(
    (sequence) => inTurn.has(sequence),
  );
  const isInOrder = arrivals.every((sequence, index) => sequence > (arrivals[index - 1] ?? -1));
  return isInOrder ? [] : [`comments came in the order ${arrivals.join(', ')}`];
}

function valuesOf(edits: readonly AppliedEdit[], field: FieldName) {
  return edits.flatMap(({ by, fields }) => {
    const value = fields?.[field];
    return value === undefined ? [] : [{ by, value: value as FieldValue }];
  });
}

function placeOf({ collection, number }: Subject): string {
  return `${collection}/${number}`;
}

function nameOf({ sequence, subject, edits }: Known): string {
  return `${edits === null ? 'comment' : 'change'} ${sequence} on ${placeOf(subject)}`;
}

function sequenceOf({ content }: OutboxItemView): number {
  if (content.kind === 'comment') return sequenceIn(content.text);
  const { assignedTo, customTags } = content.edits;
  return sequenceIn(assignedTo?.value ?? customTags?.value.at(-1));
}

/** The number in what the analyst writes, however the service altered it; -1 where there is none. */
function sequenceIn(text: string | null | undefined): number {
  return Number(/\b(?:note|analyst|tag)-(\d+)\b/i.exec(text ?? '')?.[1] ?? -1);
}

function groupedBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
