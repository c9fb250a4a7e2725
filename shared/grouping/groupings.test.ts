import { describe, expect, it } from 'vitest';
import { alertKey } from '../model/alert.ts';
import type { EntryId } from '../model/annotation-id.ts';
import { incidentKey } from '../model/incident.ts';
import type { GroupingDraft, RegroupDraft } from '../model/regrouping.ts';
import { tenantId } from '../model/tenant.ts';
import { groupingsOf, projectionOf } from './groupings-projection.ts';
import {
  alertTypeKey,
  grouped,
  groupedAll,
  livingIncident,
  machinePairKey,
  noGroupings,
  pairKey,
  placeOf,
  regroupConflict,
  undoConflict,
} from './groupings.ts';
import type { Groupings } from './groupings.ts';
import {
  alertOf,
  entryOf,
  incidentOfId,
  madeIncident,
  merged,
  moved,
  splitOff,
  TENANT,
} from './groupings-under-test.ts';

const [one, two, three] = [incidentOfId('1'), incidentOfId('2'), incidentOfId('3')];
const fold = (...drafts: readonly GroupingDraft[]): Groupings =>
  groupedAll(
    noGroupings,
    drafts.map((draft, at) => entryOf(draft, at)),
  );
const undone = (at: number): GroupingDraft => ({
  kind: 'regroupUndone',
  regroupId: `E${at}` as EntryId,
});

describe('a merge', () => {
  it('moves the alerts, and leads whoever asks for the old incident to the new one', () => {
    const groupings = fold(merged(['a', 'b'], one, two), merged(['a', 'b', 'c'], two, three));
    expect([...groupings.redirectOf]).toEqual([
      [one, three],
      [two, three],
    ]);
    expect(['a', 'b', 'c'].map((name) => groupings.incidentOf.get(alertOf(name)))).toEqual([
      three,
      three,
      three,
    ]);
    expect(livingIncident(groupings, one)).toBe(three);
  });

  it('takes alerts with it that its incident gets later', () => {
    const groupings = fold(merged([], one, two));
    expect(placeOf(groupings, alertOf('late'), one)).toBe(two);
    expect(placeOf(groupings, alertOf('alone'), null)).toBeNull();
  });
});

describe('an entry', () => {
  const before = fold(merged(['a'], one, two), splitOff(['b'], two, madeIncident(1)));
  const other = incidentKey('other', '9');

  it.each<[string, RegroupDraft, string]>([
    ['of no alert', moved([], one, two), 'Nothing is moved.'],
    [
      'with two aims',
      {
        ...moved(['x'], one, two),
        moves: [...moved(['x'], one, two).moves, ...moved(['y'], one, three).moves],
      },
      'Alerts can be moved to one incident at a time.',
    ],
    ['of one alert twice', moved(['x', 'x'], three, two), 'An alert is moved twice.'],
    ['into itself', merged([], two, two), 'An incident cannot be merged or moved into itself.'],
    [
      'from where it is',
      moved(['x'], two, two),
      'An incident cannot be merged or moved into itself.',
    ],
    [
      'of an incident twice',
      {
        ...merged([], three, two),
        redirects: [...merged([], three, two).redirects, ...merged([], three, two).redirects],
      },
      'An incident is merged twice.',
    ],
    ['to another tenant', moved(['x'], three, other), 'Alerts stay in their own tenant.'],
    [
      'of another tenant',
      { ...moved([], three, two), moves: [{ alert: alertKey('other', 'x'), from: null, to: two }] },
      'Alerts stay in their own tenant.',
    ],
    [
      'with alerts of a third incident',
      { ...merged([], three, two), moves: moved(['x'], null, two).moves },
      'A merge takes in whole incidents.',
    ],
    [
      'that merges into a new one',
      { ...merged([], three, madeIncident(2)), created: { key: madeIncident(2), name: '' } },
      'A merge takes in whole incidents.',
    ],
    [
      'that moves and redirects',
      { ...merged(['x'], three, two), gesture: 'move' },
      'Only a merge redirects an incident.',
    ],
    [
      'that splits off nothing new',
      { ...moved(['x'], three, two), gesture: 'split' },
      'A split makes a new incident.',
    ],
    [
      'that leaves the new one empty',
      { ...splitOff(['x'], three, two), created: { key: madeIncident(2), name: '' } },
      'Nothing is moved to the new incident.',
    ],
    [
      'that makes one again',
      splitOff(['x'], three, madeIncident(1)),
      'The new incident is not new.',
    ],
    [
      'to a merged incident',
      moved(['x'], three, one),
      'The incident that it goes to was merged or undone meanwhile.',
    ],
    [
      'that merges once more',
      merged([], one, three),
      'One of the incidents was merged or undone meanwhile.',
    ],
    ['of an alert that left', moved(['b'], two, three), 'One of the alerts was moved meanwhile.'],
    [
      'of an alert of a merged incident',
      moved(['x'], one, three),
      'One of the alerts was moved meanwhile.',
    ],
  ])('%s is left out', (_what, draft, sentence) => {
    expect(regroupConflict(before, draft)).toBe(sentence);
    expect(grouped(before, entryOf(draft, 9))).toBe(before);
  });

  it('is left out the second time', () => {
    const entry = entryOf(moved(['x'], null, two), 3);
    const after = grouped(before, entry);
    expect(after.log).toHaveLength(3);
    expect(grouped(after, entry)).toBe(after);
  });

  it('may go to an incident that was made here', () => {
    const { incidentOf } = grouped(before, entryOf(moved(['x'], null, madeIncident(1)), 3));
    expect(incidentOf.get(alertOf('x'))).toBe(madeIncident(1));
  });
});

describe('undoing', () => {
  it('leaves later entries as they are that are about something else', () => {
    const first = merged(['a'], one, two);
    const second = moved(['c'], two, three);
    const { log, ...after } = fold(first, second, undone(0));
    const { log: _log, ...without } = fold(second);
    expect(after).toEqual(without);
    expect(log.map((logged) => logged.undone)).toEqual([{ at: 2, actor: 'robin' }, null]);
  });

  it.each<[string, RegroupDraft, RegroupDraft, string]>([
    [
      'moved one of its alerts',
      moved(['a', 'b'], one, two),
      moved(['b'], two, three),
      'One of its alerts was moved again later: undo that first.',
    ],
    [
      'merged its incident',
      merged([], one, two),
      merged([], two, three),
      'Incident 2 was merged later: undo that first.',
    ],
    [
      'merged where its alerts go back to',
      moved(['a'], one, two),
      merged([], one, three),
      'Incident 1 was merged later: undo that first.',
    ],
    [
      'filled the incident that it made',
      splitOff(['a'], one, madeIncident(1)),
      moved(['b'], two, madeIncident(1)),
      'The incident that it made was changed later: undo that first.',
    ],
  ])('is refused where a later entry %s', (_what, first, second, sentence) => {
    const groupings = fold(first, second);
    expect(undoConflict(groupings, 'E0')).toBe(sentence);
    expect(grouped(groupings, entryOf(undone(0), 2))).toBe(groupings);
    const { log, ...after } = groupedAll(groupings, [entryOf(undone(1), 2), entryOf(undone(0), 3)]);
    const { log: _log, ...nothing } = noGroupings;
    expect([log.length, after]).toEqual([2, nothing]);
  });

  it('is refused twice, and of what never was', () => {
    const groupings = fold(moved(['a'], one, two), undone(0));
    expect(undoConflict(groupings, 'E0')).toBe('It is undone already.');
    expect(undoConflict(groupings, 'E9')).toBe('There is nothing to undo.');
    expect(grouped(groupings, entryOf(undone(0), 2))).toBe(groupings);
  });

  it('takes the incident away that was made, for good', () => {
    const groupings = fold(splitOff(['a'], one, madeIncident(1)), undone(0));
    expect(groupings.created.size).toBe(0);
    expect(regroupConflict(groupings, moved(['b'], two, madeIncident(1)))).toBe(
      'The incident that it goes to was merged or undone meanwhile.',
    );
  });
});

describe('what people decided', () => {
  const tenant = tenantId(TENANT);
  const drafts: readonly GroupingDraft[] = [
    { kind: 'suggestion', incidents: [two, one], verdict: 'rejected' },
    {
      kind: 'correlationRule',
      alertType: 'Scan',
      tenantId: tenant,
      mode: 'alone',
      reason: 'Noise',
    },
    { kind: 'machinePair', device: 'd', asset: 'a', tenantId: tenant, verdict: 'same', reason: '' },
  ];
  const decided = fold(...drafts);

  it('is found by what it is about', () => {
    expect(decided.rejected.get(pairKey(one, two))).toEqual({
      incidents: [two, one],
      at: 0,
      actor: 'robin',
    });
    expect(decided.aloneTypes.get(alertTypeKey(TENANT, 'Scan'))?.reason).toBe('Noise');
    expect(decided.machinePairs.get(machinePairKey(TENANT, 'd', 'a'))?.verdict).toBe('same');
  });

  it('can be taken back', () => {
    const back: readonly GroupingDraft[] = [
      { kind: 'suggestion', incidents: [one, two], verdict: 'open' },
      { kind: 'correlationRule', alertType: 'Scan', tenantId: tenant, mode: 'normal', reason: '' },
      {
        kind: 'machinePair',
        device: 'd',
        asset: 'a',
        tenantId: tenant,
        verdict: 'open',
        reason: '',
      },
    ];
    expect(fold(...drafts, ...back)).toEqual(noGroupings);
    expect(fold(...back)).toBe(noGroupings);
  });

  it('comes to the data worker as it is', () => {
    const groupings = fold(...drafts, splitOff(['a'], one, madeIncident(1)), merged([], one, two));
    const told = structuredClone(projectionOf(groupings));
    expect(groupingsOf(told)).toEqual(groupings);
  });
});
