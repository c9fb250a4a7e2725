// Both queues as CSV, read back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueExportRequest } from '../../../shared/contract/queue-export.ts';
import type { QueueFilter } from '../../../shared/contract/queue.ts';
import { isoAt, SAMPLE_NOW, sampleAlert, sampleIncident } from './sample-documents.ts';
import { allAlerts, having, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const ROWS = 12_000;
const anyTime: QueueFilter = { range: { kind: 'days', days: 100_000 }, conditions: [] };

/** What a spreadsheet would compute, or take for two cells. */
const hostileTitles = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  'two\r\nlines, "quoted"',
];

let store: StoreUnderTest;

beforeAll(async () => {
  store = openTestStore(makeDisk());
  const at = isoAt(SAMPLE_NOW - 60_000);
  const alerts = Array.from({ length: ROWS }, (_, number) =>
    sampleAlert(number, {
      id: `alert-${number}`,
      title: hostileTitles[number] ?? `Alert ${number}`,
      createdDateTime: at,
      evidence: [],
      incidentId: '1',
    }),
  );
  await store.ingest.call('page.commit', page({ alerts, incidents: [sampleIncident(1)] }));
}, 60_000);

afterAll(() => store.close());

async function exported(changes: Partial<QueueExportRequest>) {
  const { id, total, header } = await store.ingest.call('export.open', {
    queue: 'alerts',
    filter: anyTime,
    sort: { column: 'title', descending: false },
    columns: ['title', 'severity', 'createdAt'],
    zone: 'utc',
    ...changes,
  });
  const pieces = [header];
  let rows = 0;
  for (;;) {
    const piece = await store.ingest.call('export.read', { id, limit: 1_700 });
    if (piece.rows === 0) break;
    rows += piece.rows;
    pieces.push(piece.text);
  }
  await store.ingest.call('export.close', { id });
  const [titles = [], ...lines] = parseCsv(pieces.join(''));
  return { id, total, rows, titles, lines };
}

/** RFC 4180, told anew. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    line.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

describe('an export', () => {
  it('has every row that the queue counts, beyond ten thousand', async () => {
    const shown = await store.first('queue.alerts', allAlerts);
    const { total, rows, lines } = await exported({});
    expect([total, rows, lines.length]).toEqual([ROWS, ROWS, ROWS]);
    expect(shown.total).toBe(ROWS);
    expect(new Set(lines.map(([title]) => title)).size).toBe(ROWS);
  });

  it('has the rows of the filter in the order of the queue', async () => {
    const filter = { ...anyTime, ...having({ severity: ['high'] }) };
    const sort = { column: 'title', descending: true } as const;
    const shown = await store.first('queue.alerts', {
      ...allAlerts,
      filter,
      sort,
      window: { offset: 0, limit: 1_000 },
    });
    const { total, lines } = await exported({ filter, sort });
    expect(total).toBe(shown.total);
    const firstTitles = lines.slice(0, 1_000).map(([title]) => title?.replace(/^'/, ''));
    expect(firstTitles).toEqual(shown.rows.map(({ title }) => title));
  });

  it('has the visible columns in their order, and leaves out what is none', async () => {
    const columns = ['createdAt', 'select', 'toString', 'title'];
    expect((await exported({ columns })).titles).toEqual(['Created (UTC)', 'Alert']);
  });

  it('gives a spreadsheet nothing to compute', async () => {
    const { lines } = await exported({});
    const titles = new Set(lines.map(([title]) => title));
    for (const title of hostileTitles.slice(0, -1)) {
      expect(titles).not.toContain(title);
      expect(titles).toContain(`'${title}`);
    }
    expect(titles).toContain('two\r\nlines, "quoted"');
  });

  it('says times in UTC, or in local time with its distance', async () => {
    const at = SAMPLE_NOW - 60_000;
    const utc = await exported({ columns: ['createdAt'] });
    expect(utc.lines[0]).toEqual([new Date(at).toISOString().replace('.000Z', 'Z')]);
    const local = await exported({ columns: ['createdAt'], zone: 'local' });
    expect(local.titles).toEqual(['Created (local time)']);
    expect(local.lines[0]?.[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/);
    expect(Date.parse(local.lines[0]?.[0] ?? '')).toBe(at);
  });

  it('tells active alerts and all in cells of their own', async () => {
    const sort = { column: 'name', descending: false };
    const columns = ['incidentId', 'alertsActive'];
    const { titles, lines } = await exported({ queue: 'incidents', sort, columns });
    expect(titles).toEqual(['ID', 'Active alerts', 'Alerts']);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.[2]).toBe(String(ROWS));
  });

  it('is forgotten when it is closed', async () => {
    const { id } = await exported({});
    const read = store.ingest.call('export.read', { id, limit: 1 });
    await expect(read).rejects.toMatchObject({ failure: { kind: 'storage' } });
  });
});
