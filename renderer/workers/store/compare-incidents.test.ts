import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { SAMPLE_NOW, SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import type { Engine } from './correlation-feed.ts';
import { engineUnderTest, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const keyOf = (number: number): IncidentKey => incidentKey(SAMPLE_TENANT, String(number));
const MINUTE_MS = 60_000;

const device = (name: string): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.deviceEvidence',
  mdeDeviceId: name.padEnd(40, '0'),
  deviceDnsName: `${name}.fabrikam.example`,
});
const address = (ipAddress: string): JsonObject => ({
  '@odata.type': '#microsoft.graph.security.ipEvidence',
  ipAddress,
});

/** The one alert of an incident, some minutes before now. */
function alertOf(incident: number, minutes: number, evidence: readonly JsonObject[]) {
  const at = new Date(SAMPLE_NOW - minutes * MINUTE_MS).toISOString();
  return sampleAlert(incident * 10, {
    title: `Alert of ${String(incident)}`,
    createdDateTime: at,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    detectorId: `detector-${String(incident)}`,
    evidence,
  });
}

describe('two incidents', () => {
  let store: StoreUnderTest;
  beforeEach(async () => {
    store = openTestStore(makeDisk());
    await store.ingest.call(
      'page.commit',
      page({
        alerts: [
          alertOf(0, 30, [device('web-01'), address('203.0.113.7')]),
          alertOf(1, 20, [device('web-01')]),
          alertOf(2, 10, [device('db-01')]),
        ],
        incidents: [0, 1, 2].map((number) => sampleIncident(number)),
      }),
    );
  });
  afterEach(async () => {
    expect(store.bugs).toEqual([]);
    await store.close();
  });

  const compare = async (a: number, b: number) =>
    store.queries.call('incident.compare', { keys: [keyOf(a), keyOf(b)] });
  const correlated = () =>
    expect.poll(async () => (await compare(0, 2))?.waiting ?? -1, { timeout: 5_000 }).toBe(0);

  it('are compared by what their alerts name, under the names that people know', async () => {
    store.store.attachEngine(engineUnderTest());
    await correlated();
    expect(await compare(1, 0)).toMatchObject({
      links: [
        {
          alert: { title: 'Alert of 1' },
          isMade: true,
          link: {
            title: 'Alert of 0',
            ties: [{ shared: 'machine', name: 'web-01.fabrikam.example', secondsApart: 600 }],
          },
        },
      ],
      shared: [
        {
          alerts: [{ title: 'Alert of 1' }, { title: 'Alert of 0' }],
          tie: { shared: 'machine', name: 'web-01.fabrikam.example' },
          crowd: 0,
          isTooFar: false,
        },
      ],
      leftOut: 0,
    });
    expect(await compare(0, 2)).toMatchObject({ links: [], shared: [], bridge: null });
  });

  it('say how many of their alerts were not looked at', async () => {
    const busy = engineUnderTest();
    const call: Engine['call'] = async (name, argument) =>
      name === 'engine.add' ? new Promise<never>(() => undefined) : busy.call(name, argument);
    store.store.attachEngine({ ...busy, call });
    await expect.poll(async () => (await compare(0, 1))?.waiting).toBe(2);
  });

  it('are not compared where one is not there, or correlation is not running', async () => {
    expect(await compare(0, 1)).toBeNull();
    store.store.attachEngine(engineUnderTest());
    await correlated();
    expect(await compare(0, 7)).toBeNull();
  });
});
