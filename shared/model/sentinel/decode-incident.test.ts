// Sentinel's incidents with what belongs to them: the official examples, and what they do not show.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { sourceJson } from '../source-json.ts';
import { decodeSentinelIncident, type SentinelIncidentContext } from './decode-incident.ts';
import { decodeSentinelAlert } from './sentinel-alert.ts';

const tenantId = '4899a613-0632-489a-b66b-0447e7c53c98';
const NAME = '73e01a99-5cd7-4139-a149-9f2736ff2ab5';

const resource = (kind: string, name: string, properties: JsonObject): JsonObject => ({
  id: `/x/entities/${name}`,
  name,
  type: 'Microsoft.SecurityInsights/Entities',
  kind,
  properties,
});

const securityAlert = (name: string, properties: JsonObject): JsonObject =>
  resource('SecurityAlert', name, { systemAlertId: name, ...properties });

const properties = {
  title: 'My incident',
  description: 'A demo',
  severity: 'High',
  status: 'Closed',
  classification: 'FalsePositive',
  classificationReason: 'IncorrectAlertLogic',
  classificationComment: 'No attack',
  owner: { email: 'j@contoso.example', userPrincipalName: 'john@contoso.example' },
  labels: [
    { labelName: 'vip', labelType: 'User' },
    { labelName: 'auto', labelType: 'AutoAssigned' },
  ],
  createdTimeUtc: '2019-01-01T13:00:00Z',
  lastModifiedTimeUtc: '2019-01-01T13:15:30.1234567Z',
  incidentUrl: 'https://portal.azure.com/#asset/x',
  incidentNumber: 3177,
  providerName: 'Azure Sentinel',
  providerIncidentId: '3177',
};

function decoded(members: JsonObject = {}, context: Partial<SentinelIncidentContext> = {}) {
  const json = { name: NAME, etag: '"1"', properties: { ...properties, ...members } };
  const result = decodeSentinelIncident(json, { tenantId, ...context });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

describe('decodeSentinelIncident', () => {
  it("gives the incident Graph's names and keeps the source whole", () => {
    const comment = {
      name: 'c',
      properties: {
        message: 'Some message',
        createdTimeUtc: '2019-01-01T13:15:30Z',
        author: { name: 'john doe', email: 'j@contoso.example' },
      },
    };
    const incident = { name: NAME, etag: '"1"', properties };
    expect(decoded({}, { comments: [comment] })).toEqual({
      ok: true,
      refused: [],
      isFromDefender: false,
      incident: {
        id: NAME,
        tenantId,
        incidentWebUrl: 'https://portal.azure.com/#asset/x',
        displayName: 'My incident',
        description: 'A demo',
        severity: 'high',
        status: 'resolved',
        classification: 'falsePositive',
        determination: 'notMalicious',
        resolvingComment: 'No attack',
        assignedTo: 'john@contoso.example',
        customTags: ['vip'],
        systemTags: ['auto'],
        createdDateTime: '2019-01-01T13:00:00Z',
        lastUpdateDateTime: '2019-01-01T13:15:30.1234567Z',
        comments: [
          {
            comment: 'Some message',
            createdByDisplayName: 'john doe',
            createdDateTime: '2019-01-01T13:15:30Z',
          },
        ],
        alerts: [],
        residue: {
          raw: [['@clearpane.source', { incident, entities: [], comments: [comment] }]],
        },
      },
    });
  });

  it.each([
    ['New', 'active'],
    ['active', 'inProgress'],
    ['Closed', 'resolved'],
    ['Frozen', 'Frozen'],
  ])('status %s is %s', (status, expected) => {
    expect(decoded({ status }).incident.status).toBe(expected);
  });

  it.each([
    ['TruePositive', 'SuspiciousActivity', 'truePositive', 'other'],
    [
      'BenignPositive',
      'SuspiciousButExpected',
      'informationalExpectedActivity',
      'confirmedActivity',
    ],
    ['FalsePositive', 'InaccurateData', 'falsePositive', 'notEnoughDataToValidate'],
    ['Undetermined', null, 'unknown', undefined],
  ])('%s, %s is %s, %s', (classification, classificationReason, ...expected) => {
    const { incident } = decoded({ classification, classificationReason });
    expect([incident.classification, incident.determination]).toEqual(expected);
  });

  it("has the id of Graph's incident where Defender XDR made it", () => {
    const { incident, isFromDefender } = decoded({
      providerName: 'Microsoft XDR',
      providerIncidentId: '2905',
    });
    expect([incident.id, isFromDefender]).toEqual(['2905', true]);
  });

  it('holds its alerts, and the entities with the first of them', () => {
    const alerts = [
      securityAlert('a1', { alertDisplayName: 'First', productName: 'Azure Sentinel' }),
      securityAlert('a2', { alertDisplayName: 'Second', productName: 'Azure Sentinel' }),
      { kind: 'SecurityAlert', properties: { alertDisplayName: 'without any id' } },
    ];
    const entities = [
      resource('Ip', 'e1', { address: '192.0.2.1' }),
      resource('SecurityAlert', 'a1', {}),
      resource('Bookmark', 'b1', {}),
    ];
    const { incident, refused } = decoded({}, { alerts, entities, place: 'value[0]' });
    expect(incident.alerts.map(({ id, title, incidentId }) => [id, title, incidentId])).toEqual([
      ['sna1', 'First', NAME],
      ['sna2', 'Second', NAME],
    ]);
    expect(refused).toEqual([{ ok: false, place: 'value[0].alerts[2]', reason: 'it has no id' }]);
    const ip = { kind: 'ipEvidence', ipAddress: '192.0.2.1', roles: [], tags: [] };
    expect(incident.alerts.map(({ evidence }) => evidence)).toEqual([
      [{ ...ip, detailedRoles: ['Named by the incident'] }],
      [],
    ]);
    const single = decoded({}, { alerts: alerts.slice(0, 1), entities }).incident;
    expect(single.alerts[0]?.evidence).toEqual([{ ...ip, detailedRoles: [] }]);
  });

  it('refuses what has no name', () => {
    expect(decodeSentinelIncident({ properties: {} }, { tenantId })).toEqual({
      ok: false,
      place: 'incident',
      reason: 'it has neither a name nor an id',
    });
  });

  it('takes any JSON as an incident', () => {
    const names = fc.constantFrom(...Object.keys(properties), '__proto__');
    const lists = fc.array(fc.jsonValue() as fc.Arbitrary<Json>);
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), lists, (members, list) => {
        const json = { name: NAME, properties: members };
        const context = { tenantId, alerts: list, entities: list, comments: list };
        expect(decodeSentinelIncident(json, context).ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('decodeSentinelAlert', () => {
  it('is the alert of its product, not of Sentinel', () => {
    const json = securityAlert('baa8a239-6fde-4ab7-a093-d09f7b75c58c', {
      providerAlertId: '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0',
      productName: 'Azure Security Center',
      productComponentName: 'ResourceManager',
      alertType: 'ARM_OperationFromSuspiciousProxyIP',
      alertDisplayName: 'Suspicious proxy',
      severity: 'Medium',
      status: 'New',
      tactics: ['DefenseEvasion', 'Unknown'],
      timeGenerated: '2024-08-01T13:00:00Z',
      startTimeUtc: '2024-08-01T12:36:22Z',
    });
    const incident = { id: '7', url: null, updatedAt: null };
    expect(decodeSentinelAlert(json, { tenantId, incident })).toEqual({
      ok: true,
      source: json,
      alert: {
        id: 'dc2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0',
        providerAlertId: '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0',
        incidentId: '7',
        tenantId,
        serviceSource: 'microsoftDefenderForCloud',
        detectionSource: 'microsoftDefenderForResourceManager',
        productName: 'Microsoft Defender for Cloud',
        detectorId: 'ARM_OperationFromSuspiciousProxyIP',
        title: 'Suspicious proxy',
        severity: 'medium',
        status: 'new',
        category: 'DefenseEvasion',
        categories: ['DefenseEvasion'],
        createdDateTime: '2024-08-01T13:00:00Z',
        lastUpdateDateTime: '2024-08-01T13:00:00Z',
        firstActivityDateTime: '2024-08-01T12:36:22Z',
        additionalData: { productComponentName: 'ResourceManager' },
        mitreTechniques: [],
        comments: [],
        evidence: [],
        systemTags: [],
        residue: { raw: [['@clearpane.source', json]] },
      },
    });
  });

  it.each<[string, JsonObject, string, string | undefined]>([
    [
      'a rule of Sentinel',
      { productName: 'Azure Sentinel', providerName: 'ASI NRT Alerts' },
      'sns',
      'nrtAlerts',
    ],
    [
      'a product without its own id',
      { productName: 'Azure Security Center' },
      'sentinel-s',
      'microsoftDefenderForCloud',
    ],
    [
      'an unknown product',
      { productName: 'Deep Security', providerAlertId: 'x' },
      'sentinel-s',
      'microsoftSentinel',
    ],
    [
      'the XDR engine',
      { productName: 'Microsoft 365 Defender', providerAlertId: 'ra638_-1' },
      'ra638_-1',
      'microsoft365Defender',
    ],
  ])('knows %s', (_name, members, id, detectionSource) => {
    const result = decodeSentinelAlert(securityAlert('s', members), { tenantId });
    expect(result.ok && [result.alert.id, result.alert.detectionSource]).toEqual([
      id,
      detectionSource,
    ]);
  });

  it('keeps its own JSON beside it', () => {
    const json = securityAlert('s', { productName: 'Azure Sentinel', odd: { a: [null] } });
    const result = decodeSentinelAlert(json, { tenantId });
    expect(result.ok && sourceJson(result.alert)).toBe(json);
  });
});

const EXAMPLES = new URL('../../../../shared/api/examples/', import.meta.url);

describe.skipIf(!existsSync(EXAMPLES))('official examples (skipped without ../shared)', () => {
  const folder = new URL('arm-sentinel-incidents/', EXAMPLES);
  const items = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => {
        const { payload } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
          payload: JsonObject;
        };
        const list = Array.isArray(payload['value'])
          ? (payload['value'] as JsonObject[])
          : [payload];
        return list.map((json) => ({ name, json, type: JSON.stringify(json['type']) }));
      })
    : [];

  it('have incidents that are all taken', () => {
    const incidents = items.filter(({ type }) => type === '"Microsoft.SecurityInsights/incidents"');
    expect(incidents).toHaveLength(4);
    for (const { name, json } of incidents) {
      const result = decodeSentinelIncident(json, { tenantId });
      expect([name, result.ok && result.incident.id]).toEqual([name, NAME]);
    }
  });

  it('have an alert that Sentinel alone can tell', () => {
    const [alert] = items.filter(({ json }) => json['kind'] === 'SecurityAlert');
    const result = decodeSentinelAlert(alert?.json, { tenantId });
    expect(result.ok && [result.alert.id, result.alert.title, result.alert.severity]).toEqual([
      'sentinel-baa8a239-6fde-4ab7-a093-d09f7b75c58c',
      'myAlert',
      'low',
    ]);
  });
});
