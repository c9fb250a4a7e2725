import { expect, test } from 'vitest';
import type { Suggestion } from '../../../shared/correlation/local-incidents.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { Suggestions } from './suggestions.ts';

const [one, two, three] = ['t/1', 't/2', 't/3'] as [IncidentKey, IncidentKey, IncidentKey];
const itself = (incident: IncidentKey) => incident;

function suggestion(a: IncidentKey, b: IncidentKey, score: number): Suggestion {
  const link = { to: 't/a' as AlertKey, reasons: [], ties: [], score };
  return { incidents: [a, b], alert: 't/b' as AlertKey, link };
}

const scores = (found: readonly Suggestion[]) =>
  found.map(({ incidents, link }) => [...incidents, link.score]);

test('finds a pair by either of the two, the likelier of several, the likeliest pair first', () => {
  const suggestions = new Suggestions();
  suggestions.add(suggestion(one, two, 1));
  suggestions.add(suggestion(one, two, 3));
  suggestions.add(suggestion(one, two, 2));
  suggestions.add(suggestion(one, three, 4));
  expect(scores(suggestions.of([one], itself))).toEqual([
    [one, three, 4],
    [one, two, 3],
  ]);
  expect(scores(suggestions.of([two], itself))).toEqual([[one, two, 3]]);
});

test('goes along with what was merged, and is over once both are one', () => {
  const suggestions = new Suggestions();
  suggestions.add(suggestion(one, two, 1));
  suggestions.add(suggestion(two, three, 2));
  suggestions.move(two, one);
  const living = (incident: IncidentKey) => (incident === two ? one : incident);
  expect(scores(suggestions.of([one], living))).toEqual([[one, three, 2]]);
  expect(scores(suggestions.of([three], living))).toEqual([[one, three, 2]]);
  expect(suggestions.of([three], () => undefined)).toEqual([]);
});
