import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sumReports, type MemberReport } from '../../../shared/contract/imports.ts';
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import { failureIn } from '../../../shared/failure.ts';
import { alertIdentities } from '../../../shared/identity/alert-identity.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { sourceFile } from '../../../shared/model/source-file.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { FileInput } from './file-members.ts';
import { HuntingJoin } from './hunting-join.ts';
import { importFiles, recogniseFiles, type ImportOptions } from './import-files.ts';
import { MemberLog } from './import-report.ts';
import { zipFile } from './zip-file.ts';

const TENANT = tenantId('11111111-1111-1111-1111-111111111111');
const OTHER = '22222222-2222-2222-2222-222222222222';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-import-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function streamOf(...pieces: readonly (Buffer | string)[]): FileInput {
  return { name: '-', stream: Readable.from(pieces.map((piece) => Buffer.from(piece))) };
}

interface Imported {
  readonly pages: readonly IngestPage[];
  readonly alerts: readonly Alert[];
  readonly reports: readonly MemberReport[];
}

async function imported(
  inputs: readonly FileInput[],
  options: Partial<ImportOptions> = {},
): Promise<Imported> {
  const { pages, reports } = importFiles(inputs, { tenantId: TENANT, ...options });
  const all: IngestPage[] = [];
  for await (const page of pages) all.push(page);
  return { pages: all, alerts: all.flatMap(({ alerts }) => alerts), reports: reports() };
}

function graphAlert(id: string, more: object = {}): object {
  return { id, title: `Alert ${id}`, severity: 'high', evidence: [], ...more };
}

const HEADER =
  'TimeGenerated,SystemAlertId,VendorOriginalId,ProductName,DisplayName,AlertSeverity,StartTime,Entities';

function csvRow(id: string, more = ''): string {
  const entities = '"[{""$id"":""1"",""Address"":""203.0.113.7"",""Type"":""ip""}]"';
  return `2024-07-17 11:01:27,s-${id},${id},Azure Security Center,"Alert ${id}",Medium,2024-07-17,${entities}${more}`;
}

describe('importFiles', () => {
  it('reads Graph JSON: a page, a list, a bare object and lines', async () => {
    const texts = [
      JSON.stringify({ value: [graphAlert('1'), { ...graphAlert('2') }] }),
      JSON.stringify([graphAlert('3')], null, 2),
      JSON.stringify(graphAlert('4')),
      `${JSON.stringify(graphAlert('5'))}\n${JSON.stringify(graphAlert('6'))}\n`,
    ];
    const { alerts, reports } = await imported(texts.map((text) => streamOf(text)));
    expect(alerts.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(reports.map(({ syntax }) => syntax)).toEqual(['JSON', 'JSON', 'JSON', 'NDJSON']);
  });

  it('gives pages of one tenant each', async () => {
    const alerts = [
      graphAlert('1', { tenantId: OTHER.toUpperCase() }),
      graphAlert('2'),
      graphAlert('3', { tenantId: '' }),
      graphAlert('4', { tenantId: 'no GUID' }),
    ];
    const { pages, reports } = await imported([streamOf(JSON.stringify(alerts))]);
    expect(
      pages.map(({ feed, sourceKind, alerts: list }) => [
        feed,
        sourceKind,
        list.map(({ id }) => id),
      ]),
    ).toEqual([
      [{ sourceId: 'files', tenantId: OTHER, collection: 'alerts' }, 'file', ['1']],
      [{ sourceId: 'files', tenantId: TENANT, collection: 'alerts' }, 'file', ['2', '3']],
    ]);
    expect(reports[0]?.tenantIds).toEqual([OTHER, TENANT]);
    expect(pages[1]?.quarantined).toEqual([
      {
        reason: 'its tenant is no id of a directory',
        place: '-, line 1',
        raw: JSON.stringify(alerts[3]),
      },
    ]);
  });

  it('sets an incident aside that holds alerts of another tenant', async () => {
    const incident = (alertTenant: string): object => ({
      id: '7',
      tenantId: TENANT,
      alerts: [graphAlert('1', { tenantId: alertTenant })],
    });
    const text = JSON.stringify([incident(TENANT), incident(OTHER)]);
    const { pages, reports } = await imported([streamOf(text)]);
    expect(pages.flatMap(({ incidents }) => incidents)).toHaveLength(1);
    expect(reports[0]).toMatchObject({ incidents: 1, alerts: 1, quarantined: 1 });
    expect(reports[0]?.failures).toEqual([
      { line: 1, reason: 'it holds alerts of another tenant' },
    ]);
  });

  it('gives an alert of a table the identity that it has through Graph', async () => {
    const id = '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0';
    const [graph] = (
      await imported([streamOf(JSON.stringify(graphAlert(`dc${id}`, { tenantId: TENANT })))])
    ).alerts;
    const [row] = (await imported([streamOf(`${HEADER}\n${csvRow(id)}`)])).alerts;
    expect(row?.id).toBe(graph?.id);
    const ofCloud = { ...graph, serviceSource: 'microsoftDefenderForCloud' } as Alert;
    const identities = row === undefined ? [] : alertIdentities(row, 'file');
    expect(identities).not.toEqual([]);
    expect(alertIdentities(ofCloud, 'graph')).toEqual(expect.arrayContaining([...identities]));
  });

  it('reports what was recognised, unknown and missing', async () => {
    const lines = [`${HEADER},Colour`, csvRow('a', ',red'), csvRow('b', ',blue')];
    const path = await fileOf('no-telling-name', lines.join('\r\n'));
    const { reports } = await imported([path]);
    const lacking = { count: 2, examples: ['dca', 'dcb'] };
    expect(reports).toEqual([
      {
        file: path,
        name: 'no-telling-name',
        container: 'none',
        encoding: 'UTF-8',
        syntax: 'CSV',
        formats: ['SecurityAlert table'],
        refused: null,
        isCut: false,
        bytes: 399,
        size: 399,
        records: 2,
        alerts: 2,
        incidents: 0,
        informationalSkipped: 0,
        quarantined: 0,
        invalidSequences: 0,
        firstTitles: ['Alert a', 'Alert b'],
        tenantIds: [TENANT],
        unknownColumns: { Colour: 1 },
        missing: {
          'no description': lacking,
          'no status': lacking,
          'no activity times': lacking,
          'no incident': lacking,
        },
        lacking: ['a', 'b'].map((name) => ({
          id: `dc${name}`,
          title: `Alert ${name}`,
          missing: ['no description', 'no status', 'no activity times', 'no incident'],
        })),
        lackingOmitted: 0,
        failures: [],
        failuresOmitted: 0,
      },
    ]);
  });

  it('sets rows aside that it cannot take, whole and with their line', async () => {
    const nameless = `2024-07-17 11:01:27,,,,,High,,`;
    const text = [HEADER, csvRow('a'), nameless, 'only,three,cells', csvRow('b')].join('\n');
    const { pages, alerts, reports } = await imported([streamOf(text)]);
    expect(alerts.map(({ id }) => id)).toEqual(['dca', 'dcb']);
    expect(reports[0]?.failures).toEqual([
      { line: 3, reason: 'it has no id, and not both a title and a time to make one of' },
      { line: 4, reason: '3 cells where the first row names 8' },
    ]);
    const [first, second] = pages.flatMap(({ quarantined }) => quarantined);
    expect(first).toEqual({
      reason: 'it has no id, and not both a title and a time to make one of',
      place: '-, line 3',
      raw: JSON.stringify({
        TimeGenerated: '2024-07-17 11:01:27',
        SystemAlertId: '',
        VendorOriginalId: '',
        ProductName: '',
        DisplayName: '',
        AlertSeverity: 'High',
        StartTime: '',
        Entities: '',
      }),
    });
    expect(second).toMatchObject({ place: '-, line 4', raw: '["only","three","cells"]' });
  });

  it('refuses a CSV with other columns, and JSON of other things, and reads the files beside', async () => {
    const { alerts, reports } = await imported([
      streamOf('Name,Age\nx,1\n'),
      streamOf(JSON.stringify(Array.from({ length: 300 }, (_, index) => ({ index })))),
      await fileOf('empty', ''),
      join(folder, 'absent'),
      folder,
      streamOf(JSON.stringify(graphAlert('1'))),
    ]);
    expect(alerts.map(({ id }) => id)).toEqual(['1']);
    expect(reports.map(({ refused }) => refused)).toEqual([
      'line 1: no table of alerts or incidents has these columns: "Name", "Age"',
      'its first 100 records are neither an alert, an incident nor a row of a table that is read',
      'line 1: the file is empty',
      'no such file',
      'is a folder',
      null,
    ]);
    expect(sumReports(reports)).toMatchObject({ texts: 6, refused: 5, alerts: 1 });
  });

  it('reads what is packed, and tells what is damaged', async () => {
    const archive = zipFile([
      { name: 'a.json', content: JSON.stringify([graphAlert('1')]) },
      { name: 'inner.zip', content: zipFile([]) },
      { name: 'b.csv', content: `\uFEFF${HEADER}\n${csvRow('b')}` },
      { name: 'c.json', content: JSON.stringify([graphAlert('3')]), crc: 1 },
    ]);
    const cut = gzipSync(`${JSON.stringify(graphAlert('4'))}\n${'{"a":1}\n'.repeat(9000)}`);
    const { alerts, reports } = await imported([
      await fileOf('a.zip', archive),
      await fileOf('cut.gz', cut.subarray(0, cut.length - 9)),
    ]);
    expect(alerts.map(({ id }) => id)).toEqual(['1', 'dcb', '4']);
    expect(reports.map(({ container, refused }) => [container, refused])).toEqual([
      ['ZIP', null],
      ['ZIP', 'a ZIP archive inside a ZIP archive'],
      ['ZIP', null],
      ['ZIP', 'It is damaged: what was packed cannot be unpacked.'],
      ['gzip', expect.stringMatching(/^It is damaged: .* \d+ records were read\.$/)],
    ]);
  });

  it('reads mixed encodings, and counts what is no text', async () => {
    const text = `${HEADER}\n${csvRow('é')}`;
    const big = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    const broken = Buffer.concat([Buffer.from(`${text.slice(0, -1)}`), Buffer.from([0xff, 0x22])]);
    const { alerts, reports } = await imported([streamOf(text), streamOf(big), streamOf(broken)]);
    expect(alerts.map(({ id }) => id)).toEqual(['dcé', 'dcé', 'dcé']);
    expect(reports.map(({ encoding, invalidSequences }) => [encoding, invalidSequences])).toEqual([
      ['UTF-8', 0],
      ['UTF-16BE', 0],
      ['UTF-8', 1],
    ]);
    expect(reports[2]?.missing['unreadable columns']?.count).toBe(1);
  });

  it('leaves out informational alerts of Defender for Cloud, unless told to keep them', async () => {
    const text = `${HEADER}\n${csvRow('a').replace('Medium', 'Informational')}\n${csvRow('b')}`;
    const { alerts, reports } = await imported([streamOf(text)]);
    expect(alerts.map(({ id }) => id)).toEqual(['dcb']);
    expect(reports[0]).toMatchObject({ alerts: 1, informationalSkipped: 1 });
    const kept = await imported([streamOf(text)], { keepsInformational: true });
    expect(kept.alerts.map(({ id }) => id)).toEqual(['dca', 'dcb']);
  });

  it('joins the tables of advanced hunting over files, in any order', async () => {
    const evidence =
      'Timestamp,AlertId,Title,EntityType,RemoteIP\n2024-07-17T11:00:00Z,da1,Scan,Ip,203.0.113.7\n2024-07-17T11:00:00Z,da2,Other,Ip,203.0.113.8';
    const info =
      'Timestamp,AlertId,Title,Severity,ServiceSource\n2024-07-17T11:00:00Z,da1,Scan,High,Microsoft Defender for Endpoint';
    for (const texts of [
      [evidence, info],
      [info, evidence],
    ]) {
      const { alerts } = await imported(texts.map((text) => streamOf(text)));
      const read = alerts.map(({ id, severity, evidence: list }) => [id, severity, list.length]);
      expect(read).toEqual([
        ['da1', 'high', 1],
        ['da2', undefined, 1],
      ]);
    }
  });

  it(
    'says where it stopped when there is more than can be joined',
    { timeout: 30_000 },
    async () => {
      const filler = 'x'.repeat(2 ** 20);
      const rows = Array.from({ length: 70 }, (_, index) => `da${index},Alert,Sense,${filler}`);
      const table = ['AlertId,Title,ServiceSource,Category', ...rows].join('\n');
      const { alerts, reports } = await imported([streamOf(table)]);
      expect(reports[0]?.refused).toBe(
        'It has more rows than can be joined at once: import the tables of fewer days at a time. It was read up to line 64.',
      );
      expect(reports[0]?.quarantined).toBe(0);
      expect(alerts).toHaveLength(63);
    },
  );

  it('gives an alert the incident of Sentinel that names it', async () => {
    const incidents = 'IncidentName,IncidentNumber,Title,AlertIds\ni-1,1,Incident,"[""S-A""]"';
    const { alerts, pages } = await imported([
      await fileOf('a.csv', `${HEADER}\n${csvRow('a')}`),
      await fileOf('b.csv', incidents),
    ]);
    expect(pages.flatMap((page) => page.incidents).map(({ id }) => id)).toEqual(['i-1']);
    expect(alerts.map(({ id, incidentId }) => [id, incidentId])).toEqual([['dca', 'i-1']]);
  });

  it('finds that incident wherever it stands: behind its alert in an archive, or in one list', async () => {
    const incident = { IncidentName: 'i-1', IncidentNumber: 1, AlertIds: ['s-a'] };
    const alert = {
      SystemAlertId: 'S-A',
      VendorOriginalId: 'a',
      DisplayName: 'Alert',
      Status: 'New',
    };
    const archive = zipFile([
      { name: 'SecurityAlert.csv', content: `${HEADER}\n${csvRow('a')}` },
      { name: 'damaged.json', content: JSON.stringify([incident]), crc: 1 },
      { name: 'SecurityIncident.json', content: JSON.stringify([incident]) },
    ]);
    for (const path of [
      await fileOf('both.zip', archive),
      await fileOf('both.json', JSON.stringify([alert, incident])),
    ]) {
      const { alerts } = await imported([path]);
      expect(alerts.map(({ incidentId }) => incidentId)).toEqual(['i-1']);
      expect(alerts.map(sourceFile)).toEqual([
        path.endsWith('zip') ? 'both.zip:SecurityAlert.csv' : 'both.json',
      ]);
    }
  });

  it('streams pages as they fill and tells how far it is', async () => {
    const lines = Array.from({ length: 1200 }, (_, index) =>
      JSON.stringify(graphAlert(`${index}`)),
    );
    const progress: number[] = [];
    const { pages } = await imported([streamOf(lines.join('\n'))], {
      onProgress: ({ records }) => progress.push(records),
    });
    expect(pages.map(({ alerts }) => alerts.length)).toEqual([500, 500, 200]);
    expect(progress).toEqual([500, 1000]);
  });

  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    const endless = Readable.from(
      (function* () {
        for (let index = 0; ; index += 1)
          yield Buffer.from(`${JSON.stringify(graphAlert(`${index}`))}\n`);
      })(),
    );
    const { pages } = importFiles([{ name: '-', stream: endless }], {
      tenantId: TENANT,
      signal: abort.signal,
    });
    const read = async (): Promise<void> => {
      for await (const page of pages) if (page.alerts.length > 0) abort.abort();
    };
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(failureIn(error)).toEqual({ kind: 'cancelled', summary: 'The import was cancelled.' });
    expect(endless.destroyed).toBe(true);
  });

  it('gives the same alerts however the bytes are split', async () => {
    const csv = `${HEADER}\r\n${csvRow('é')}\r\n${csvRow('b').replace('Alert b', 'two\r\nlines, ""quoted""')}\r\n`;
    const json = JSON.stringify({
      value: [graphAlert('1', { title: 'a "b" \u{1f600}' }), graphAlert('2')],
    });
    for (const bytes of [
      Buffer.from(csv),
      Buffer.from(`\uFEFF${csv}`, 'utf16le'),
      Buffer.from(json),
    ]) {
      const whole = await imported([streamOf(bytes)]);
      expect(whole.alerts).toHaveLength(2);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (at) => {
          const ends = [...at, bytes.length].toSorted((a, b) => a - b);
          const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
          expect(await imported([streamOf(...pieces)])).toEqual(whole);
        }),
        { numRuns: 40 },
      );
    }
  });
});

describe('recogniseFiles', () => {
  it('looks at the first records only', async () => {
    const description = 'x'.repeat(500);
    const lines = Array.from({ length: 1000 }, (_, index) =>
      JSON.stringify(graphAlert(`${index}`, { description })),
    );
    const path = await fileOf('alerts.ndjson', lines.join('\n'));
    const [report, ...others] = await recogniseFiles([path], { tenantId: TENANT });
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      syntax: 'NDJSON',
      formats: ['Microsoft Graph alerts'],
      isCut: true,
      size: (await stat(path)).size,
      firstTitles: ['Alert 0', 'Alert 1', 'Alert 2', 'Alert 3', 'Alert 4'],
    });
    const { records = 0, bytes = 0, size } = report ?? {};
    expect(records).toBeGreaterThanOrEqual(200);
    expect(records).toBeLessThan(1000);
    expect(Math.round((records * (size ?? 0)) / bytes / 100)).toBe(10);
  });

  it('counts a short text whole', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => JSON.stringify(graphAlert(`${index}`)));
    const path = await fileOf('alerts.ndjson', lines.join('\n'));
    expect(await recogniseFiles([path], { tenantId: TENANT })).toMatchObject([
      { records: 300, isCut: false },
    ]);
  });
});

describe('HuntingJoin', () => {
  it('refuses rows past what it may hold', () => {
    const join = new HuntingJoin(2 ** 20);
    const log = new MemberLog({ file: '-', container: 'none' });
    const row = (id: string): { AlertId: string; Title: string } => ({
      AlertId: id,
      Title: 'x'.repeat(2 ** 19),
    });
    expect(join.add('alertEvidence', row('da1'), log)).toBe('held');
    expect(join.add('alertEvidence', row('da1'), log)).toBe('full');
    expect(join.add('alertInfo', { Title: 'x' }, log)).toBe('nameless');
    expect([...join.alerts(TENANT)]).toHaveLength(1);
    expect(join.add('alertEvidence', row('da2'), log)).toBe('held');
  });
});
