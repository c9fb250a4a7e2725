// The command through its front door, on files of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { dispatch } from './dispatch.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpane-correlate-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, lines: readonly (object | string)[]): string {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(join(folder, name), `${text.join('\n')}\n`);
  return join(folder, name);
}

async function correlate(...args: readonly string[]) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const exit = await dispatch(
    ['correlate', ...args],
    {
      input: Readable.from([]),
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line.replaceAll(`${folder}/`, '')),
    },
    '1.2.3',
  );
  return { exit, printed, complaints };
}

function written(name: string): readonly unknown[] {
  const lines = readFileSync(join(folder, 'out', name), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
}

const device = {
  '@odata.type': '#microsoft.graph.security.deviceEvidence',
  mdeDeviceId: 'aa11',
  deviceDnsName: 'app1.corp.example',
};
const virtualMachine =
  '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/app1';

function alert(id: string, minute: number, evidence: readonly object[]) {
  const at = new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
  return {
    id,
    tenantId: 't1',
    detectorId: `detector ${id}`,
    category: 'Execution',
    createdDateTime: at,
    firstActivityDateTime: at,
    evidence,
  };
}

describe('clearpane correlate', () => {
  it('writes a line for each row, with the reasons of its link', async () => {
    const azure = {
      '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
      resourceId: virtualMachine.toUpperCase(),
    };
    const alerts = file('alerts.jsonl', [
      alert('one', 0, [device]),
      alert('two', 10, [azure]),
      alert('daone', 20, []),
      alert('one', 30, [device]),
    ]);
    const devices = file('devices.jsonl', [
      {
        id: 'aa11',
        tenantId: 't1',
        computerDnsName: 'app1.corp.example',
        vmMetadata: { vmId: 'v1', resourceId: virtualMachine },
      },
    ]);
    const assets = file('assets.jsonl', [
      { id: virtualMachine, tenantId: 't1', properties: { vmId: 'V1' } },
    ]);
    const out = join(folder, 'out');
    const options = ['--devices', devices, '--assets', assets, '--out', out];
    const { exit, complaints } = await correlate('--alerts', alerts, ...options);

    expect({ exit, complaints }).toEqual({ exit: 0, complaints: [] });
    const clusters = written('clusters.jsonl') as { row: number; cluster: string }[];
    expect(clusters.map(({ row }) => row)).toEqual([0, 1, 2, 3]);
    const [first, second, third, copy] = clusters;
    expect(second?.cluster).toBe(first?.cluster);
    expect(third?.cluster).not.toBe(first?.cluster);
    expect(copy).toMatchObject({ cluster: first?.cluster, canonical: 0 });
    expect(second).toMatchObject({
      canonical: 1,
      reasons: [
        {
          row: 0,
          reasons: ['sameAsset', 'timeFrame'],
          ties: [{ shared: 'machine', secondsApart: 600 }],
        },
      ],
    });
    const machines = written('machines.jsonl') as { row: number; ev: number; machine: string }[];
    expect(new Set(machines.map(({ machine }) => machine)).size).toBe(1);
    expect(machines.map(({ row, ev }) => [row, ev])).toEqual([
      [0, 0],
      [1, 0],
      [3, 0],
    ]);
    expect(written('pairs.jsonl')).toMatchObject([{ device: 0, asset: 0 }]);
  });

  it('names bad lines, keeps their rows, and ends with 1', async () => {
    const alerts = file('bad.jsonl', [alert('one', 0, [device]), '{"id":', '[]']);
    const { exit, complaints } = await correlate('--alerts', alerts, '--out', join(folder, 'out'));
    expect(exit).toBe(1);
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toContain('bad.jsonl:2: ');
    expect(complaints[1]).toBe('clearpane correlate: bad.jsonl:3: not a JSON object');
    expect(written('clusters.jsonl')).toHaveLength(3);
  });

  it.each([
    [[], 'no --alerts FILE'],
    [['--alerts', 'x'], 'no --out DIR'],
    [['--odd'], "Unknown option '--odd'"],
  ])('refuses the call %j', async (args, trouble) => {
    const { exit, complaints } = await correlate(...args);
    expect(exit).toBe(2);
    expect(complaints.join('')).toContain(trouble);
  });

  it('says which file is not there', async () => {
    const missing = join(folder, 'missing.jsonl');
    const { exit, complaints } = await correlate('--alerts', missing, '--out', folder);
    expect(exit).toBe(1);
    expect(complaints.join('')).toContain('missing.jsonl');
  });
});
