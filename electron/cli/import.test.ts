// The command through its front door, on real files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { zipFile } from '../sources/files/zip-file.ts';
import { dispatch } from './dispatch.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpane-import-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function clearpane(args: readonly string[], input = '') {
  const printed: string[] = [];
  const complaints: string[] = [];
  const bare = (line: string) => line.replaceAll(`${folder}/`, '');
  const exit = await dispatch(
    ['import', ...args],
    {
      input: Readable.from(input === '' ? [] : [Buffer.from(input)]),
      print: (line) => printed.push(bare(line)),
      complain: (line) => complaints.push(bare(line)),
    },
    '1.2.3',
  );
  return { exit, printed, complaints };
}

const alert = {
  id: 'da1',
  title: 'Scan',
  description: 'A scan.',
  severity: 'low',
  status: 'new',
  serviceSource: 'microsoftDefenderForEndpoint',
  firstActivityDateTime: '2024-07-17T11:00:00Z',
  lastUpdateDateTime: '2024-07-17T11:00:00Z',
  incidentId: '7',
  evidence: [],
};

describe('clearpane import', () => {
  it('reports each text and the sums as JSON, and stores nothing', async () => {
    const tenant = '22222222-2222-2222-2222-222222222222';
    const path = file(
      'alerts.json',
      JSON.stringify({ value: [alert, { ...alert, colour: 'red' }] }),
    );
    const { exit, printed, complaints } = await clearpane([path, '--json', '--tenant', tenant]);
    expect([exit, complaints]).toEqual([0, []]);
    expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        file: 'alerts.json',
        name: 'alerts.json',
        container: 'none',
        encoding: 'UTF-8',
        syntax: 'JSON',
        formats: ['Microsoft Graph alerts'],
        refused: null,
        isCut: false,
        bytes: 532,
        size: 532,
        records: 2,
        alerts: 2,
        incidents: 0,
        informationalSkipped: 0,
        quarantined: 0,
        invalidSequences: 0,
        firstTitles: ['Scan', 'Scan'],
        tenantIds: [tenant],
        unknownColumns: { colour: 1 },
        missing: { 'no evidence': { count: 2, examples: ['da1', 'da1'] } },
        lacking: Array(2).fill({ id: 'da1', title: 'Scan', missing: ['no evidence'] }),
        lackingOmitted: 0,
        failures: [],
        failuresOmitted: 0,
      },
      {
        texts: 1,
        refused: 0,
        records: 2,
        alerts: 2,
        incidents: 0,
        informationalSkipped: 0,
        quarantined: 0,
        failures: 0,
        stored: false,
      },
    ]);
  });

  it('says it in words, also for standard input', async () => {
    expect(await clearpane(['-', '--dry-run'], JSON.stringify(alert))).toEqual({
      exit: 0,
      printed: [
        '-: Microsoft Graph alerts: 1 alerts, 0 incidents (no evidence: 1)',
        'In all 1 alerts, 0 incidents; 0 records failed, 0 files refused. Nothing was stored.',
      ],
      complaints: [],
    });
  });

  it('complains with line numbers, and lets no name steer the terminal', async () => {
    const lines = `${JSON.stringify(alert)}\n{"id":\n${JSON.stringify(alert)}\n`;
    const path = file('a.zip', zipFile([{ name: 'x\u001B]0;owned\u0007.json', content: lines }]));
    const { exit, printed, complaints } = await clearpane([path, join(folder, 'absent')]);
    expect([exit, complaints]).toEqual([
      1,
      [
        'clearpane import: a.zip:x\uFFFD]0;owned\uFFFD.json: line 2: cut off by the end of the file',
        'clearpane import: absent: no such file',
      ],
    ]);
    expect(printed.join('')).not.toMatch(/\p{Cc}/u);
  });

  it.each<[readonly string[], string]>([
    [[], 'no FILE'],
    [['--json'], 'no FILE'],
    [['--fast', 'a'], 'no option "--fast"'],
    [['a', '--tenant', 'x'], '--tenant wants the ID of a directory'],
    [['a', '--profile'], '--profile wants a folder'],
    [['-', '--profile=b'], 'standard input cannot be stored; name a file'],
  ])('refuses the call %j', async (args, trouble) => {
    expect(await clearpane(args)).toEqual({
      exit: 2,
      printed: [],
      complaints: [`clearpane import: ${trouble}; see clearpane import --help`],
    });
  });

  it('has help', async () => {
    const { exit, printed } = await clearpane(['--help']);
    expect([exit, printed[0]]).toEqual([0, expect.stringMatching(/^Usage: clearpane import FILE/)]);
  });
});
