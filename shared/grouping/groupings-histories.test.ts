// Random merges, moves, splits and undos, also by people who look at an old state, against a naive replay.
// CLEARPANE_HISTORIES sets how many, CLEARPANE_SEED repeats a run.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AlertKey } from '../model/alert.ts';
import type { EntryId } from '../model/annotation-id.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { GroupingEntry, RegroupDraft, RegroupEntry } from '../model/regrouping.ts';
import { projectionOf } from './groupings-projection.ts';
import {
  grouped,
  groupedAll,
  noGroupings,
  placeOf,
  regroupConflict,
  undoConflict,
} from './groupings.ts';
import type { Groupings } from './groupings.ts';
import { alertOf, entryOf, incidentOfId, madeIncident, moved } from './groupings-under-test.ts';

const incidents = ['1', '2', '3', '4', '5'].map(incidentOfId);
/** Where the service has each alert: some are in no incident. */
const stated: ReadonlyMap<AlertKey, IncidentKey | null> = new Map(
  Array.from({ length: 14 }, (_, n) => [alertOf(`a${n}`), incidents[n % 6] ?? null]),
);

interface Step {
  readonly kind: 'merge' | 'move' | 'split' | 'undo';
  /** Chooses among what there is. */
  readonly picks: readonly number[];
  /** The person looks at the state of so many steps ago. */
  readonly lag: number;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('merge', 'move', 'split', 'undo'),
  picks: fc.array(fc.nat(1000), { minLength: 4, maxLength: 7 }),
  lag: fc.constantFrom(0, 0, 0, 0, 1, 3),
});

const chosen = <Item>(items: readonly Item[], pick: number | undefined): Item | undefined =>
  items[(pick ?? 0) % Math.max(items.length, 1)];

const placement = ({ incidentOf, redirectOf, created }: Groupings): string =>
  JSON.stringify([[...incidentOf], [...redirectOf], [...created]]);

function whereIs(groupings: Groupings, alert: AlertKey): IncidentKey | null {
  return placeOf(groupings, alert, stated.get(alert) ?? null);
}

function livingIn({ redirectOf, created }: Groupings): readonly IncidentKey[] {
  return [...incidents, ...created.keys()].filter((key) => !redirectOf.has(key));
}

/** What a person would write who sees `seen`. */
function draftFor({ kind, picks }: Step, seen: Groupings, at: number): RegroupDraft | null {
  const living = livingIn(seen);
  const to = chosen(living, picks[0]);
  const placed = [...stated].map(([alert, key]) => ({ alert, from: placeOf(seen, alert, key) }));
  if (to === undefined) return null;
  if (kind === 'merge') {
    const sources = new Set(picks.slice(1, 4).flatMap((pick) => chosen(living, pick) ?? []));
    const redirects = [...sources].filter((from) => from !== to).map((from) => ({ from, to }));
    const moves = placed
      .filter(({ from }) => redirects.some((redirect) => redirect.from === from))
      .map((move) => ({ ...move, to }));
    return { ...moved([], null, to), gesture: 'merge', moves, redirects, reasons: ['sameAsset'] };
  }
  const target = kind === 'split' ? madeIncident(at) : to;
  const picked = new Set(picks.slice(1).map((pick) => chosen(placed, pick)));
  const moves = [...picked].flatMap((move) =>
    move === undefined || move.from === target ? [] : { ...move, to: target },
  );
  const created = kind === 'split' ? { key: target, name: 'Apart' } : null;
  return {
    ...moved([], null, target),
    gesture: kind === 'split' ? 'split' : 'move',
    moves,
    created,
  };
}

/** Where each alert is after the entries, in the plainest way. */
function replayed(entries: readonly RegroupEntry[]): ReadonlyMap<AlertKey, IncidentKey | null> {
  const places = new Map(stated);
  for (const { moves, redirects } of entries) {
    for (const { alert, to } of moves) places.set(alert, to);
    for (const { from, to } of redirects) {
      for (const [alert, key] of places) if (key === from) places.set(alert, to);
    }
  }
  return places;
}

function expectSound(groupings: Groupings): void {
  const living = new Set<IncidentKey | null>(livingIn(groupings));
  const places = new Map(
    [...stated].map(([alert, key]) => [alert, placeOf(groupings, alert, key)]),
  );
  const standing = groupings.log.filter(({ undone }) => undone === null);
  expect(places).toEqual(replayed(standing.map(({ entry }) => entry)));
  const lost = [...places].filter(([alert, key]) =>
    key === null ? stated.get(alert) !== null : !living.has(key),
  );
  const dead = [...groupings.incidentOf.values(), ...groupings.redirectOf.values()].filter(
    (key) => !living.has(key),
  );
  expect([lost, dead]).toEqual([[], []]);
}

const counts = { merge: 0, move: 0, split: 0, undo: 0, refused: 0, refusedUndo: 0 };

function live(steps: readonly Step[], cut: number, isUpToDate: boolean): void {
  const entries: GroupingEntry[] = [];
  const states: Groupings[] = [noGroupings];
  for (const [at, step] of steps.entries()) {
    const now = states.at(-1) ?? noGroupings;
    const seen = states.at(isUpToDate ? -1 : -1 - step.lag) ?? noGroupings;
    const entry = entryFor(step, seen, at);
    if (entry === null) continue;
    const refusal =
      entry.kind === 'regroup' ? regroupConflict(now, entry) : undoConflict(now, entry.regroupId);
    const after = grouped(now, entry);
    entries.push(entry);
    states.push(after);
    if (refusal !== null) {
      counts[step.kind === 'undo' ? 'refusedUndo' : 'refused'] += 1;
      expect(after).toBe(now);
      continue;
    }
    counts[step.kind] += 1;
    expectSound(after);
    if (entry.kind === 'regroup') {
      const known = entry.moves.filter(({ alert }) => now.incidentOf.has(alert));
      expect(known.filter(({ alert, from }) => whereIs(now, alert) !== from)).toEqual([]);
      const restored = grouped(after, undoOf(entry.id, at));
      expect(placement(restored)).toBe(placement(now));
    } else {
      const undone = now.log.find((logged) => logged.entry.id === entry.regroupId)?.entry;
      const [moves, redirects] = [undone?.moves ?? [], undone?.redirects ?? []];
      const astray = moves.filter(({ alert, from }) => whereIs(after, alert) !== from);
      // Who sees an old state may be wrong about where an alert came from.
      if (isUpToDate) expect(astray).toEqual([]);
      expect(redirects.filter(({ from }) => after.redirectOf.has(from))).toEqual([]);
      const others = after.log.flatMap((logged) => (logged.undone === null ? logged.entry : []));
      const without = groupedAll(noGroupings, others);
      // One that moved an alert on which the undone merge had carried along stays, and is not written anew.
      if (without.log.length === others.length) expect(placement(after)).toBe(placement(without));
    }
  }
  const whole = groupedAll(noGroupings, entries);
  const pieces = groupedAll(groupedAll(noGroupings, entries.slice(0, cut)), entries.slice(cut));
  const last = JSON.stringify(projectionOf(states.at(-1) ?? noGroupings));
  expect([whole, pieces].map((one) => JSON.stringify(projectionOf(one)))).toEqual([last, last]);
}

function entryFor(step: Step, seen: Groupings, at: number): RegroupEntry | UndoEntry | null {
  if (step.kind === 'undo') {
    const logged = chosen(seen.log, step.picks[0]);
    return logged === undefined ? null : undoOf(logged.entry.id, at);
  }
  const draft = draftFor(step, seen, at);
  return draft === null ? null : entryOf(draft, at);
}

type UndoEntry = Extract<GroupingEntry, { kind: 'regroupUndone' }>;

function undoOf(regroupId: EntryId, at: number): UndoEntry {
  return { kind: 'regroupUndone', regroupId, id: `U${at}` as EntryId, at, actor: 'robin' };
}

const histories = Number(globalThis.process.env['CLEARPANE_HISTORIES'] ?? 2_000);
const seed = Number(globalThis.process.env['CLEARPANE_SEED'] ?? Date.now() % 2 ** 31);

it(
  `each alert is in exactly one incident in ${histories} histories from seed ${seed}`,
  () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 30, size: 'max' }),
        fc.nat(30),
        fc.boolean(),
        live,
      ),
      { numRuns: histories, seed },
    );
    // A history that nothing happens in shows nothing.
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(histories / 4);
  },
  60_000 + histories * 20,
);
