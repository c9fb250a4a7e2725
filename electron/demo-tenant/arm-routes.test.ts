// The tenant over Azure Resource Manager: Defender for Cloud's alerts and Sentinel's incidents of the same world
// as Graph's, read back by the app's own decoders.
import { afterEach, describe, expect, it } from 'vitest';
import { entitiesOf } from '../../shared/identity/entities-of.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { decodeSecurityAlert } from '../../shared/model/arm/decode-security-alert.ts';
import { decodeAlert } from '../../shared/model/graph/decode.ts';
import type { Json, JsonObject } from '../../shared/model/json.ts';
import { decodeSentinelIncident } from '../../shared/model/sentinel/decode-incident.ts';
import { startDemoTenant } from './demo-tenant.ts';
import type { DemoTenant } from './demo-tenant.ts';

const ANCHOR = Date.parse('2026-11-24T09:31:12.345Z');

const running: DemoTenant[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((tenant) => tenant.stop()));
});

async function start(): Promise<DemoTenant> {
  const tenant = await startDemoTenant({ now: () => ANCHOR, requestsPerMinute: 100_000 });
  running.push(tenant);
  return tenant;
}

interface Page {
  readonly value: readonly JsonObject[];
  readonly nextLink?: string;
  readonly '@odata.nextLink'?: string;
}

async function get<Body = Page>(url: string): Promise<Body> {
  const reply = await fetch(url, { headers: { Prefer: 'include-unknown-enum-members' } });
  expect([reply.status, url]).toEqual([200, url]);
  return (await reply.json()) as Body;
}

async function readAll(url: string): Promise<readonly JsonObject[]> {
  const items: JsonObject[] = [];
  for (let next: string | undefined = url; next !== undefined;) {
    const page: Page = await get(next);
    items.push(...page.value);
    next = page.nextLink ?? page['@odata.nextLink'];
  }
  return items;
}

const subscriptionsOf = async (tenant: DemoTenant) =>
  (await get(`${tenant.armBaseUrl}/subscriptions?api-version=2022-12-01`)).value.map(
    ({ subscriptionId }) => subscriptionId as string,
  );

const alertsUrl = (tenant: DemoTenant, subscription: string): string =>
  `${tenant.armBaseUrl}/subscriptions/${subscription}/providers/Microsoft.Security/alerts?api-version=2022-01-01`;

async function armAlerts(tenant: DemoTenant): Promise<readonly JsonObject[]> {
  const subscriptions = await subscriptionsOf(tenant);
  return (await Promise.all(subscriptions.map((id) => readAll(alertsUrl(tenant, id))))).flat();
}

const post = (url: string) => fetch(url, { method: 'POST' });

const severityOf = (json: JsonObject): unknown => (json['properties'] as JsonObject)['severity'];

function entityKeys(alert: Alert): readonly string[] {
  return alert.evidence
    .flatMap((evidence) => entitiesOf(evidence, alert.tenantId ?? ''))
    .map(({ key }) => key)
    .sort();
}

describe('security alerts', () => {
  it("are Graph's of Defender for Cloud, those of virtual machines, and informational ones", async () => {
    const tenant = await start();
    const graph = await readAll(
      `${tenant.baseUrl}/security/alerts_v2?$filter=serviceSource eq 'microsoftDefenderForCloud'`,
    );
    const graphById = new Map(
      graph.map((json) => {
        const decoded = decodeAlert(json);
        if (!decoded.ok) throw new Error(decoded.reason);
        return [decoded.alert.id, decoded.alert] as const;
      }),
    );
    const endpoint = await readAll(
      `${tenant.baseUrl}/security/alerts_v2?$filter=serviceSource eq 'microsoftDefenderForEndpoint'`,
    );
    const endpointIds = new Set(endpoint.map(({ id }) => id));
    const own: Alert[] = [];
    const ofEndpoint: Alert[] = [];
    for (const json of await armAlerts(tenant)) {
      const decoded = decodeSecurityAlert(json, { tenantId: tenant.tenantId });
      if (!decoded.ok) throw new Error(decoded.reason);
      const { alert } = decoded;
      const same = graphById.get(alert.id);
      if (same === undefined) {
        (endpointIds.has(`da${alert.id.slice(2)}`) ? ofEndpoint : own).push(alert);
        continue;
      }
      graphById.delete(alert.id);
      const facts = ({ title, status, detectorId, detectionSource, mitreTechniques }: Alert) => ({
        title,
        status,
        detectorId,
        detectionSource,
        // Techniques and their parts are two lists here.
        techniques: mitreTechniques.toSorted(),
      });
      expect(facts(alert)).toEqual(facts(same));
      expect([same.severity, undefined]).toContain(alert.severity);
      const kinds = (a: Alert) => a.evidence.map(({ kind }) => kind);
      expect([alert.id, kinds(alert).slice(0, same.evidence.length)]).toEqual([
        alert.id,
        kinds(same),
      ]);
      const keys = new Set(entityKeys(alert));
      expect([alert.id, entityKeys(same).filter((key) => !keys.has(key))]).toEqual([alert.id, []]);
    }
    expect([...graphById.keys()]).toEqual([]);
    expect(own).toHaveLength(24);
    expect(ofEndpoint).toHaveLength(25);
    expect(new Set(ofEndpoint.map(({ productName }) => productName))).toEqual(
      new Set(['Microsoft Defender for Endpoint']),
    );
    expect(new Set(own.map(({ severity }) => severity))).toEqual(new Set(['informational']));
  }, 30_000);

  it('come newest first, a hundred at a time, in the spelling with and without severity', async () => {
    const tenant = await start();
    const [first = ''] = await subscriptionsOf(tenant);
    const names = (await readAll(alertsUrl(tenant, first))).map(({ name }) => name as string);
    expect(names).toEqual([...names].sort());
    const severities = (await armAlerts(tenant)).map(severityOf);
    expect(severities.filter((severity) => severity === undefined).length).toBeGreaterThan(3);
    expect(severities.filter((severity) => severity === 'High').length).toBeGreaterThan(3);
  });

  it('change state at their location, and with them the alert in Graph', async () => {
    const tenant = await start();
    const alerts = await armAlerts(tenant);
    const alert = alerts.find((json) => {
      const properties = json['properties'] as JsonObject;
      const isOwn = properties['productName'] === 'Azure Security Center';
      return isOwn && properties['status'] === 'Active' && severityOf(json) === 'High';
    });
    const url = `${tenant.armBaseUrl}${alert?.['id'] as string}`;
    const query = '?api-version=2022-01-01';
    const state = async () =>
      ((await get<JsonObject>(url + query))['properties'] as JsonObject)['status'];
    const inGraph = async () =>
      (
        await get<JsonObject>(`${tenant.baseUrl}/security/alerts_v2/dc${alert?.['name'] as string}`)
      )['status'];
    const seen: unknown[] = [];
    for (const action of ['inProgress', 'dismiss', 'activate', 'resolve']) {
      const reply = await post(`${url}/${action}${query}`);
      seen.push([reply.status, await reply.text(), await state(), await inGraph()]);
    }
    expect(seen).toEqual([
      [204, '', 'InProgress', 'inProgress'],
      [204, '', 'Dismissed', 'resolved'],
      [204, '', 'Active', 'new'],
      [204, '', 'Resolved', 'resolved'],
    ]);
    const elsewhere = url.replace('/westeurope/', '/northeurope/');
    expect((await post(`${elsewhere}/dismiss${query}`)).status).toBe(404);
    expect((await post(`${url}/dismiss`)).status).toBe(400);
  });
});

describe('Sentinel', () => {
  it("has Graph's incidents with their alerts, entities and comments", async () => {
    const tenant = await start();
    const graph = await readAll(`${tenant.baseUrl}/security/incidents?$expand=alerts`);
    const url = `${tenant.armBaseUrl}${tenant.sentinelWorkspace}/providers/Microsoft.SecurityInsights/incidents`;
    const query = 'api-version=2023-11-01';
    const incidents = await readAll(
      `${url}?${query}&$orderby=properties/lastModifiedTimeUtc asc&$top=20`,
    );
    expect(incidents).toHaveLength(graph.filter(({ status }) => status !== 'redirected').length);

    const [json] = incidents.slice(-1);
    const one = `${url}/${json?.['name'] as string}`;
    const lists = await Promise.all(
      ['alerts', 'entities'].map(
        async (part) => (await (await post(`${one}/${part}?${query}`)).json()) as JsonObject,
      ),
    );
    const comments = (await get(`${one}/comments?${query}`)).value;
    const decoded = decodeSentinelIncident(json, {
      tenantId: tenant.tenantId,
      alerts: lists[0]?.['value'] as Json[],
      entities: lists[1]?.['entities'] as Json[],
      comments,
    });
    if (!decoded.ok) throw new Error(decoded.reason);
    const { incident } = decoded;
    const same = graph.find(({ id }) => id === incident.id) ?? {};
    expect([incident.displayName, incident.severity, incident.lastUpdateDateTime]).toEqual([
      same['displayName'],
      same['severity'],
      same['lastUpdateDateTime'],
    ]);
    expect(new Set(incident.alerts.map(({ id }) => id))).toEqual(
      new Set((same['alerts'] as JsonObject[]).map(({ id }) => id)),
    );
    expect(incident.comments).toHaveLength((same['comments'] as Json[]).length);
    expect(incident.alerts[0]?.evidence.length).toBeGreaterThan(0);
  });

  it('filters by the time of change', async () => {
    const tenant = await start();
    const url = `${tenant.armBaseUrl}${tenant.sentinelWorkspace}/providers/Microsoft.SecurityInsights/incidents?api-version=2023-11-01`;
    const property = 'properties/lastModifiedTimeUtc';
    const [oldest, ...others] = await readAll(`${url}&$orderby=${property} asc`);
    const { properties } = oldest ?? {};
    const time = (properties as JsonObject)['lastModifiedTimeUtc'] as string;
    expect(await readAll(`${url}&$filter=${property} gt ${time}&$top=7`)).toHaveLength(
      others.length,
    );
  });
});
