// The scores of a large store are worked out in pieces, with changes between them, and come out the same.
import { expect, it } from 'vitest';
import { randomFor } from '../../../resources/demo-tenant/random.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { Sighting } from './alert-columns.ts';
import { alertKind, incidentKind, packDocuments } from './document-kind.ts';
import { PriorityScores } from './priority-scores.ts';
import { randomIncident, randomSighting } from './random-store.ts';
import { StoreMemory } from './store-memory.ts';

const random = randomFor('pieces');
const memory = new StoreMemory([]);

function commit(sightings: readonly Sighting[], incidents: readonly Incident[]) {
  const alerts = packDocuments(alertKind, sightings).map(({ chunk }) => chunk);
  const cases = packDocuments(incidentKind, incidents).map(({ chunk }) => chunk);
  return memory.apply(
    { absorption: memory.sightings.plan(alerts), segmentIds: alerts.map((_, at) => at) },
    { absorption: memory.incidents.plan(cases), segmentIds: cases.map((_, at) => at) },
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

it('comes out the same, whatever changes meanwhile', () => {
  commit(
    numbers(4_000).map((number) => randomSighting(random, number, 1)),
    numbers(2_500).map((number) => randomIncident(random, number, 1)),
  );
  const inPieces = new PriorityScores(memory, 0);
  inPieces.begin();
  expect(inPieces.score.length).toBe(memory.incidents.rowCount);
  expect(inPieces.explain(0)).toBeNull();
  let pieces = 0;
  let found = inPieces.advance(() => true);
  for (; found === null; pieces++) {
    expect(inPieces.score.length).toBe(memory.incidents.rowCount);
    const change = commit(
      numbers(20).map(() => randomSighting(random, random.between(0, 4_400), 2 + pieces)),
      numbers(20).map(() => randomIncident(random, random.between(0, 2_700), 2 + pieces)),
    );
    expect(inPieces.update(change.alertRows, change.incidentRows)).toEqual(new Set());
    found = inPieces.advance(() => true);
  }
  expect(pieces).toBeGreaterThan(6);

  const rows = numbers(memory.incidents.rowCount);
  const scores = rows.map((row) => inPieces.score.value(row));
  expect(scores).toEqual(rows.map((row) => memory.priority.score.value(row)));
  expect(scores).toEqual(rows.map((row) => inPieces.explain(row)?.score));
  expect(found.size).toBe(rows.length);
});

it('takes other levels of assets in pieces, and keeps the former scores until then', () => {
  const inPieces = new PriorityScores(memory, 0);
  inPieces.begin();
  while (inPieces.advance(() => false) === null);
  const rows = numbers(memory.incidents.rowCount);
  const former = rows.map((row) => inPieces.score.value(row));
  memory.setCriticality([{ subject: { kind: 'name', pattern: 'vm-*' }, criticality: 'veryHigh' }]);
  inPieces.beginAnew();
  expect(rows.map((row) => inPieces.score.value(row))).toEqual(former);
  let found = inPieces.advance(() => true);
  expect(found).toBeNull();
  while (found === null) found = inPieces.advance(() => true);
  expect(found.size).toBeGreaterThan(20);
  const scores = rows.map((row) => inPieces.score.value(row));
  expect(scores).toEqual(rows.map((row) => memory.priority.score.value(row)));
  expect(scores).toEqual(rows.map((row) => inPieces.explain(row)?.score));
});
