import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { decodeAlert, decodeIncident } from '../graph/decode.ts';
import type { Incident } from '../incident.ts';
import type { JsonObject } from '../json.ts';
import { sourceJson } from '../source-json.ts';
import { huntingAlertJson } from './hunting-alert.ts';
import { legacyIncidentJson } from './legacy-incident.ts';
import { formatName, recordFormat, tableFormat, unknownColumns } from './record-format.ts';
import { decodeIncidentRow } from './security-incident-row.ts';

const TENANT = '11111111-1111-1111-1111-111111111111';

function incidentOf(json: unknown): Incident {
  const decoded = decodeIncident(json);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.incident;
}

function alertOf(json: unknown): Alert {
  const decoded = decodeAlert(json);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

/** Without what only tells where it came from. */
function facts(alert: Alert): unknown {
  const evidence = alert.evidence.map((item) => ({ ...item, residue: undefined }));
  return { ...alert, evidence, residue: undefined };
}

describe('an incident of the older Defender API (row 159)', () => {
  const legacy: JsonObject = {
    incidentId: 924565,
    redirectIncidentId: null,
    incidentName: 'Multi-stage incident',
    createdTime: '2021-08-12T04:56:20Z',
    lastUpdateTime: '2021-08-12T05:06:20.39Z',
    assignedTo: 'amy@contoso.com',
    classification: 'TruePositive',
    determination: 'CompromisedUser',
    status: 'Active',
    severity: 'Medium',
    tags: ['Demo'],
    comments: [
      { comment: 'Seen', createdBy: 'amy@contoso.com', createdTime: '2021-08-12T05:00:00Z' },
    ],
    alerts: [
      {
        alertId: 'da637551227677560813_-961444813',
        incidentId: 924565,
        serviceSource: 'MicrosoftDefenderForEndpoint',
        creationTime: '2021-08-12T04:56:20Z',
        lastUpdatedTime: '2021-08-12T05:06:20Z',
        resolvedTime: null,
        firstActivity: '2021-08-12T04:50:00Z',
        lastActivity: '2021-08-12T04:55:00Z',
        title: 'Hidden file ran',
        description: 'A hidden file has been launched.',
        category: 'DefenseEvasion',
        status: 'New',
        severity: 'Low',
        investigationState: 'Queued',
        classification: null,
        determination: 'NotAvailable',
        detectionSource: 'WindowsDefenderAv',
        detectorId: 'e0da400f-affd-43ef-b1d5-afc2eb6f2756',
        mitreTechniques: ['T1564.001'],
        devices: [{ mdatpDeviceId: 'ab12', deviceDnsName: 'pc1.contoso.com', riskScore: 'High' }],
        entities: [
          { entityType: 'User', accountName: 'amy', domainName: 'contoso', verdict: 'Suspicious' },
          { entityType: 'Ip', ipAddress: '10.0.0.1' },
          { entityType: 'Quantum', foo: 1 },
        ],
      },
    ],
  };

  const graph = {
    '@odata.type': '#microsoft.graph.security.incident',
    id: '924565',
    tenantId: TENANT,
    displayName: 'Multi-stage incident',
    createdDateTime: '2021-08-12T04:56:20Z',
    lastUpdateDateTime: '2021-08-12T05:06:20.39Z',
    assignedTo: 'amy@contoso.com',
    classification: 'truePositive',
    determination: 'compromisedAccount',
    status: 'active',
    severity: 'medium',
    customTags: ['Demo'],
    systemTags: [],
    comments: [
      {
        comment: 'Seen',
        createdByDisplayName: 'amy@contoso.com',
        createdDateTime: '2021-08-12T05:00:00Z',
      },
    ],
    alerts: [
      {
        id: 'da637551227677560813_-961444813',
        tenantId: TENANT,
        incidentId: '924565',
        serviceSource: 'microsoftDefenderForEndpoint',
        detectionSource: 'antivirus',
        detectorId: 'e0da400f-affd-43ef-b1d5-afc2eb6f2756',
        title: 'Hidden file ran',
        description: 'A hidden file has been launched.',
        category: 'DefenseEvasion',
        categories: ['DefenseEvasion'],
        status: 'new',
        severity: 'low',
        determination: 'unknown',
        investigationState: 'queued',
        mitreTechniques: ['T1564.001'],
        createdDateTime: '2021-08-12T04:56:20Z',
        lastUpdateDateTime: '2021-08-12T05:06:20Z',
        firstActivityDateTime: '2021-08-12T04:50:00Z',
        lastActivityDateTime: '2021-08-12T04:55:00Z',
        evidence: [
          {
            '@odata.type': '#microsoft.graph.security.deviceEvidence',
            mdeDeviceId: 'ab12',
            deviceDnsName: 'pc1.contoso.com',
            hostName: 'pc1',
            riskScore: 'high',
          },
          {
            '@odata.type': '#microsoft.graph.security.userEvidence',
            verdict: 'suspicious',
            userAccount: { accountName: 'amy', domainName: 'contoso', resourceAccessEvents: [] },
          },
          { '@odata.type': '#microsoft.graph.security.ipEvidence', ipAddress: '10.0.0.1' },
          { '@odata.type': 'Quantum', entityType: 'Quantum', foo: 1 },
        ],
      },
    ],
  };

  it('is the same record as through Graph', () => {
    const read = incidentOf(legacyIncidentJson(legacy, TENANT));
    const expected = incidentOf(graph);
    const { alerts, residue: _, ...incident } = read;
    const { alerts: expectedAlerts, residue: __, ...expectedIncident } = expected;
    expect(incident).toEqual(expectedIncident);
    expect(alerts.map(facts)).toEqual(expectedAlerts.map(facts));
    expect(sourceJson(read)).toEqual(legacy);
  });

  it('is known by its members', () => {
    expect(recordFormat(legacy)).toBe('legacyIncident');
    expect(recordFormat(graph)).toBe('graphIncident');
  });
});

describe('rows of advanced hunting', () => {
  const info: JsonObject = {
    Timestamp: 'Aug 2, 2021 1:13:02 PM',
    AlertId: 'da1',
    Title: 'Credentials dumped',
    Category: 'CredentialAccess',
    Severity: 'High',
    ServiceSource: 'Microsoft Defender for Endpoint',
    DetectionSource: 'EDR',
    AttackTechniques: '["OS Credential Dumping (T1003)","LSASS Memory (T1003.001)"]',
  };

  function evidence(cells: JsonObject): JsonObject {
    return {
      Timestamp: '2021-08-02T13:14:00Z',
      AlertId: 'da1',
      Title: 'Credentials dumped',
      ...cells,
    };
  }

  it('are one alert with one piece of evidence a row', () => {
    const rows = [
      evidence({
        EntityType: 'Machine',
        EvidenceRole: 'Impacted',
        DeviceId: 'ab',
        DeviceName: 'pc1.contoso.com',
      }),
      evidence({
        EntityType: 'User',
        AccountName: 'amy',
        AccountSid: 'S-1-5-21-1',
        AccountUpn: '',
      }),
      evidence({
        EntityType: 'Process',
        DeviceId: 'ab',
        FileName: 'x.exe',
        FolderPath: 'C:\\',
        FileSize: '12',
        ProcessCommandLine: 'x -a',
      }),
      evidence({ EntityType: 'Ip', EvidenceDirection: 'Destination', RemoteIP: '203.0.113.7' }),
      evidence({ EntityType: 'RegistryKey', RegistryKey: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\x' }),
      evidence({ EntityType: 'CloudResource', ResourceID: 'arn:aws:s3:::bucket' }),
      evidence({ EntityType: 'Mailbox', AdditionalFields: '{}', AccountUpn: 'amy@contoso.com' }),
      evidence({
        EntityType: 'AzureResource',
        AdditionalFields: '{"ResourceId":"/subscriptions/s/resourceGroups/g"}',
      }),
      evidence({ EntityType: 'Quantum' }),
    ];
    const alert = alertOf(huntingAlertJson({ info, evidence: rows }, TENANT));
    expect(alert).toMatchObject({
      id: 'da1',
      tenantId: TENANT,
      title: 'Credentials dumped',
      severity: 'high',
      serviceSource: 'microsoftDefenderForEndpoint',
      category: 'CredentialAccess',
      categories: ['CredentialAccess'],
      mitreTechniques: ['T1003', 'T1003.001'],
      createdDateTime: '2021-08-02T13:13:02Z',
      lastUpdateDateTime: '2021-08-02T13:14:00Z',
    });
    const [device, user, process, ip, registry, bucket, mailbox, azure, other] = alert.evidence;
    expect(device).toMatchObject({
      kind: 'deviceEvidence',
      hostName: 'pc1',
      detailedRoles: ['Impacted'],
    });
    expect(user).toMatchObject({
      kind: 'userEvidence',
      userAccount: { accountName: 'amy', userSid: 'S-1-5-21-1' },
    });
    expect(process).toMatchObject({
      kind: 'processEvidence',
      processCommandLine: 'x -a',
      imageFile: { fileName: 'x.exe', fileSize: 12 },
    });
    expect(ip).toMatchObject({
      kind: 'ipEvidence',
      ipAddress: '203.0.113.7',
      roles: ['destination'],
    });
    expect(registry).toMatchObject({
      registryHive: 'HKEY_LOCAL_MACHINE',
      registryKey: 'SOFTWARE\\x',
    });
    expect(bucket).toMatchObject({
      kind: 'amazonResourceEvidence',
      amazonResourceId: 'arn:aws:s3:::bucket',
    });
    expect(mailbox).toMatchObject({ kind: 'mailboxEvidence', upn: 'amy@contoso.com' });
    expect(azure).toMatchObject({
      kind: 'azureResourceEvidence',
      resourceId: '/subscriptions/s/resourceGroups/g',
    });
    expect(other).toMatchObject({ kind: 'unknownEvidence', odataType: 'Quantum' });
    expect(sourceJson(alert)).toEqual({ info, evidence: rows });
  });

  it('are an alert also without its row of AlertInfo', () => {
    const row = evidence({
      EntityType: 'Url',
      RemoteUrl: 'http://a.example',
      Severity: 'Low',
      Categories: '["Execution"]',
    });
    expect(alertOf(huntingAlertJson({ info: null, evidence: [row] }, TENANT))).toMatchObject({
      title: 'Credentials dumped',
      severity: 'low',
      categories: ['Execution'],
      evidence: [{ kind: 'urlEvidence', url: 'http://a.example' }],
    });
  });
});

describe('decodeIncidentRow', () => {
  const row: JsonObject = {
    TenantId: 'workspace',
    TimeGenerated: '7/9/2024, 11:41:40.000 AM',
    IncidentName: '73e01a99-5cd7-4139-a149-9f2736ff2ab5',
    IncidentNumber: '12',
    Title: 'Phishing',
    Severity: 'High',
    Status: 'Closed',
    Classification: 'BenignPositive',
    ClassificationReason: 'SuspiciousButExpected',
    Owner: '{"userPrincipalName":"amy@contoso.com"}',
    ProviderName: 'Azure Sentinel',
    ProviderIncidentId: '12',
    CreatedTime: '2024-07-09 10:00:00',
    LastModifiedTime: '7/9/2024, 11:40:00.000 AM',
    AlertIds: '["AA-1","bb-2"]',
    Labels: '[{"labelName":"vip","labelType":"User"}]',
    IncidentUrl: 'https://portal.azure.com/#x',
  };

  it('reads a row of the SecurityIncident table', () => {
    const decoded = decodeIncidentRow(row, { tenantId: TENANT, place: 'line 2' });
    if (!decoded.ok) throw new Error(decoded.reason);
    const { residue, ...incident } = decoded.incident;
    expect(incident).toEqual({
      id: '73e01a99-5cd7-4139-a149-9f2736ff2ab5',
      tenantId: TENANT,
      displayName: 'Phishing',
      severity: 'high',
      status: 'resolved',
      classification: 'informationalExpectedActivity',
      determination: 'confirmedActivity',
      assignedTo: 'amy@contoso.com',
      incidentWebUrl: 'https://portal.azure.com/#x',
      customTags: ['vip'],
      systemTags: [],
      comments: [],
      alerts: [],
      createdDateTime: '2024-07-09T10:00:00Z',
      lastUpdateDateTime: '2024-07-09T11:40:00.000Z',
    });
    expect(JSON.stringify(residue)).toContain('"TimeGenerated":"7/9/2024, 11:41:40.000 AM"');
    expect(decoded.sentinelAlertIds).toEqual(['aa-1', 'bb-2']);
  });

  it('gives Defender’s incident the id that Graph has', () => {
    const ofDefender = { ...row, ProviderName: 'Microsoft XDR', ProviderIncidentId: '801' };
    expect(decodeIncidentRow(ofDefender, { tenantId: TENANT, place: 'line 2' })).toMatchObject({
      ok: true,
      incident: { id: '801' },
    });
  });
});

describe('recognition', () => {
  it.each<[readonly string[], string | null]>([
    [['TimeGenerated', 'SystemAlertId', 'DisplayName'], 'securityAlert'],
    [['timegenerated', 'vendororiginalid', 'alertname'], 'securityAlert'],
    [['SystemAlertId', 'AlertDisplayName', 'Intent', 'AzureResourceId'], 'continuousExport'],
    [['IncidentName', 'IncidentNumber', 'Title'], 'securityIncident'],
    [['AlertId', 'Title', 'ServiceSource'], 'alertInfo'],
    [['AlertId', 'EntityType'], 'alertEvidence'],
    [['Timestamp', 'DeviceName', 'FileName'], null],
    [[], null],
  ])('takes the columns %j for %s', (columns, format) => {
    expect(tableFormat(columns)).toBe(format);
  });

  it('takes resources of Azure for what their type says', () => {
    const resource = (type: string): JsonObject => ({
      id: 'x',
      name: 'x',
      type,
      properties: { a: 1 },
    });
    expect(recordFormat(resource('Microsoft.Security/Locations/alerts'))).toBe('armAlert');
    expect(recordFormat(resource('Microsoft.SecurityInsights/incidents'))).toBe('sentinelIncident');
    expect(recordFormat(resource('Microsoft.Compute/virtualMachines'))).toBeNull();
  });

  it('knows an alert of Graph that has lost its id, and not any object with an id', () => {
    expect(recordFormat({ serviceSource: 'x', evidence: [] })).toBe('graphAlert');
    expect(recordFormat({ id: '1', name: 'x' })).toBeNull();
    expect(recordFormat({ id: '1', '@odata.type': '#microsoft.graph.security.incident' })).toBe(
      'graphIncident',
    );
  });

  it('names the columns that nothing is read of', () => {
    expect(unknownColumns('securityAlert', ['Title', 'TENANTID', 'Entities'])).toEqual(['Title']);
    expect(formatName('securityAlert')).toBe('SecurityAlert table');
  });
});
