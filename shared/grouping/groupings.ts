// Which alerts people put into which incidents, over what the services and the correlation say: the fold
// of the journal's entries about groupings. Undoing an entry gives the fold without it.
import type { AlertKey } from '../model/alert.ts';
import type { Authored } from '../model/annotation.ts';
import type { EntryId } from '../model/annotation-id.ts';
import type { IncidentKey } from '../model/incident.ts';
import type {
  CorrelationRuleEntry,
  CreatedIncident,
  GroupingEntry,
  MachinePairEntry,
  RegroupEntry,
  SuggestionEntry,
} from '../model/regrouping.ts';
import { regroupMisfit } from './regroup-misfit.ts';
import { undoConflictIn } from './undo-conflict.ts';

/** Who, and when by this machine's clock, UTC epoch milliseconds. */
export type Authorship = Pick<Authored, 'at' | 'actor'>;

/** Where alerts and incidents are, as long as nobody says otherwise. */
export interface Placement {
  /** Of alerts that a person moved, whatever else says where they belong; never a redirected incident. */
  readonly incidentOf: ReadonlyMap<AlertKey, IncidentKey>;
  /** Of each incident that was merged into another one: where that is by now, which is not redirected. */
  readonly redirectOf: ReadonlyMap<IncidentKey, IncidentKey>;
  readonly created: ReadonlyMap<IncidentKey, CreatedIncident & Authorship>;
}

/** An entry that took effect, and by whom it was undone. */
export interface LoggedRegrouping {
  readonly entry: RegroupEntry;
  readonly undone: Authorship | null;
}

export interface Groupings extends Placement {
  /** In the order in which they were written. */
  readonly log: readonly LoggedRegrouping[];
  /** By `pairKey`. */
  readonly rejected: ReadonlyMap<string, Pick<SuggestionEntry, 'incidents'> & Authorship>;
  /** Types of alerts that are never correlated, by `alertTypeKey`. */
  readonly aloneTypes: ReadonlyMap<string, AloneType>;
  /** What a person decided, by `machinePairKey`. */
  readonly machinePairs: ReadonlyMap<string, DecidedPair>;
}

export type AloneType = Pick<CorrelationRuleEntry, 'alertType' | 'tenantId' | 'reason'> &
  Authorship;

export type DecidedPair = Pick<MachinePairEntry, 'device' | 'asset' | 'tenantId' | 'reason'> &
  Authorship & { readonly verdict: 'same' | 'different' };

export const noGroupings: Groupings = {
  incidentOf: new Map(),
  redirectOf: new Map(),
  created: new Map(),
  log: [],
  rejected: new Map(),
  aloneTypes: new Map(),
  machinePairs: new Map(),
};

/** In the same order, whichever comes first. */
export function pair(a: IncidentKey, b: IncidentKey): readonly [IncidentKey, IncidentKey] {
  return a < b ? [a, b] : [b, a];
}

/** The same for both orders. */
export function pairKey(a: IncidentKey, b: IncidentKey): string {
  return JSON.stringify(pair(a, b));
}

export function alertTypeKey(tenantId: string, alertType: string): string {
  return JSON.stringify([tenantId, alertType]);
}

export function machinePairKey(tenantId: string, device: string, asset: string): string {
  return JSON.stringify([tenantId, device, asset]);
}

/** The incident that `key` is by now: itself, unless it was merged. */
export function livingIncident({ redirectOf }: Placement, key: IncidentKey): IncidentKey {
  return redirectOf.get(key) ?? key;
}

/** Where an alert is shown whose service or correlation put it into `stated`. */
export function placeOf(
  placement: Placement,
  alert: AlertKey,
  stated: IncidentKey | null,
): IncidentKey | null {
  const key = placement.incidentOf.get(alert) ?? stated;
  return key === null ? null : livingIncident(placement, key);
}

/** As `groupedAll` of one entry. */
export function grouped(groupings: Groupings, entry: GroupingEntry): Groupings {
  return groupedAll(groupings, [entry]);
}

/**
 * The same object when nothing changes. An entry that does not fit to what is there by then, such as a
 * merge of an incident that is merged already, is left out, and so is an undo that a later entry stands
 * against.
 */
export function groupedAll(groupings: Groupings, entries: Iterable<GroupingEntry>): Groupings {
  let state = groupings;
  let board: Board | null = null;
  for (const entry of entries) {
    switch (entry.kind) {
      case 'regroup':
        board ??= openBoard(groupings);
        regroup(board, entry);
        break;
      case 'regroupUndone':
        board ??= openBoard(groupings);
        undo(board, entry);
        break;
      case 'suggestion':
        state = withSuggestion(state, entry);
        break;
      case 'correlationRule':
        state = withCorrelationRule(state, entry);
        break;
      case 'machinePair':
        state = withMachinePair(state, entry);
        break;
      default:
        return entry satisfies never;
    }
  }
  return board?.hasChanged === true ? { ...state, ...placementOf(board), log: board.log } : state;
}

/** Why `undo` of the entry would not take effect, as a sentence for people; null if it would. */
export function undoConflict({ log }: Pick<Groupings, 'log'>, id: string): string | null {
  return undoConflictIn(log, id);
}

/** Why the entry would not take effect, as a sentence for people; null if it would. */
export function regroupConflict(
  groupings: Groupings,
  draft: Parameters<typeof regroupMisfit>[1],
): string | null {
  return regroupMisfit({ ...groupings, everCreated: everCreatedIn(groupings) }, draft);
}

/** Groupings while entries are laid, each in its place: copied once for all of them. */
interface Board {
  incidentOf: Map<AlertKey, IncidentKey>;
  redirectOf: Map<IncidentKey, IncidentKey>;
  created: Map<IncidentKey, CreatedIncident & Authorship>;
  /** Also those whose making was undone: their keys name nothing any more. */
  readonly everCreated: Set<IncidentKey>;
  readonly ids: Set<EntryId>;
  readonly log: LoggedRegrouping[];
  hasChanged: boolean;
}

function openBoard(groupings: Groupings): Board {
  const { incidentOf, redirectOf, created, log } = groupings;
  return {
    incidentOf: new Map(incidentOf),
    redirectOf: new Map(redirectOf),
    created: new Map(created),
    everCreated: everCreatedIn(groupings),
    ids: new Set(log.map(({ entry }) => entry.id)),
    log: [...log],
    hasChanged: false,
  };
}

function everCreatedIn({ log }: Groupings): Set<IncidentKey> {
  return new Set(log.flatMap(({ entry }) => entry.created?.key ?? []));
}

function regroup(board: Board, entry: RegroupEntry): void {
  if (board.ids.has(entry.id) || regroupMisfit(board, entry) !== null) return;
  lay(board, entry);
  board.ids.add(entry.id);
  board.log.push({ entry, undone: null });
  board.hasChanged = true;
}

function lay(board: Board, { at, actor, moves, redirects, created }: RegroupEntry): void {
  if (created !== null) {
    board.created.set(created.key, { ...created, at, actor });
    board.everCreated.add(created.key);
  }
  for (const { from, to } of redirects) board.redirectOf.set(from, to);
  for (const { alert, to } of moves) board.incidentOf.set(alert, to);
}

function undo(
  board: Board,
  { regroupId, at, actor }: GroupingEntry & { kind: 'regroupUndone' },
): void {
  if (undoConflictIn(board.log, regroupId) !== null) return;
  const index = board.log.findIndex(({ entry }) => entry.id === regroupId);
  const logged = board.log[index];
  if (logged === undefined) return;
  board.log[index] = { ...logged, undone: { at, actor } };
  board.incidentOf = new Map();
  board.redirectOf = new Map();
  board.created = new Map();
  for (const { entry, undone } of board.log) if (undone === null) lay(board, entry);
  board.hasChanged = true;
}

/** With every redirect followed to its end. */
function placementOf({ incidentOf, redirectOf, created }: Board): Placement {
  const living = (key: IncidentKey): IncidentKey => {
    let end = key;
    for (let next = redirectOf.get(end); next !== undefined; next = redirectOf.get(end)) end = next;
    return end;
  };
  return {
    incidentOf: new Map([...incidentOf].map(([alert, key]) => [alert, living(key)])),
    redirectOf: new Map([...redirectOf].map(([from, to]) => [from, living(to)])),
    created,
  };
}

function withSuggestion(groupings: Groupings, entry: SuggestionEntry): Groupings {
  const { incidents, verdict, at, actor } = entry;
  const key = pairKey(...incidents);
  const rejected = verdict === 'rejected' ? { incidents, at, actor } : null;
  return withDecision(groupings, 'rejected', key, rejected);
}

function withCorrelationRule(groupings: Groupings, entry: CorrelationRuleEntry): Groupings {
  const { alertType, tenantId, mode, reason, at, actor } = entry;
  const alone = mode === 'alone' ? { alertType, tenantId, reason, at, actor } : null;
  return withDecision(groupings, 'aloneTypes', alertTypeKey(tenantId, alertType), alone);
}

function withMachinePair(groupings: Groupings, entry: MachinePairEntry): Groupings {
  const { device, asset, tenantId, verdict, reason, at, actor } = entry;
  const pair = verdict === 'open' ? null : { device, asset, tenantId, verdict, reason, at, actor };
  return withDecision(groupings, 'machinePairs', machinePairKey(tenantId, device, asset), pair);
}

function withDecision<Name extends 'rejected' | 'aloneTypes' | 'machinePairs'>(
  groupings: Groupings,
  name: Name,
  key: string,
  decision: (Groupings[Name] extends ReadonlyMap<string, infer Value> ? Value : never) | null,
): Groupings {
  if (decision === null && !groupings[name].has(key)) return groupings;
  const others = [...groupings[name]].filter(([other]) => other !== key);
  return {
    ...groupings,
    [name]: new Map<string, unknown>(decision === null ? others : [...others, [key, decision]]),
  };
}
