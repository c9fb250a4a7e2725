// Every filter of both queues: a row that it alone isolates, and any mixture of them against a naive
// evaluation.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilterCondition } from '../../../shared/contract/queue.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { filterIds } from '../../../shared/queue/queue-filters.ts';
import type { FilterId, QueueName } from '../../../shared/queue/queue-filters.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleIncident,
} from './sample-documents.ts';
import { allAlerts, allIncidents, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const LONG_AGO = SAMPLE_NOW - 400 * 86_400_000;
const longAgo = { kind: 'between', fromAt: LONG_AGO - 1_000, toAt: LONG_AGO + 1_000 } as const;

const plain = {
  title: 'Plain',
  severity: 'low',
  status: 'new',
  category: 'Execution',
  serviceSource: 'microsoftDefenderForEndpoint',
  detectionSource: 'antivirus',
  assignedTo: null,
  evidence: [],
};

const evidence = (kind: string, members: JsonObject): JsonObject => ({
  evidence: [{ '@odata.type': `#microsoft.graph.security.${kind}`, ...members }],
});

interface Case {
  /** What the alert says that no other does. */
  readonly alert?: JsonObject;
  /** What its incident says that no other does. */
  readonly incident?: JsonObject;
  readonly condition: FilterCondition;
}

const values = (filter: FilterId, value: string): FilterCondition => ({
  kind: 'values',
  filter,
  values: [value, 'of no row'],
});

const azureVm =
  '/subscriptions/sub-9/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-9';

const cases: Readonly<Record<FilterId, Case>> = {
  status: {
    alert: { status: 'resolved' },
    incident: { status: 'resolved' },
    condition: values('status', 'resolved'),
  },
  severity: {
    alert: { severity: 'high' },
    incident: { severity: 'high' },
    condition: values('severity', 'high'),
  },
  alertSeverity: {
    alert: { severity: 'medium' },
    condition: values('alertSeverity', 'medium'),
  },
  cloud: {
    alert: evidence('amazonResourceEvidence', { amazonResourceId: 'arn:aws:s3:::ledger' }),
    condition: values('cloud', 'aws'),
  },
  account: {
    alert: evidence('azureResourceEvidence', { resourceId: azureVm }),
    condition: values('account', 'sub-9'),
  },
  assignedTo: {
    alert: { assignedTo: 'ada' },
    incident: { assignedTo: 'ada' },
    condition: values('assignedTo', 'ada'),
  },
  classification: {
    alert: { classification: 'truePositive' },
    incident: { classification: 'truePositive' },
    condition: values('classification', 'truePositive'),
  },
  determination: {
    alert: { determination: 'phishing' },
    incident: { determination: 'phishing' },
    condition: values('determination', 'phishing'),
  },
  source: {
    alert: { serviceSource: 'microsoftSentinel', detectionSource: 'nrtAlerts' },
    condition: values('source', 'microsoftSentinel'),
  },
  category: { alert: { category: 'Malware' }, condition: values('category', 'Malware') },
  tenant: {
    alert: { tenantId: 'ffffffff-0000-4000-8000-000000000001' },
    incident: { tenantId: 'ffffffff-0000-4000-8000-000000000001' },
    condition: values('tenant', 'ffffffff-0000-4000-8000-000000000001'),
  },
  tag: {
    alert: { systemTags: ['Critical asset'] },
    incident: { customTags: ['Critical asset'] },
    condition: values('tag', 'Critical asset'),
  },
  entity: {
    alert: evidence('deviceEvidence', { hostName: 'ws-1', mdeDeviceId: 'd-1' }),
    condition: values('entity', 'ws-1'),
  },
  aiAgent: {
    alert: evidence('aiAgentEvidence', { agentId: 'agent-1', agentName: 'Helper' }),
    condition: values('aiAgent', 'Helper'),
  },
  product: { alert: { productName: 'Falcon' }, condition: values('product', 'Falcon') },
  alertType: { alert: { detectorId: 'VM_Tor' }, condition: values('alertType', 'VM_Tor') },
  policy: { alert: { alertPolicyId: 'policy-1' }, condition: values('policy', 'policy-1') },
  investigationState: {
    alert: { investigationState: 'running' },
    condition: values('investigationState', 'running'),
  },
  threat: { alert: { threatDisplayName: 'Emotet' }, condition: values('threat', 'Emotet') },
  actor: { alert: { actorDisplayName: 'Storm-1' }, condition: values('actor', 'Storm-1') },
  deviceGroup: {
    alert: evidence('deviceEvidence', { mdeDeviceId: 'd-2', rbacGroupName: 'Servers' }),
    condition: values('deviceGroup', 'Servers'),
  },
  osPlatform: {
    alert: evidence('deviceEvidence', { mdeDeviceId: 'd-3', osPlatform: 'Linux' }),
    condition: values('osPlatform', 'Linux'),
  },
  workspace: {
    alert: { additionalData: { WorkspaceId: 'C0FFEE00-1111-4222-8333-444455556666' } },
    condition: values('workspace', 'c0ffee00-1111-4222-8333-444455556666'),
  },
  lastUpdatedBy: {
    incident: { lastModifiedBy: 'grace' },
    condition: values('lastUpdatedBy', 'grace'),
  },
  unread: { condition: values('unread', 'seen') },
  severalCategories: {
    alert: { categories: ['Execution', 'Impact'] },
    condition: { kind: 'flag', filter: 'severalCategories', value: true },
  },
  severalSources: {
    condition: { kind: 'flag', filter: 'severalSources', value: true },
  },
  priority: {
    alert: { threatDisplayName: 'Qakbot' },
    incident: { systemTags: ['Attack disruption'] },
    condition: { kind: 'number', filter: 'priority', from: 29, to: 31 },
  },
  created: {
    alert: { createdDateTime: isoAt(LONG_AGO) },
    incident: { createdDateTime: isoAt(LONG_AGO) },
    condition: { kind: 'time', filter: 'created', range: longAgo },
  },
  lastUpdate: {
    alert: { lastUpdateDateTime: isoAt(LONG_AGO), createdDateTime: isoAt(LONG_AGO - 10_000) },
    incident: {
      lastUpdateDateTime: isoAt(LONG_AGO),
      createdDateTime: isoAt(LONG_AGO - 10_000),
    },
    condition: { kind: 'time', filter: 'lastUpdate', range: longAgo },
  },
  firstActivity: {
    alert: { firstActivityDateTime: isoAt(LONG_AGO) },
    condition: { kind: 'time', filter: 'firstActivity', range: longAgo },
  },
  lastActivity: {
    alert: { lastActivityDateTime: isoAt(LONG_AGO) },
    condition: { kind: 'time', filter: 'lastActivity', range: longAgo },
  },
};

const ids = Object.keys(cases) as FilterId[];
const placeOf = (id: FilterId): number => ids.indexOf(id) + 1;
const tenantOf = (one: Case): JsonObject => {
  const tenant = one.incident?.['tenantId'];
  return tenant === undefined ? {} : { tenantId: tenant };
};

let store: StoreUnderTest;

beforeAll(async () => {
  store = openTestStore(makeDisk());
  const incidents = ids.map((id) =>
    sampleIncident(placeOf(id), {
      severity: 'low',
      status: 'active',
      assignedTo: null,
      customTags: [],
      ...cases[id].incident,
    }),
  );
  const alerts = ids.map((id) =>
    sampleAlert(placeOf(id), {
      ...plain,
      incidentId: String(placeOf(id)),
      ...tenantOf(cases[id]),
      ...cases[id].alert,
    }),
  );
  const second = sampleAlert(900, {
    ...plain,
    incidentId: String(placeOf('severalSources')),
    serviceSource: 'microsoft365Defender',
  });
  const feed = page({ incidents, alerts: [...alerts, second] });
  await store.ingest.call('page.commit', feed);
  const keys = [incidentKey(SAMPLE_TENANT, String(placeOf('unread')))];
  const seen = await store.queries.call('incidents.seen', { keys });
  await store.ingest.call('seen.project', { isWhole: true, seen, unseen: [] });
});

afterAll(() => store.close());

/** The places of the rows, ascending. */
async function shownBy(
  queue: QueueName,
  conditions: readonly FilterCondition[],
): Promise<readonly number[]> {
  const window = { offset: 0, limit: 1_000 };
  if (queue === 'incidents') {
    const view = { ...allIncidents, filter: { ...allIncidents.filter, conditions }, window };
    const { rows } = await store.first('queue.incidents', view);
    return rows.map(({ incidentId }) => Number(incidentId)).toSorted((a, b) => a - b);
  }
  const view = { ...allAlerts, filter: { ...allAlerts.filter, conditions }, window };
  const { rows } = await store.first('queue.alerts', view);
  return rows.map(({ alertId }) => Number(alertId.slice(2))).toSorted((a, b) => a - b);
}

describe.each(['incidents', 'alerts'] as const)('each filter of %s', (queue) => {
  it.each(filterIds(queue))('%s isolates its row', async (id) => {
    expect(await shownBy(queue, [cases[id].condition])).toEqual([placeOf(id)]);
  });

  it('is a union inside and an intersection with others, whichever values are mixed', async () => {
    const choices = await valuesOf(queue);
    const rowsByValue = new Map<string, readonly number[]>();
    for (const { filter, value } of choices) {
      const rows = await shownBy(queue, [{ kind: 'values', filter, values: [value] }]);
      rowsByValue.set(`${filter} ${value}`, rows);
    }
    const everyRow = await shownBy(queue, []);
    const random = numbersFrom(7);
    const filters = [...new Set(choices.map(({ filter }) => filter))];
    let shown = 0;
    for (let round = 0; round < 150; round++) {
      const mixed = filters.filter(() => random() < 0.2);
      const conditions = mixed.map((filter) => {
        const own = choices.filter((choice) => choice.filter === filter);
        const values = own.filter(() => random() < 0.7).map(({ value }) => value);
        return { kind: 'values', filter, values } as const;
      });
      const expected = everyRow.filter((row) =>
        conditions.every(({ filter, values }) =>
          values.some((value) => rowsByValue.get(`${filter} ${value}`)?.includes(row)),
        ),
      );
      expect(await shownBy(queue, conditions)).toEqual(expected);
      shown += expected.length;
    }
    expect(shown).toBeGreaterThan(everyRow.length);
  });
});

/** All values that rows of the queue have. */
async function valuesOf(
  queue: QueueName,
): Promise<readonly { readonly filter: FilterId; readonly value: string }[]> {
  const facets = filterIds(queue).map((filter) => ({ filter }));
  const answer =
    queue === 'incidents'
      ? await store.first('queue.incidents', { ...allIncidents, facets })
      : await store.first('queue.alerts', { ...allAlerts, facets });
  return filterIds(queue).flatMap((filter) =>
    (answer.facets[filter]?.values ?? []).map(({ value }) => ({ filter, value })),
  );
}

function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
