// Alerts of Azure Resource Manager: the official examples, and what they do not show.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAlert } from '../graph/decode.ts';
import type { Json, JsonObject } from '../json.ts';
import { sourceJson } from '../source-json.ts';
import { decodeSecurityAlert } from './decode-security-alert.ts';

const tenantId = '4899a613-0632-489a-b66b-0447e7c53c98';
const NAME = '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0';
const SUBSCRIPTION = '/subscriptions/20ff7fc3-e762-44dd-bd96-b71116dcdc23';
const VM = `${SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm1`;

function decoded(properties: JsonObject, envelope: JsonObject = { name: NAME }) {
  const result = decodeSecurityAlert({ ...envelope, properties }, { tenantId });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

const evidenceOf = (properties: JsonObject) =>
  decoded(properties).alert.evidence.map((evidence) =>
    Object.fromEntries(Object.entries(evidence).filter(([, value]) => !Array.isArray(value))),
  );

describe('decodeSecurityAlert', () => {
  const properties = {
    alertType: 'VM_SuspiciousScreenSaver',
    systemAlertId: NAME,
    productComponentName: '',
    alertDisplayName: 'Suspicious screen saver',
    description: 'A process ran.',
    severity: 'Medium',
    intent: 'Execution, Persistence',
    techniques: ['T1059', 'T1546'],
    subTechniques: ['T1546.002', 'T1059'],
    status: 'InProgress',
    startTimeUtc: '2024-08-01T12:36:22.0000001Z',
    endTimeUtc: '2024-08-01T12:40:00Z',
    timeGeneratedUtc: '2024-08-01T12:41:00.12Z',
    processingEndTimeUtc: '2024-08-01T12:42:00Z',
    resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: VM }],
    remediationSteps: ['1. Look.', '2. Act.'],
    vendorName: 'Microsoft',
    productName: 'Azure Security Center',
    alertUri: 'https://portal.azure.com/#x',
    entities: [{ $id: '1', type: 'ip', address: '192.0.2.1' }],
    isIncident: false,
    extendedProperties: { 'process name': 'scrsave.scr', ['__proto__']: 'x' },
    compromisedEntity: 'vm1',
  };

  it("gives the alert Graph's names and keeps the source whole", () => {
    const source = { id: `${SUBSCRIPTION}/x`, name: NAME, properties };
    const result = decodeSecurityAlert(source, { tenantId });
    expect(result).toEqual({
      ok: true,
      source,
      alert: {
        id: `dc${NAME}`,
        providerAlertId: NAME,
        tenantId,
        serviceSource: 'microsoftDefenderForCloud',
        detectionSource: 'microsoftDefenderForServers',
        productName: 'Microsoft Defender for Cloud',
        detectorId: 'VM_SuspiciousScreenSaver',
        title: 'Suspicious screen saver',
        description: 'A process ran.',
        severity: 'medium',
        status: 'inProgress',
        category: 'Execution',
        categories: ['Execution', 'Persistence'],
        mitreTechniques: ['T1059', 'T1546', 'T1546.002'],
        recommendedActions: '1. Look.\n2. Act.',
        alertWebUrl: 'https://portal.azure.com/#x',
        createdDateTime: '2024-08-01T12:41:00.12Z',
        lastUpdateDateTime: '2024-08-01T12:42:00Z',
        firstActivityDateTime: '2024-08-01T12:36:22.0000001Z',
        lastActivityDateTime: '2024-08-01T12:40:00Z',
        additionalData: {
          'process name': 'scrsave.scr',
          ['__proto__']: 'x',
          vendorName: 'Microsoft',
          compromisedEntity: 'vm1',
          isIncident: false,
        },
        evidence: [
          { kind: 'ipEvidence', ipAddress: '192.0.2.1', roles: [], detailedRoles: [], tags: [] },
          {
            kind: 'azureResourceEvidence',
            resourceId: VM,
            resourceName: 'vm1',
            resourceType: 'Microsoft.Compute/virtualMachines',
            roles: [],
            detailedRoles: [],
            tags: [],
          },
        ],
        comments: [],
        systemTags: [],
        residue: { raw: [['@clearpane.source', source]] },
      },
    });
    expect(result.ok && sourceJson(result.alert)).toBe(source);
  });

  it('reads the spelling without severity the same, and leaves the severity untold', () => {
    const pascal = Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => name !== 'severity' && name !== 'isIncident')
        .map(([name, value]) => [name.slice(0, 1).toUpperCase() + name.slice(1), value as Json]),
    );
    const camel = encodeAlert(decoded(properties).alert);
    const { severity, additionalData, ...rest } = camel;
    const other = encodeAlert(
      decodedAlert({ Name: NAME.toUpperCase(), Properties: pascal } as JsonObject),
    );
    const { additionalData: otherData, ...otherRest } = other;
    expect([severity, (additionalData as JsonObject)['isIncident']]).toEqual(['medium', false]);
    expect({ ...otherRest, '@clearpane.source': null }).toEqual({
      ...rest,
      '@clearpane.source': null,
    });
    expect(Object.hasOwn(other, 'severity')).toBe(false);
    expect(otherData).toMatchObject({ compromisedEntity: 'vm1' });
  });

  it.each([
    ['Active', 'new'],
    ['New', 'new'],
    ['inprogress', 'inProgress'],
    ['Resolved', 'resolved'],
    ['Dismissed', 'resolved'],
    ['Snoozed', 'Snoozed'],
    [null, undefined],
  ])('status %s is %s', (status, expected) => {
    expect(decoded({ status }).alert.status).toBe(expected);
  });

  it.each([
    ['ResourceManager', 'ARM_x', 'microsoftDefenderForResourceManager'],
    ['KeyVaults', null, 'microsoftDefenderForKeyVault'],
    ['', 'Storage.Blob_x', 'microsoftDefenderForStorage'],
    ['', 'SIMULATED_K8S_x', 'microsoftDefenderForContainers'],
    ['', 'AzureDNS_x', 'microsoftDefenderForDNS'],
    ['', 'SQL.VM_x', 'microsoftDefenderForDatabases'],
    [null, 'AWS_x', 'microsoftDefenderForCloud'],
  ])('component %s with type %s is of %s', (productComponentName, alertType, expected) => {
    expect(decoded({ productComponentName, alertType }).alert.detectionSource).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['Amazon', 'Amazon GuardDuty', 'Amazon GuardDuty'],
    ['Amazon GuardDuty', 'Azure Security Center', 'Amazon GuardDuty'],
    ['Microsoft', 'Microsoft Defender for Cloud', 'Microsoft Defender for Cloud'],
  ])('vendor %s with product %s is shown as %s', (vendorName, product, expected) => {
    expect(decoded({ vendorName, productName: product }).alert.productName).toBe(expected);
  });

  it.each<[string, JsonObject, readonly JsonObject[]]>([
    [
      'an ARN among the identifiers',
      {
        resourceIdentifiers: [
          { type: 'AzureResource', azureResourceId: VM },
          { type: 'AwsResource', awsResourceId: 'arn:aws:s3:::tide-tables' },
        ],
        entities: [{ type: 'azure-resource', resourceId: VM.toUpperCase() }],
      },
      [
        { kind: 'azureResourceEvidence', resourceId: VM.toUpperCase() },
        { kind: 'amazonResourceEvidence', amazonResourceId: 'arn:aws:s3:::tide-tables' },
      ],
    ],
    [
      'parts of a Google Cloud resource',
      {
        resourceIdentifiers: [
          { type: 'GcpResource', projectId: 'p', resourceName: 'i', resourceType: 't' },
        ],
      },
      [{ kind: 'googleCloudResourceEvidence', projectId: 'p', resourceName: 'i' }],
    ],
    [
      'identifiers of any type, by their form',
      {
        resourceIdentifiers: [
          { type: 'X', id: 'arn:aws:iam::418273659104:user/ci' },
          { type: 'Y', name: '//container.googleapis.com/projects/p/locations/l/clusters/c' },
        ],
      },
      [
        { kind: 'amazonResourceEvidence', amazonAccountId: '418273659104', resourceName: 'ci' },
        { kind: 'googleCloudResourceEvidence', projectId: 'p', location: 'l', resourceName: 'c' },
      ],
    ],
    [
      'open properties and the compromised entity',
      {
        extendedProperties: {
          resource: 'arn:aws:ec2:eu-west-1:418273659104:instance/i-0a1b',
          again: 'arn:aws:ec2:eu-west-1:418273659104:instance/I-0A1B',
          note: 'see arn:aws:x',
          path: 'projects/p/readme',
        },
        compromisedEntity: '//storage.googleapis.com/bucket',
      },
      [
        { kind: 'googleCloudResourceEvidence', resourceName: 'bucket' },
        { kind: 'amazonResourceEvidence', resourceName: 'i-0a1b' },
      ],
    ],
    [
      'the workspace of an agent, which is no asset',
      { resourceIdentifiers: [{ type: 'LogAnalytics', workspaceId: 'w', agentId: 'a' }] },
      [],
    ],
  ])('names the cloud of %s', (_name, alert, expected) => {
    const evidence = evidenceOf(alert);
    expect(evidence).toHaveLength(expected.length);
    expected.forEach((part, index) => expect(evidence[index]).toMatchObject(part));
  });

  it.each<[string, JsonObject, string]>([
    ['a name', { name: NAME.toUpperCase() }, `dc${NAME}`],
    ['an id alone', { id: `${SUBSCRIPTION}/alerts/${NAME}` }, `dc${NAME}`],
    ['an alert id alone', { properties: { systemAlertId: NAME } }, `dc${NAME}`],
    ['no envelope', { SystemAlertId: NAME, AlertDisplayName: 't' }, `dc${NAME}`],
  ])('is known by %s', (_name, json, id) => {
    expect(decodedAlert(json).id).toBe(id);
  });

  it.each<[string, Json, string]>([
    ['a text', 'alert', 'it is not a JSON object'],
    ['nothing to know it by', { properties: {} }, 'it has neither a name nor an alert id'],
    ['an endless name', { name: 'x'.repeat(600) }, 'its id is longer than 512 characters'],
  ])('refuses %s', (_name, json, reason) => {
    expect(decodeSecurityAlert(json, { tenantId, place: 'value[1]' })).toEqual({
      ok: false,
      place: 'value[1]',
      reason,
    });
  });

  it.each<[Json, string]>([
    [['a', 'b'], 'a\nb'],
    ['a', 'a'],
    ['["a","b"]', 'a\nb'],
    ['[not a list', '[not a list'],
    [{ a: 1 }, ''],
  ])('reads the steps %j', (remediationSteps, expected) => {
    expect(decoded({ remediationSteps }).alert.recommendedActions ?? '').toBe(expected);
  });

  it('takes any JSON as an alert', () => {
    const names = fc.constantFrom(...Object.keys(properties), 'Severity', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (members) => {
        const source = { name: NAME, properties: members } as JsonObject;
        const result = decodeSecurityAlert(source, { tenantId });
        expect(result.ok && result.source).toBe(source);
      }),
      { numRuns: 300 },
    );
  });
});

function decodedAlert(json: JsonObject) {
  const result = decodeSecurityAlert(json, { tenantId });
  if (!result.ok) throw new Error(result.reason);
  return result.alert;
}

const EXAMPLES = new URL('../../../../shared/api/examples/', import.meta.url);

describe.skipIf(!existsSync(EXAMPLES))('official examples (skipped without ../shared)', () => {
  const read = (kind: string): readonly Json[] =>
    readdirSync(new URL(`${kind}/`, EXAMPLES)).flatMap((name) => {
      const text = readFileSync(new URL(`${kind}/${name}`, EXAMPLES), 'utf8');
      const { payload } = JSON.parse(text) as { payload: { value?: Json[] } & JsonObject };
      return payload.value ?? [payload];
    });

  it('are all taken, with a kind for every entity', () => {
    const alerts = [...read('arm-security-alerts'), ...read('arm-iot-alerts')].map((json) =>
      decodedAlert(json as JsonObject),
    );
    expect(alerts.map(({ id, evidence }) => [id.slice(0, 9), evidence.length])).toEqual([
      ['dc2518298', 2],
      ['dc2518298', 2],
      ['dc2518298', 2],
      ['dc2518765', 7],
      ['dc2518298', 2],
      ['dc2518765', 7],
      ['dc903e76f', 1],
    ]);
    const kinds = new Set(alerts.flatMap(({ evidence }) => evidence.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'azureResourceEvidence',
      'deviceEvidence',
      'fileEvidence',
      'ipEvidence',
      'processEvidence',
      'userEvidence',
    ]);
  });
});
