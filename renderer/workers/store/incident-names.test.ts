// What incidents are called, and under which other names they are found.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultIncidentView } from '../../../shared/contract/queue.ts';
import type { AnnotationItem } from '../../../shared/model/annotation-item.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { SAMPLE_NOW, SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

let store: StoreUnderTest;
beforeEach(async () => {
  store = openTestStore(makeDisk());
  const named = { status: 'active', displayName: 'Old case' };
  await store.ingest.call(
    'page.commit',
    page({
      incidents: [
        sampleIncident(1, named),
        sampleIncident(2, { ...named, displayName: null }),
        sampleIncident(3, { ...named, displayName: '  ' }),
      ],
      alerts: [
        sampleAlert(1, { incidentId: '2', title: 'Odd sign-in', evidence: [], severity: 'low' }),
        sampleAlert(2, { incidentId: '1', title: 'Theft', evidence: [], severity: 'high' }),
      ],
    }),
  );
});
afterEach(() => store.close());

const rows = async (text = '') => {
  const filter = { range: { kind: 'days', days: 3_650 } as const, conditions: [], text };
  const answer = await store.first('queue.incidents', { ...defaultIncidentView, filter });
  return Object.fromEntries(answer.rows.map((row) => [row.incidentId, row]));
};

const rename = (base: string, value: string): AnnotationItem => ({
  kind: 'change',
  id: 'rename' as EntryId,
  writtenAt: SAMPLE_NOW,
  actor: 'ada',
  target: { kind: 'incident', sourceId: 'graph', tenantId: tenantId(SAMPLE_TENANT), id: '1' },
  status: { kind: 'pending' },
  edits: { displayName: { base, value } },
  known: {},
});

it('names an incident that has no name, and follows its alerts', async () => {
  const before = await rows();
  expect([before[2]?.name, before[2]?.isNameMade]).toEqual(['Odd sign-in', true]);
  expect(before[3]?.name).toBe('Incident 3');
  const more = sampleAlert(3, { incidentId: '2', title: 'Other', evidence: [], categories: [] });
  await store.ingest.call('page.commit', page({ alerts: [more] }));
  expect((await rows())[2]?.name).not.toBe('Odd sign-in');
  expect(Object.keys(await rows('incident 3'))).toEqual(['3']);
});

it('keeps a rename, and finds the incident under its former name too', async () => {
  await store.ingest.call('annotations.project', {
    isWhole: true,
    items: [rename('Old case', 'New case')],
  });
  const renamed = (await rows('old case'))[1];
  expect(renamed?.name).toBe('New case');
  expect(renamed?.formerNames).toEqual(['Old case']);
  expect(renamed?.match).toEqual({ field: 'Former name', value: 'Old case', alert: null });
  expect(Object.keys(await rows('new case'))).toEqual(['1']);
});

it('tells the highest severity of the alerts beside that of the incident', async () => {
  const found = await rows();
  expect([1, 2, 3].map((id) => found[id]?.alertSeverity)).toEqual(['high', 'low', null]);
});
