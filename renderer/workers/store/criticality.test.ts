// What a person says of assets, in the scores of the incidents that name them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultIncidentView } from '../../../shared/contract/queue.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { CriticalityRule } from '../../../shared/priority/criticality-rule.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleIncident,
} from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const ARM_ID = '/subscriptions/5AC4/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/';
const machine = (name: string, tags: readonly string[] = []): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
  resourceId: ARM_ID + name,
  resourceName: name,
  tags: [...tags],
});

const alert = (number: number, incident: number, evidence: readonly JsonObject[], version = 0) =>
  sampleAlert(number, {
    incidentId: String(incident),
    title: 'Same thing',
    detectorId: 'Same',
    categories: [],
    evidence: [...evidence],
    lastUpdateDateTime: isoAt(SAMPLE_NOW + version),
  });

describe('criticality of assets', () => {
  let store: StoreUnderTest;
  beforeEach(async () => {
    store = openTestStore(makeDisk());
    await store.ingest.call(
      'page.commit',
      page({
        incidents: [1, 2].map((number) =>
          sampleIncident(number, { severity: 'low', status: 'active', systemTags: [] }),
        ),
        alerts: [alert(1, 1, [machine('till-7')]), alert(2, 2, [machine('web-1')])],
      }),
    );
  });
  afterEach(() => store.close());

  const scores = async () => {
    const filter = { range: { kind: 'days', days: 3_650 } as const, conditions: [] };
    const { rows } = await store.first('queue.incidents', { ...defaultIncidentView, filter });
    return Object.fromEntries(rows.map((row) => [row.incidentId, row.priorityScore]));
  };
  const project = (...rules: readonly CriticalityRule[]) =>
    store.ingest.call('criticality.project', { rules });
  const detail = async (number: string) => {
    const found = await store.first('incident.detail', { key: incidentKey(SAMPLE_TENANT, number) });
    if (found?.priority == null) throw new Error('no incident with a score');
    return { ...found, priority: found.priority };
  };

  it.each<[string, CriticalityRule['subject']]>([
    ['by name', { kind: 'name', pattern: 'TILL-*' }],
    ['by resource id', { kind: 'name', pattern: '*/virtualMachines/till-7' }],
  ])('marked %s raises the score of its incident, and of no other', async (_by, subject) => {
    const before = await scores();
    await project({ subject, criticality: 'veryHigh' });
    expect(await scores()).toEqual({ 1: (before[1] ?? 0) + 14, 2: before[2] });
    const { row, priority } = await detail('1');
    expect(priority.score).toBe(row.priorityScore);
    expect(priority.factors).toContainEqual({
      name: 'assetCriticality',
      points: 14,
      reason: 'till-7 is of very high criticality',
    });
    expect(row.assets.map(({ name, criticality }) => [name, criticality])).toEqual([
      ['till-7', 'veryHigh'],
    ]);
    await project();
    expect(await scores()).toEqual(before);
  });

  it('marked by account counts for all in it', async () => {
    const before = await scores();
    await project({ subject: { kind: 'account', id: '5ac4' }, criticality: 'medium' });
    expect(await scores()).toEqual({ 1: (before[1] ?? 0) + 5, 2: (before[2] ?? 0) + 5 });
  });

  it('marked by tag counts as soon as any alert has the tag', async () => {
    const before = await scores();
    await project({ subject: { kind: 'tag', tag: 'PCI' }, criticality: 'high' });
    expect(await scores()).toEqual(before);
    await store.ingest.call(
      'page.commit',
      page({
        alerts: [alert(2, 2, [machine('web-1')], 1), alert(3, 2, [machine('till-7', ['pci'])])],
      }),
    );
    const after = await scores();
    expect(after[1]).toBe((before[1] ?? 0) + 10);
    expect((await detail('2')).priority.score).toBe(after[2]);
  });

  it('tells of the service what it tagged itself', async () => {
    const before = await scores();
    await store.ingest.call(
      'page.commit',
      page({
        incidents: [
          sampleIncident(1, {
            severity: 'low',
            status: 'active',
            systemTags: ['Critical asset'],
            lastUpdateDateTime: isoAt(SAMPLE_NOW + 9),
          }),
        ],
      }),
    );
    expect(await scores()).toEqual({ 1: (before[1] ?? 0) + 10, 2: before[2] });
    const { priority } = await detail('1');
    expect(priority.factors.map(({ reason }) => reason)).toContain(
      'An asset that the service tagged is of high criticality',
    );
  });

  it('calls a type of alert by its title, not by the id of its detector', async () => {
    const { priority } = await detail('1');
    expect(priority.factors.map(({ reason }) => reason)).toContain(
      'Only 2 incidents have an alert "Same thing"',
    );
  });

  it('lets a false positive lower the score of other incidents with that type of alert', async () => {
    const before = await scores();
    const decided = { ...alert(2, 2, [machine('web-1')], 5), classification: 'falsePositive' };
    await store.ingest.call('page.commit', page({ alerts: [decided] }));
    const after = await scores();
    expect(after[1]).toBe((before[1] ?? 0) - 1);
    const { priority } = await detail('1');
    expect(priority.factors.map(({ reason }) => reason)).toContain(
      'Of 1 decided alerts of these types, 1 were false',
    );
  });
});
