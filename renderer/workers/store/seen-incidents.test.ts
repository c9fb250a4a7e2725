// What a person is told of incidents since they last looked.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultIncidentView } from '../../../shared/contract/queue.ts';
import type { FilterCondition } from '../../../shared/contract/queue.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleIncident,
} from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const KEY = incidentKey(SAMPLE_TENANT, '1');
const incident = (number: number, version = 0, changes = {}) =>
  sampleIncident(number, {
    status: 'active',
    severity: 'low',
    lastUpdateDateTime: isoAt(SAMPLE_NOW + version),
    ...changes,
  });

let store: StoreUnderTest;
beforeEach(async () => {
  store = openTestStore(makeDisk());
  await store.ingest.call(
    'page.commit',
    page({ incidents: [incident(1), incident(2)], alerts: [sampleAlert(1, { incidentId: '1' })] }),
  );
});
afterEach(() => store.close());

const look = async () => {
  const seen = await store.queries.call('incidents.seen', { keys: [KEY, incidentKey('x', '9')] });
  await store.ingest.call('seen.project', { isWhole: false, seen, unseen: [] });
  return seen;
};
const rows = async (...conditions: readonly FilterCondition[]) => {
  const filter = { range: { kind: 'days', days: 3_650 } as const, conditions };
  const answer = await store.first('queue.incidents', { ...defaultIncidentView, filter });
  return Object.fromEntries(answer.rows.map((row) => [row.incidentId, row.unread]));
};

it('is all new before a look, and tells what changed after it', async () => {
  expect(await rows()).toEqual({ 1: { kind: 'new' }, 2: { kind: 'new' } });
  expect(await look()).toHaveLength(1);
  expect(await rows()).toEqual({ 1: null, 2: { kind: 'new' } });
  await store.ingest.call(
    'page.commit',
    page({
      incidents: [incident(1, 5, { status: 'resolved' })],
      alerts: [2, 3].map((number) => sampleAlert(number, { incidentId: '1' })),
    }),
  );
  const changed = { kind: 'changed', newAlerts: 2, fields: ['status'] };
  expect(await rows()).toEqual({ 1: changed, 2: { kind: 'new' } });
  const isChanged = { kind: 'values', filter: 'unread', values: ['changed'] } as const;
  expect(await rows(isChanged)).toEqual({ 1: changed });
  await look();
  expect(await rows(isChanged)).toEqual({});
});

it('is new again on request, and where a later worker knows of no look', async () => {
  const seen = await look();
  await store.ingest.call('seen.project', { isWhole: false, seen: [], unseen: [KEY] });
  expect((await rows())[1]).toEqual({ kind: 'new' });
  await store.ingest.call('seen.project', { isWhole: true, seen, unseen: [] });
  expect((await rows())[1]).toBeNull();
  await store.ingest.call('seen.project', { isWhole: true, seen: [], unseen: [] });
  expect((await rows())[1]).toEqual({ kind: 'new' });
});
