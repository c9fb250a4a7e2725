import { expect, it } from 'vitest';
import type { Alert } from '../model/alert.ts';
import { decodeAlert, encodeAlert } from '../model/graph/decode.ts';
import type { JsonObject } from '../model/json.ts';
import { foldAlerts } from './fold-alerts.ts';

function alert(json: JsonObject): Alert {
  const decoded = decodeAlert({ id: 'a', tenantId: 't', ...json });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

const user = (name: string) => ({
  '@odata.type': '#microsoft.graph.security.userEvidence',
  userAccount: { userPrincipalName: name },
});
const bucket = (name: string) => ({
  '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
  amazonAccountId: '111122223333',
  amazonResourceId: `arn:aws:s3:::${name}`,
  resourceName: name,
});
const ip = {
  '@odata.type': '#microsoft.graph.security.ipEvidence',
  ipAddress: '203.0.113.7',
};

it('keeps the words of the leading one, and what people decided in it', () => {
  const leading = alert({
    title: 'As Graph has it',
    severity: 'low',
    assignedTo: null,
    classification: null,
    customUnknownMember: { kept: true },
  });
  const other = alert({
    title: 'Otherwise',
    severity: 'high',
    assignedTo: 'eve@contoso.example',
    classification: 'falsePositive',
  });
  expect(foldAlerts(leading, [other])).toBe(leading);
  expect(foldAlerts(leading, [])).toBe(leading);
});

it('takes what it lacks from the first that has it', () => {
  const leading = alert({ title: '', severity: 'unknown', categories: [], extra: 1 });
  const second = alert({ severity: null, description: 'What happened', incidentId: '7' });
  const third = alert({
    title: 'Named',
    severity: 'High',
    description: 'Later',
    category: 'Impact',
    categories: ['Impact'],
    mitreTechniques: ['T1496'],
  });
  expect(encodeAlert(foldAlerts(leading, [second, third]))).toEqual(
    expect.objectContaining({
      id: 'a',
      tenantId: 't',
      extra: 1,
      title: 'Named',
      severity: 'high',
      description: 'What happened',
      incidentId: '7',
      category: 'Impact',
      categories: ['Impact'],
      mitreTechniques: ['T1496'],
    }),
  );
});

it('adds cloud resources that it does not name, and nobody by another name', () => {
  const leading = alert({ evidence: [user('ada@contoso.example'), bucket('ledger')] });
  const other = alert({ evidence: [user('CONTOSO\\ada'), bucket('LEDGER'), bucket('ledger'), ip] });
  const third = alert({ evidence: [bucket('backup'), ip] });
  const folded = foldAlerts(leading, [other, third]);
  expect(encodeAlert(folded)['evidence']).toEqual([
    user('ada@contoso.example'),
    bucket('ledger'),
    bucket('LEDGER'),
    bucket('backup'),
  ]);
});

it('takes nothing that another source knows of the whole incident only', () => {
  const leading = alert({ evidence: [ip] });
  const ofIncident = { ...bucket('elsewhere'), detailedRoles: ['Named by the incident'] };
  expect(foldAlerts(leading, [alert({ evidence: [ofIncident] })])).toBe(leading);
});

it('takes all evidence of the first that has any while it names no asset', () => {
  const leading = alert({ evidence: [ip] });
  const other = alert({ evidence: [user('ada@contoso.example'), bucket('ledger')] });
  const third = alert({ evidence: [user('bob@contoso.example')] });
  expect(encodeAlert(foldAlerts(leading, [other, third]))['evidence']).toEqual([
    ip,
    user('ada@contoso.example'),
    bucket('ledger'),
  ]);
});
