import { expect, it } from 'vitest';
import { noGroupings, regroupConflict } from './groupings.ts';
import { alertOf, incidentOfId, TENANT } from './groupings-under-test.ts';
import { movePlan, nameOfAlerts } from './move-plan.ts';
import type { PlacedAlert } from './move-plan.ts';

const [one, two] = [incidentOfId('1'), incidentOfId('2')];
const placed = (name: string, incident: PlacedAlert['incident'], title = 'Scan'): PlacedAlert => ({
  alert: alertOf(name),
  incident,
  title,
});
const parts = { comment: 'Not of it', alertsOf: () => 2, random: () => 0.5 };

it('moves those alerts that are elsewhere, and tells which incidents it empties', () => {
  const alerts = [placed('a', one), placed('b', one), placed('c', two), placed('d', null)];
  const plan = movePlan(alerts, { kind: 'incident', key: two }, parts);
  expect(plan?.draft).toEqual({
    kind: 'regroup',
    gesture: 'move',
    moves: [
      { alert: alertOf('a'), from: one, to: two },
      { alert: alertOf('b'), from: one, to: two },
      { alert: alertOf('d'), from: null, to: two },
    ],
    redirects: [],
    created: null,
    reasons: [],
    comment: 'Not of it',
  });
  expect(plan?.emptied).toEqual([one]);
  expect(movePlan([placed('a', one)], { kind: 'incident', key: two }, parts)?.emptied).toEqual([]);
});

it('makes a new incident, named by the person or after its alerts', () => {
  const alerts = [placed('a', one), placed('d', null, 'Login')];
  const plan = movePlan(alerts, { kind: 'new', name: ' Apart ' }, parts);
  const key = incidentOfId(`local-${'8'.repeat(32)}`);
  expect(plan?.draft).toMatchObject({ gesture: 'split', created: { key, name: 'Apart' } });
  expect(plan === null ? null : regroupConflict(noGroupings, plan.draft)).toBeNull();
  expect(movePlan(alerts, { kind: 'new', name: ' ' }, parts)?.draft.created?.name).toBe(
    'Login and 1 other kind of alerts',
  );
  expect(key.startsWith(TENANT)).toBe(true);
});

it('moves nothing to where it is', () => {
  expect(movePlan([placed('a', one)], { kind: 'incident', key: one }, parts)).toBeNull();
  expect(movePlan([], { kind: 'new', name: '' }, parts)).toBeNull();
});

it.each<[readonly string[], string]>([
  [['Scan'], 'Scan'],
  [['Scan', 'Scan'], 'Scan (2 alerts)'],
  [['Scan', 'Login', 'Scan'], 'Scan and 1 other kind of alerts'],
  [['b', 'a', 'c'], 'a and 2 other kinds of alerts'],
  [['x'.repeat(300)], 'x'.repeat(200)],
  [[' '], 'Alerts without a title'],
])('names %j', (titles, name) => {
  expect(nameOfAlerts(titles.map((title) => ({ title })))).toBe(name);
});
