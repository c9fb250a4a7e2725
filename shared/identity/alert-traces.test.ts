import { describe, expect, it } from 'vitest';
import { decodeAlert } from '../model/graph/decode.ts';
import { alertTraces, traceIn, traceText } from './alert-traces.ts';

const tracesOf = (...evidence: readonly object[]) => {
  const decoded = decodeAlert({ id: 'a1', evidence });
  if (!decoded.ok) throw new Error(decoded.reason);
  return alertTraces(decoded.alert).map(({ field, value }) => `${field}: ${value}`);
};

const odata = (name: string) => `#microsoft.graph.security.${name}`;

describe('alertTraces', () => {
  it('names a device by each of its names, and its virtual machine by its id', () => {
    const resourceId =
      '/subscriptions/S1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web-01';
    expect(
      tracesOf({
        '@odata.type': odata('deviceEvidence'),
        deviceDnsName: 'web-01.contoso.com',
        hostName: 'web-01',
        ipInterfaces: ['10.0.0.4', '10.0.0.4'],
        vmMetadata: { resourceId },
      }),
    ).toEqual([
      'Device DNS name: web-01.contoso.com',
      'Host name: web-01',
      'IP address: 10.0.0.4',
      `Resource ID: ${resourceId}`,
    ]);
  });

  it('names a person by name, domain, id and address', () => {
    expect(
      tracesOf({
        '@odata.type': odata('userEvidence'),
        userAccount: {
          accountName: 'alice',
          domainName: 'CONTOSO',
          userSid: 'S-1-5-21-1',
          userPrincipalName: 'alice@contoso.com',
        },
      }),
    ).toEqual([
      'Account: CONTOSO\\alice',
      'Account name: alice',
      'Domain name: CONTOSO',
      'SID: S-1-5-21-1',
      'User principal name: alice@contoso.com',
    ]);
  });

  it('looks into nested evidence, and into what is newer than the contract', () => {
    expect(
      tracesOf(
        {
          '@odata.type': odata('fileEvidence'),
          fileDetails: { sha256: 'ab12', fileName: 'x.exe', fileSize: 7 },
        },
        { '@odata.type': odata('quantumEvidence'), qubit: { ipAddress: '203.0.113.7' } },
      ),
    ).toEqual(['SHA-256: ab12', 'File name: x.exe', 'IP address: 203.0.113.7']);
  });

  it('leaves out a text that is too long to name anything', () => {
    expect(tracesOf({ '@odata.type': odata('urlEvidence'), url: 'x'.repeat(2_049) })).toEqual([]);
  });

  it('keeps a value with a tab whole', () => {
    const trace = { field: 'URL', value: 'a\tb' };
    expect(traceIn(traceText(trace))).toEqual(trace);
  });
});
