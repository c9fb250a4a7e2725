import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { decodeAlert } from '../graph/decode.ts';
import type { Json, JsonObject } from '../json.ts';
import { sourceJson } from '../source-json.ts';
import { missingInAlert } from './missing-facts.ts';
import { recordFormat } from './record-format.ts';
import { securityAlertJson, type AlertRow } from './security-alert-row.ts';

const WORKSPACE_TENANT = '11111111-1111-1111-1111-111111111111';

function read(row: JsonObject): AlertRow {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  return securityAlertJson(row, { tenantId: WORKSPACE_TENANT, digest });
}

function decode(row: JsonObject): Alert {
  const decoded = decodeAlert(read(row).json);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

/** As the table is exported to CSV: lists and objects as JSON text. */
const row: JsonObject = {
  TenantId: 'e34d562e-ef12-4c4e-9bc0-7c6ae357c015',
  TimeGenerated: '2024-08-01 13:09:13.222398+00:00',
  DisplayName: 'Operation from a suspicious proxy',
  AlertSeverity: 'Medium',
  Description: 'A management operation came from a proxy.',
  ProviderName: 'Azure Security Center',
  VendorName: 'Microsoft',
  VendorOriginalId: '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0',
  SystemAlertId: '75013ae0-7504-d192-8aae-90107aa6b19b',
  ResourceId: '/subscriptions/7e838342-601f-4552-9baf-0dfb300cf555',
  AlertType: 'ARM_OperationFromSuspiciousProxyIP',
  IsIncident: 'False',
  StartTime: '8/1/2024, 12:36:22.000 PM',
  EndTime: '2024-08-01T12:36:22Z',
  ProcessingEndTime: '2024-08-01 13:01:29',
  RemediationSteps: '["Contact the owner.","Block the account."]',
  ExtendedProperties:
    '{"IncidentId":"801","Category":"DefenseEvasion","LastUpdated":"8/1/2024 1:06:22 PM","IP address":"253.1.244.215"}',
  Entities:
    '[{"$id":"2","HostName":"dc","Type":"host"},{"$id":"3","Name":"amy","Host":{"$ref":"2"},"Type":"account"}]',
  ProductName: 'Azure Security Center',
  Status: 'New',
  Tactics: 'DefenseEvasion, Persistence',
  Techniques: '["T1090"]',
  SubTechniques: '["T1090.003"]',
  AlertLink: '',
};

function changed(changes: Readonly<Record<string, Json>>): JsonObject {
  return { ...row, ...changes };
}

describe('securityAlertJson', () => {
  it('reads a row of the SecurityAlert table', () => {
    const { evidence, residue, ...alert } = decode(row);
    expect(alert).toEqual({
      id: 'dc2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0',
      providerAlertId: '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0',
      incidentId: '801',
      tenantId: WORKSPACE_TENANT,
      serviceSource: 'microsoftDefenderForCloud',
      detectionSource: 'microsoftDefenderForResourceManager',
      productName: 'Microsoft Defender for Cloud',
      detectorId: 'ARM_OperationFromSuspiciousProxyIP',
      title: 'Operation from a suspicious proxy',
      description: 'A management operation came from a proxy.',
      severity: 'medium',
      status: 'new',
      category: 'DefenseEvasion',
      categories: ['DefenseEvasion', 'Persistence'],
      mitreTechniques: ['T1090', 'T1090.003'],
      recommendedActions: 'Contact the owner.\nBlock the account.',
      createdDateTime: '2024-08-01T13:01:29Z',
      lastUpdateDateTime: '2024-08-01T13:06:22Z',
      firstActivityDateTime: '2024-08-01T12:36:22.000Z',
      lastActivityDateTime: '2024-08-01T12:36:22Z',
      additionalData: {
        IncidentId: '801',
        Category: 'DefenseEvasion',
        LastUpdated: '8/1/2024 1:06:22 PM',
        'IP address': '253.1.244.215',
        vendorName: 'Microsoft',
        isIncident: 'False',
        systemAlertId: '75013ae0-7504-d192-8aae-90107aa6b19b',
      },
      comments: [],
      systemTags: [],
    });
    expect(evidence.map(({ kind }) => kind)).toEqual([
      'deviceEvidence',
      'userEvidence',
      'azureResourceEvidence',
    ]);
    expect(residue?.raw?.map(([name]) => name)).toContain('@clearpane.source');
    expect(sourceJson(decode(row))).toEqual(row);
  });

  it('reads the names of 2018 and continuous export', () => {
    const old = {
      StartTimeUtc: '2019-01-09 06:31:40',
      EndTimeUtc: '2019-01-10 06:31:40',
      ProviderAlertId: '9d815c5c-e4f2-4430-8be3-fee253574411',
      SystemAlertId: '2342409243234234_F2BFED55-5997-4FEA-95BD-BB7C6DDCD061',
      AlertDisplayName: 'Suspicious process',
      Severity: 'High',
      Intent: 'Execution',
      AzureResourceId: '/subscriptions/86057c9f-3cdd-484e-83b1-7bf1c17a9ff8/resourceGroups/g',
    };
    expect(decode(old)).toMatchObject({
      id: 'dc9d815c5c-e4f2-4430-8be3-fee253574411',
      firstActivityDateTime: '2019-01-09T06:31:40Z',
      severity: 'high',
      categories: ['Execution'],
      evidence: [{ kind: 'azureResourceEvidence' }],
    });
    const { ProviderAlertId, ...exported } = old;
    expect(ProviderAlertId).toBeDefined();
    expect(decode(exported).id).toBe('dc2342409243234234_f2bfed55-5997-4fea-95bd-bb7c6ddcd061');
  });

  it('reads columns in any letter case', () => {
    const lower = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const { residue: _, ...expected } = decode(row);
    expect(decode(lower)).toMatchObject({ ...expected, evidence: expected.evidence });
  });

  it('takes the directory and Graph’s id from the portal’s address, if the row’s id is in it', () => {
    const id = `dc${decode(row).providerAlertId ?? ''}`;
    const tid = 'A59FC703-72db-43e0-8a21-0494303b7220';
    const link = (path: string): string =>
      `https://security.microsoft.com/alerts/${path}?tid=${tid}`;
    expect(decode(changed({ AlertLink: link(id) }))).toMatchObject({
      id,
      tenantId: tid.toLowerCase(),
    });
    expect(decode(changed({ AlertLink: link('dcother') })).id).toBe(id);
    const foreign = 'https://security.microsoft.com.evil.example/alerts/x?tid=';
    expect(decode(changed({ AlertLink: foreign + tid })).tenantId).toBe(WORKSPACE_TENANT);
  });

  it('makes an id of what a row says where it brings none, and none of too little', () => {
    const bare = { DisplayName: 'Odd sign-in', StartTime: '2024-08-01 12:00', AlertType: 'x' };
    const { id } = decode(bare);
    expect(id).toMatch(/^file-[\da-f]{32}$/);
    expect(
      decode({ AlertType: 'x', StartTime: '2024-08-01 12:00', DisplayName: 'Odd sign-in' }).id,
    ).toBe(id);
    expect(decode({ ...bare, AlertType: 'y' }).id).not.toBe(id);
    expect(read(bare).hasOwnId).toBe(false);
    expect(decodeAlert(read({ DisplayName: 'Odd sign-in' }).json)).toMatchObject({ ok: false });
  });

  it('keeps a row whose entities were cut, and tells', () => {
    const cut = changed({ Entities: '[{"$id":"2","HostName":"d' });
    expect(read(cut).unreadable).toEqual(['Entities']);
    expect(decode(cut).evidence.map(({ kind }) => kind)).toEqual(['azureResourceEvidence']);
  });

  it('names what is missing', () => {
    expect(missingInAlert(decode(row))).toEqual([]);
    expect(missingInAlert(decode({ VendorOriginalId: 'x', DisplayName: ' ' }))).toEqual([
      'no title',
      'no description',
      'no severity',
      'no status',
      'no product',
      'no activity times',
      'no last update',
      'no evidence',
      'no incident',
    ]);
  });

  it('is not misled by __proto__', () => {
    const alert = decode(
      JSON.parse(
        '{"__proto__":{"title":"x"},"VendorOriginalId":"1","Entities":"[{\\"__proto__\\":{},\\"Type\\":\\"ip\\"}]"}',
      ),
    );
    expect(alert.title).toBeUndefined();
    expect(({} as Record<string, unknown>)['title']).toBeUndefined();
  });
});

const samples = ['msticpy', 'secrl'].map(
  (name) =>
    new URL(`../../../../shared/api/examples/securityalert-row/${name}.jsonl`, import.meta.url),
);

// Real rows are not part of the project: they lie beside it where it is developed.
describe.skipIf(!samples.every((file) => existsSync(file)))(
  'real rows (skipped where they are absent)',
  () => {
    const rows = samples.flatMap((file) =>
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { payload: JsonObject }).payload),
    );

    it('are all alerts with an id, a title, times and a severity', () => {
      for (const payload of rows) {
        expect(recordFormat(payload)).toBe('securityAlert');
        expect(missingInAlert(decode(payload))).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/title|severity|times|last update/)]),
        );
      }
    });

    it('get the id that the portal knows them by, also where no address tells it', () => {
      const linked = rows.filter(
        ({ AlertLink }) => typeof AlertLink === 'string' && AlertLink !== '',
      );
      expect(linked.length).toBeGreaterThan(50);
      for (const payload of linked) {
        const portal = /\/alerts\/([^?]+)/.exec(payload['AlertLink'] as string)?.[1];
        expect([decode(payload).id, decode({ ...payload, AlertLink: '' }).id]).toEqual([
          portal,
          portal,
        ]);
      }
    });

    it('say the same as CSV, where lists and objects are text', () => {
      for (const payload of rows) {
        const cells = Object.entries(payload).map(([name, value]) => [
          name,
          typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]);
        const { residue: _, additionalData: data, ...alert } = decode(payload);
        const {
          residue: __,
          additionalData: textData,
          ...ofText
        } = decode(Object.fromEntries(cells));
        expect(ofText).toEqual(alert);
        expect(Object.keys(textData ?? {})).toEqual(Object.keys(data ?? {}));
      }
    });
  },
);
