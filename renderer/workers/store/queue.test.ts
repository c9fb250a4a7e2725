// Views of both queues over one small, known store.
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { defaultAlertView, defaultIncidentView } from '../../../shared/contract/queue.ts';
import type {
  AlertColumn,
  IncidentColumn,
  QueueFilter,
  QueueView,
} from '../../../shared/contract/queue.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { isoAt, SAMPLE_NOW, sampleAlert, sampleIncident } from './sample-documents.ts';
import { having, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const DAY_MS = 86_400_000;
const ago = (days: number) => isoAt(SAMPLE_NOW - days * DAY_MS);

const azureVm = {
  '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
  resourceId:
    '/subscriptions/sub-1/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/Web-01',
  resourceName: 'Web-01',
  resourceType: 'Microsoft.Compute/virtualMachines',
};
const bucket = {
  '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
  amazonAccountId: '111122223333',
  amazonResourceId: 'arn:aws:s3:::ledger',
  resourceName: 'ledger',
  resourceType: 'AWS::S3::Bucket',
};

/** Incident 1 is old but has a new alert; 2 is resolved; 3 informational; 4 merged into 1; 5 plain old. */
const incidents = [
  incident(1, { severity: 'high', days: 30 }),
  incident(2, { severity: 'medium', status: 'resolved', days: 1 }),
  incident(3, { severity: 'informational', days: 2 }),
  incident(4, { severity: 'low', status: 'redirected', redirectIncidentId: '1', days: 3 }),
  incident(5, { severity: 'low', days: 20 }),
  incident(6, { severity: 'low', status: 'awaitingAction', assignedTo: null, days: 4 }),
];

const alerts = [
  alert(11, '1', { evidence: [azureVm, bucket], title: 'Key theft', days: 0.5 }),
  alert(12, '1', { evidence: [azureVm], status: 'resolved', severity: 'low', days: 29 }),
  alert(61, '6', { evidence: [bucket], serviceSource: 'microsoftSentinel', days: 4.5 }),
];

function incident(number: number, { days, ...changes }: JsonObject & { readonly days: number }) {
  const at = ago(days);
  const times = { createdDateTime: at, lastUpdateDateTime: at };
  const shared = {
    displayName: `Case ${number}`,
    status: 'active',
    assignedTo: 'ada@fabrikam.example',
  };
  return sampleIncident(number, { ...shared, ...times, ...changes });
}

function alert(
  number: number,
  incidentId: string,
  { days, ...changes }: JsonObject & { readonly days: number },
) {
  const at = ago(days);
  const times = { createdDateTime: at, lastUpdateDateTime: at, firstActivityDateTime: at };
  const shared = {
    id: `alert-${number}`,
    incidentId,
    status: 'new',
    severity: 'high',
    serviceSource: 'microsoftDefenderForCloud',
  };
  return sampleAlert(number, { ...shared, ...times, ...changes });
}

let store: StoreUnderTest;

beforeAll(async () => {
  store = openTestStore(makeDisk());
  await store.ingest.call('page.commit', page({ incidents, alerts }));
});

afterAll(() => store.close());

async function incidentIds(
  filter: Partial<QueueFilter>,
  sort: QueueView<IncidentColumn>['sort'] = defaultIncidentView.sort,
): Promise<readonly string[]> {
  const range = { kind: 'days', days: 3650 } as const;
  const view = { ...defaultIncidentView, filter: { range, conditions: [], ...filter }, sort };
  const { rows, total } = await store.first('queue.incidents', view);
  expect(total).toBe(rows.length);
  return rows.map(({ incidentId }) => incidentId);
}

async function alertIds(
  filter: Partial<QueueFilter>,
  sort: QueueView<AlertColumn>['sort'] = defaultAlertView.sort,
): Promise<readonly string[]> {
  const range = { kind: 'days', days: 3650 } as const;
  const view = { ...defaultAlertView, filter: { range, conditions: [], ...filter }, sort };
  return (await store.first('queue.alerts', view)).rows.map(({ alertId }) => alertId);
}

describe('default views', () => {
  it('shows open incidents of the week, and the old one that a new alert woke', async () => {
    const { rows, total, stored } = await store.first('queue.incidents', defaultIncidentView);
    expect(rows.map((row) => [row.incidentId, row.lastUpdateAt])).toEqual([
      ['1', SAMPLE_NOW - 0.5 * DAY_MS],
      ['6', SAMPLE_NOW - 4 * DAY_MS],
    ]);
    expect([total, stored]).toEqual([2, 6]);
  });

  it('shows open alerts of the week, newest first', async () => {
    const { rows } = await store.first('queue.alerts', defaultAlertView);
    expect(rows.map(({ alertId }) => alertId)).toEqual(['alert-11', 'alert-61']);
  });
});

describe('filters', () => {
  const cases: readonly (readonly [string, Partial<QueueFilter>, readonly string[]])[] = [
    ['nothing', {}, ['1', '2', '3', '4', '6', '5']],
    ['union inside', having({ severity: ['medium', 'informational'] }), ['2', '3']],
    ['intersection between', having({ severity: ['low'], status: ['active'] }), ['5']],
    ['no value chosen', having({ severity: [] }), []],
    ['a value that no row has', having({ status: ['someday'] }), []],
    ['cloud', having({ cloud: ['azure'] }), ['1']],
    ['cloud of several incidents', having({ cloud: ['aws'] }), ['1', '6']],
    ['account', having({ account: ['sub-1'] }), ['1']],
    ['service source', having({ source: ['microsoftSentinel'] }), ['6']],
    ['unassigned', having({ assignedTo: [''] }), ['6']],
    ['redirected', having({ status: ['redirected'] }), ['4']],
    ['text: name, any letter case', { text: ' cASE 3 ' }, ['3']],
    ['text: short name of an asset', { text: 'web-01' }, ['1']],
    ['text: ARM id', { text: azureVm.resourceId.toUpperCase() }, ['1']],
    ['text: ARN', { text: 'arn:aws:s3:::ledger' }, ['1', '6']],
    ['text: markup is only text', { text: '<b>' }, []],
    [
      'custom range',
      { range: { kind: 'between', fromAt: SAMPLE_NOW - 2 * DAY_MS, toAt: SAMPLE_NOW - DAY_MS } },
      ['3'],
    ],
  ];
  it.each(cases)('%s', async (_name, filter, expected) => {
    expect(await incidentIds(filter)).toEqual(expected);
  });

  it('apply to alerts by their own columns', async () => {
    expect(await alertIds(having({ cloud: ['aws'] }))).toEqual(['alert-11', 'alert-61']);
    expect(await alertIds({ text: 'theft' })).toEqual(['alert-11']);
    expect(await alertIds({ text: 'ALERT-6' })).toEqual(['alert-61']);
    expect(await alertIds(having({ source: ['microsoftSentinel'] }))).toEqual(['alert-61']);
  });
});

describe('facets', () => {
  it('count what each value would show under the other filters', async () => {
    const { facets } = await store.first('queue.incidents', {
      ...defaultIncidentView,
      filter: {
        range: { kind: 'days', days: 3650 },
        ...having({ severity: ['low'], status: ['active', 'retired'] }),
      },
      facets: [
        { filter: 'status' },
        { filter: 'severity' },
        { filter: 'cloud' },
        { filter: 'source' },
        { filter: 'assignedTo' },
        { filter: 'account', search: ' SUB' },
      ],
    });
    expect(facets).toEqual({
      status: {
        values: [
          { value: 'active', count: 1 },
          { value: 'awaitingAction', count: 1 },
          { value: 'redirected', count: 1 },
          { value: 'resolved', count: 0 },
          { value: 'retired', count: 0 },
        ],
        more: 0,
      },
      severity: {
        values: [
          { value: 'high', count: 1 },
          { value: 'informational', count: 1 },
          { value: 'low', count: 1 },
          { value: 'medium', count: 0 },
        ],
        more: 0,
      },
      cloud: {
        values: [
          { value: '', count: 1 },
          { value: 'aws', count: 0 },
          { value: 'azure', count: 0 },
        ],
        more: 0,
      },
      source: {
        values: [
          { value: '', count: 1 },
          { value: 'microsoftDefenderForCloud', count: 0 },
          { value: 'microsoftDefenderForCloud/microsoftDefenderForServers', count: 0 },
          { value: 'microsoftSentinel', count: 0 },
          { value: 'microsoftSentinel/microsoftDefenderForServers', count: 0 },
        ],
        more: 0,
      },
      assignedTo: {
        values: [
          { value: 'ada@fabrikam.example', count: 1 },
          { value: '', count: 0 },
        ],
        more: 0,
      },
      account: { values: [{ value: 'sub-1', count: 0 }], more: 0 },
    });
  });

  it('are not counted where nobody looks at them', async () => {
    expect((await store.first('queue.incidents', defaultIncidentView)).facets).toEqual({});
  });
});

describe('order', () => {
  it('is by meaning for severity and status, and breaks ties by the last update', async () => {
    const by = (column: IncidentColumn, descending: boolean) =>
      incidentIds({}, { column, descending });
    expect(await by('severity', true)).toEqual(['1', '2', '4', '6', '5', '3']);
    expect(await by('status', false)).toEqual(['1', '3', '5', '6', '2', '4']);
    expect(await by('assignedTo', true)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(await by('alertsActive', true)).toEqual(['1', '6', '2', '3', '4', '5']);
    expect(await alertIds({}, { column: 'firstActivityAt', descending: false })).toEqual([
      'alert-12',
      'alert-61',
      'alert-11',
    ]);
  });

  it('gives windows of one order', async () => {
    const at = async (offset: number, limit: number) => {
      const filter = { range: { kind: 'days', days: 3650 }, conditions: [] } as const;
      const view = { ...defaultIncidentView, filter, window: { offset, limit } };
      const { rows, total } = await store.first('queue.incidents', view);
      return [rows.map(({ incidentId }) => incidentId), total];
    };
    expect(await at(0, 2)).toEqual([['1', '2'], 6]);
    expect(await at(4, 10)).toEqual([['6', '5'], 6]);
    expect(await at(99, 10)).toEqual([[], 6]);
  });
});

describe('rows to be changed together', () => {
  const view = {
    filter: { range: { kind: 'days', days: 3650 }, conditions: [] },
    sort: { column: 'severity', descending: true },
  } as const;

  it('are named in the order of the view, as far as the limit goes, with the number of all', async () => {
    const { keys, total } = await store.queries.call('queue.incidentKeys', { ...view, limit: 3 });
    expect(keys.map((key) => key.slice(key.indexOf('/') + 1))).toEqual(['1', '2', '4']);
    expect(total).toBe(6);
    const alertKeys = await store.queries.call('queue.alertKeys', { ...view, limit: 1_000_000 });
    expect(alertKeys).toMatchObject({ total: 3, keys: { length: 3 } });
  });

  it('come with their alerts, each at the place of its key', async () => {
    const { keys } = await store.queries.call('queue.incidentKeys', { ...view, limit: 2 });
    const asked = [keys[1], 'no/such', keys[0]] as IncidentKey[];
    const [second, none, first] = await store.queries.call('incidents.manage', { keys: asked });
    expect(second).toMatchObject({ row: { incidentId: '2' }, alerts: [] });
    expect(none).toBeNull();
    expect(first?.row).toEqual(
      (await store.first('queue.incidents', { ...defaultIncidentView, ...view })).rows[0],
    );
    expect(first?.alerts.map(({ alertId }) => alertId).toSorted()).toEqual([
      'alert-11',
      'alert-12',
    ]);
    const alertKeys = [first?.alerts[1]?.key, 'no/such'] as AlertKey[];
    expect(await store.queries.call('alerts.manage', { keys: alertKeys })).toEqual([
      first?.alerts[1],
      null,
    ]);
  });
});
