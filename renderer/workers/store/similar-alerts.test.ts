import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { sightingKey } from '../../../shared/model/alert-source.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { SAMPLE_TENANT, sampleAlert } from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const keyOf = (number: number): AlertKey =>
  sightingKey(
    { sourceId: 'test', sourceKind: 'graph' },
    tenantId(SAMPLE_TENANT),
    sampleAlert(number).id,
  );

const service = { serviceSource: 'microsoftDefenderForCloud' };
const device = (name: string): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.deviceEvidence',
  deviceDnsName: name,
  mdeDeviceId: name,
});

describe('alerts like another one', () => {
  let store: StoreUnderTest;
  beforeEach(() => {
    store = openTestStore(makeDisk());
  });
  afterEach(async () => {
    expect(store.bugs).toEqual([]);
    await store.close();
  });

  const commit = (changes: readonly JsonObject[]) =>
    store.ingest.call(
      'page.commit',
      page({ alerts: changes.map((change, number) => sampleAlert(number, change)) }),
    );
  const numbers = async (key: AlertKey) => {
    const found = await store.queries.call('alert.similar', { key, limit: 10 });
    return found?.alerts.map(({ row, sharedAssets }) => [
      Number(row.alertId.slice(2)),
      sharedAssets,
    ]);
  };

  it('are of the same detection and service, those on the same assets first, then the newest', async () => {
    const type = { ...service, detectorId: 'VM_Tor' };
    await commit([
      { ...type, title: 'A', evidence: [device('web'), device('db')] },
      { ...type, title: 'B', evidence: [device('other')] },
      { ...type, detectorId: 'vm_TOR', evidence: [device('db')] },
      { ...type, serviceSource: 'microsoftSentinel', evidence: [device('web')] },
      { ...type, detectorId: 'VM_Miner', title: 'A', evidence: [device('web')] },
      { ...type, evidence: [device('other')] },
    ]);
    expect(await numbers(keyOf(0))).toEqual([
      [2, 1],
      [1, 0],
      [5, 0],
    ]);
  });

  it('are of the same title where the alert names no detection', async () => {
    const plain = { ...service, title: 'A', evidence: [] };
    await commit([plain, plain, { ...plain, title: 'B' }, { ...plain, detectorId: 'VM_Tor' }]);
    expect(await numbers(keyOf(0))).toEqual([
      [1, 0],
      [3, 0],
    ]);
  });

  it('tell what became of all of them', async () => {
    const resolved = {
      ...service,
      title: 'A',
      status: 'resolved',
      classification: 'falsePositive',
      determination: 'notMalicious',
    };
    const open = { ...service, title: 'A', status: 'inProgress' };
    await commit([resolved, resolved, resolved, open]);
    const found = await store.queries.call('alert.similar', { key: keyOf(3), limit: 1 });
    expect(found).toMatchObject({
      total: 3,
      keys: [keyOf(0), keyOf(1), keyOf(2)],
      outcomes: [
        {
          isResolved: true,
          classification: 'falsePositive',
          determination: 'notMalicious',
          count: 3,
        },
      ],
    });
    expect(found?.alerts).toHaveLength(1);
  });

  it('are not told of an alert that is not there', async () => {
    expect(
      await store.queries.call('alert.similar', { key: 'x/y' as AlertKey, limit: 1 }),
    ).toBeNull();
  });
});
