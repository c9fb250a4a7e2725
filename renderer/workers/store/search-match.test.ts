// What a search finds, under any name of it, and where it says that it was.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultAlertView, defaultIncidentView } from '../../../shared/contract/queue.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const odata = (name: string) => `#microsoft.graph.security.${name}`;
const ARM_ID =
  '/subscriptions/5AC4/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/Till-7';
const ARN = 'arn:aws:s3:::quarterly-ledger';
const GCP_NAME = '//compute.googleapis.com/projects/tills/zones/z1/instances/till-8';
const SHA256 = 'ab54d286474ed8d8c4e1ea0e4ea7cbfd1c0ad7ec5ee1c5a3a0a4b0a7e5d6f7a8';

const evidence: Readonly<Record<number, readonly JsonObject[]>> = {
  1: [
    {
      '@odata.type': odata('deviceEvidence'),
      mdeDeviceId: 'd'.repeat(40),
      deviceDnsName: 'till-7.shop.contoso.com',
      hostName: 'till-7',
      lastIpAddress: '10.7.0.4',
      vmMetadata: { resourceId: ARM_ID },
    },
    {
      '@odata.type': odata('userEvidence'),
      userAccount: {
        accountName: 'lovelace',
        domainName: 'SHOP',
        displayName: 'Ada Byron',
        userSid: 'S-1-5-21-77-1001',
        userPrincipalName: 'ada@shop.contoso.com',
      },
    },
  ],
  2: [
    { '@odata.type': odata('amazonResourceEvidence'), amazonResourceId: ARN },
    { '@odata.type': odata('ipEvidence'), ipAddress: '203.0.113.77' },
    { '@odata.type': odata('urlEvidence'), url: 'https://evil.example/drop?x=1' },
  ],
  3: [
    { '@odata.type': odata('googleCloudResourceEvidence'), fullResourceName: GCP_NAME },
    { '@odata.type': odata('fileEvidence'), fileDetails: { sha256: SHA256, fileName: 'mimi.exe' } },
  ],
};

/** Incident n is named `Case n` and holds alert n, `Odd thing n`, whose evidence is above, and one of nothing. */
const numbers = [1, 2, 3];

describe('a search', () => {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = openTestStore(makeDisk());
    await store.ingest.call(
      'page.commit',
      page({
        incidents: numbers.map((number) =>
          sampleIncident(number, { displayName: `Case ${number}`, status: 'active' }),
        ),
        alerts: numbers.flatMap((number) => [
          sampleAlert(number + 50, { incidentId: String(number), evidence: [], title: 'Nothing' }),
          sampleAlert(number, {
            incidentId: String(number),
            evidence: evidence[number] ?? [],
            title: `Odd thing ${number}`,
          }),
        ]),
      }),
    );
  });
  afterAll(() => store.close());

  const filter = (text: string) => ({
    range: { kind: 'days', days: 3_650 } as const,
    conditions: [],
    text,
  });
  const incidentMatches = async (text: string) => {
    const view = { ...defaultIncidentView, filter: filter(text) };
    const { rows } = await store.first('queue.incidents', view);
    return rows.map(({ incidentId, match }) => [incidentId, match?.field, match?.value]);
  };

  it.each<[string, string, string, string]>([
    ['till-7', '1', 'Asset', 'Till-7'],
    ['TILL-7.shop', '1', 'Asset', 'till-7.shop.contoso.com'],
    [ARM_ID.toUpperCase(), '1', 'Resource ID', ARM_ID.toLowerCase()],
    [
      `https://portal.azure.com/#@x/resource${ARM_ID}/overview`,
      '1',
      'Resource ID',
      ARM_ID.toLowerCase(),
    ],
    ['10.7.0[.]4', '1', 'IP address', '10.7.0.4'],
    ['ada@shop.contoso.com', '1', 'User principal name', 'ada@shop.contoso.com'],
    ['s-1-5-21-77-1001', '1', 'ID of an asset', 'S-1-5-21-77-1001'],
    ['shop\\lovelace', '1', 'Account', 'SHOP\\lovelace'],
    ['ada byron', '1', 'Asset', 'Ada Byron'],
    [ARN, '2', 'ARN', ARN],
    ['quarterly-ledger', '2', 'Asset', 'quarterly-ledger'],
    ['hxxps://evil[.]example/drop', '2', 'URL', 'https://evil.example/drop?x=1'],
    [GCP_NAME, '3', 'Google Cloud resource name', GCP_NAME],
    ['till-8', '3', 'Asset', 'till-8'],
    [SHA256.toUpperCase(), '3', 'SHA-256', SHA256],
    ['mimi.exe', '3', 'File name', 'mimi.exe'],
    ['case 2', '2', 'Name', 'Case 2'],
  ])('for %s finds incident %s by its %s', async (text, incidentId, field, value) => {
    expect(await incidentMatches(text)).toEqual([[incidentId, field, value]]);
  });

  it('says which alert of the incident names it', async () => {
    const view = { ...defaultIncidentView, filter: filter('203.0.113.77') };
    const { rows } = await store.first('queue.incidents', view);
    const alert = rows[0]?.match?.alert;
    expect(alert?.title).toBe('Odd thing 2');
    const found = await store.first('queue.alerts', {
      ...defaultAlertView,
      filter: filter('203.0.113.77'),
    });
    expect(found.rows.map(({ key, match }) => [key, match])).toEqual([
      [alert?.key, { field: 'IP address', value: '203.0.113.77', alert: null }],
    ]);
  });

  it('finds the one item with exactly this id, in the queue at hand first', async () => {
    const find = (text: string, queue: 'incidents' | 'alerts') =>
      store.queries.call('item.find', { text, queue });
    const incident = { kind: 'incident', key: incidentKey(SAMPLE_TENANT, '2') };
    expect(await find(' 2 ', 'incidents')).toEqual(incident);
    expect(await find('2', 'alerts')).toEqual(incident);
    const { alertId } = (
      await store.first('queue.alerts', { ...defaultAlertView, filter: filter('Odd thing 2') })
    ).rows[0] ?? { alertId: '' };
    expect(await find(alertId.toUpperCase(), 'incidents')).toMatchObject({ kind: 'alert' });
    expect(await find('Case 2', 'incidents')).toBeNull();
    expect(await find('', 'incidents')).toBeNull();
  });

  it('says nothing of a match where nothing is searched for', async () => {
    const view = { ...defaultIncidentView, filter: filter('  ') };
    const { rows } = await store.first('queue.incidents', view);
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => !('match' in row))).toBe(true);
  });

  it('takes a pattern for plain text, and refuses one that is too long', async () => {
    expect(await incidentMatches('(a+)+$')).toEqual([]);
    await expect(incidentMatches('x'.repeat(10_000))).rejects.toThrow(/2,000 characters at most/);
  });
});
