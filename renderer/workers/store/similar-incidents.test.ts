import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { SAMPLE_NOW, SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const DAY_MS = 24 * 3_600_000;
const keyOf = (number: number): IncidentKey => incidentKey(tenantId(SAMPLE_TENANT), String(number));

const device = (name: string): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.deviceEvidence',
  deviceDnsName: name,
  mdeDeviceId: name,
});
const address = (ipAddress: string): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.ipEvidence',
  ipAddress,
});
const account = (accountName: string): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.processEvidence',
  userAccount: { accountName, domainName: 'CORP' },
});
const daysBefore = (days: number): JsonObject => ({
  lastActivityDateTime: new Date(SAMPLE_NOW - days * DAY_MS).toISOString(),
});

/** Nothing that another one has, unless it is changed. */
const alertOf = (incident: number, changes: JsonObject) =>
  sampleAlert(incident * 10, {
    title: `Title ${String(incident)}`,
    detectorId: `Detector ${String(incident)}`,
    serviceSource: 'microsoftSentinel',
    evidence: [],
    ...daysBefore(1),
    ...changes,
  });

describe('incidents like another one', () => {
  let store: StoreUnderTest;
  beforeEach(() => {
    store = openTestStore(makeDisk());
  });
  afterEach(async () => {
    expect(store.bugs).toEqual([]);
    await store.close();
  });

  /** One alert for each incident. */
  const commit = (changes: readonly JsonObject[]) =>
    store.ingest.call(
      'page.commit',
      page({
        alerts: changes.map((change, number) => alertOf(number, change)),
        incidents: changes.map((_, number) => sampleIncident(number)),
      }),
    );
  const similarTo = async (number: number) =>
    store.queries.call('incident.similar', { key: keyOf(number) });
  const found = async (number: number) =>
    (await similarTo(number))?.incidents.map(({ row, reasons }) => [
      Number(row.incidentId),
      ...reasons.map(({ criterion, items }) => `${criterion}: ${items.join(', ')}`),
    ]);

  it('come with what both have, the most alike first', async () => {
    await commit([
      {
        ...daysBefore(0),
        evidence: [device('db1'), address('203.0.113.7'), address('10.0.0.4'), account('kim')],
      },
      { evidence: [address('203.0.113.7'), address('10.0.0.4')] },
      { title: 'Title 0', detectorId: 'Detector 0', evidence: [device('DB1')] },
      { title: 'Title 0' },
      { evidence: [device('db2'), address('10.0.0.4'), account('lee')] },
    ]);
    const product = 'product: microsoftSentinel';
    expect(await found(0)).toEqual([
      [2, 'entity: db1', 'detection: Detector 0', 'title: Title 0', product],
      [3, 'title: Title 0', product],
      [1, 'entity: IP address 203.0.113.7', product],
    ]);
  });

  it('had their last activity in the 14 days before, and none after', async () => {
    const same = { title: 'Same' };
    await commit([
      { ...same, ...daysBefore(3) },
      { ...same, ...daysBefore(2) },
      { ...same, ...daysBefore(16) },
      { ...same, ...daysBefore(18) },
      daysBefore(4),
    ]);
    expect((await found(0))?.map(([number]) => number)).toEqual([2]);
    expect(await similarTo(0)).toMatchObject({
      compared: 2,
      from: SAMPLE_NOW - 17 * DAY_MS,
      until: SAMPLE_NOW - 3 * DAY_MS,
    });
  });

  it('are of the same tenant', async () => {
    const other = '11111111-2222-4333-8444-555555555555';
    await store.ingest.call(
      'page.commit',
      page({
        alerts: [
          alertOf(0, { title: 'Same', ...daysBefore(0) }),
          alertOf(1, { title: 'Same', tenantId: other }),
        ],
        incidents: [sampleIncident(0), sampleIncident(1, { tenantId: other })],
      }),
    );
    expect(await found(0)).toEqual([]);
  });

  it('are 20 at most, and come with the owner that they have now', async () => {
    const same = { title: 'Same' };
    await commit([{ ...same, ...daysBefore(0) }, ...Array.from({ length: 30 }, () => same)]);
    await store.ingest.call(
      'page.commit',
      page({
        incidents: [
          sampleIncident(3, {
            assignedTo: 'kim@fabrikam.example',
            lastUpdateDateTime: new Date(SAMPLE_NOW + DAY_MS).toISOString(),
          }),
        ],
      }),
    );
    const incidents = (await similarTo(0))?.incidents ?? [];
    expect(incidents).toHaveLength(20);
    const third = incidents.find(({ row }) => row.incidentId === '3');
    expect(third?.row.assignedTo).toBe('kim@fabrikam.example');
  });

  it('are none of an incident that is not there, or that has nothing', async () => {
    await store.ingest.call('page.commit', page({ incidents: [sampleIncident(0)] }));
    expect(await similarTo(1)).toBeNull();
    expect(await similarTo(0)).toMatchObject({ incidents: [], compared: 0 });
  });
});
