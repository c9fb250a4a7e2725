// `npm run bench table [ROWS]...`: what a queue asks of the columns of shared/table, in Node, beside
// DuckDB with one thread on the same rows in the same run. Both must give the same answers.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { totalNumbers } from '../../shared/table/aggregate.ts';
import { Bits, intersection, union } from '../../shared/table/bits.ts';
import { LiveSelection, all, isBetween, textPasses } from '../../shared/table/condition.ts';
import { countTexts } from '../../shared/table/facet.ts';
import { groupRows } from '../../shared/table/group.ts';
import { histogram } from '../../shared/table/histogram.ts';
import { KeptOrder } from '../../shared/table/kept-order.ts';
import { orderRows } from '../../shared/table/order.ts';
import { rowsBetween, rowsWithCode, rowsWithTextIn } from '../../shared/table/select.ts';
import type { SortKey } from '../../shared/table/sort-key.ts';
import { loadTable, saveTable } from '../../shared/table/stored-table.ts';
import type { StoredPart } from '../../shared/table/stored-table.ts';
import { Table } from '../../shared/table/table.ts';
import { TextSearch } from '../../shared/table/text-search.ts';
import { topRows } from '../../shared/table/top.ts';
import { alertShape, alertTable, newestAt, randomAlert, seeded, spanMs } from './table-alerts.ts';
import { median } from './statistics.ts';

const HOUR_MS = 3_600_000;
const runs = 15;

/** What both engines have. */
const yardstickShape = {
  alertId: 'text',
  title: 'text',
  severity: 'text',
  status: 'text',
  serviceSource: 'text',
  host: 'text',
  user: 'text',
  incidentKey: 'text',
  createdAt: 'number',
  priority: 'number',
} as const;
type Yardstick = Table<typeof yardstickShape>;

const sizes = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'clearpane-bench-'));
try {
  measureMillionAlerts();
  for (const rows of sizes.length > 0 ? sizes : [1_000_000, 5_000_000]) await compare(rows);
} finally {
  await rm(folder, { recursive: true });
}

function measureMillionAlerts(): void {
  const rows = 1_000_000;
  const before = usedBytes();
  const disk = savedAlerts(rows);
  const startedAt = performance.now();
  const loaded = loadTable(alertShape, disk.header, disk.parts);
  const loadMs = performance.now() - startedAt;
  if (loaded === null) throw new Error('what was saved cannot be loaded');
  // The database would have let go of them.
  disk.parts.length = 0;
  const { table } = loaded;
  console.log(`${rows} alerts of ${Object.keys(alertShape).length} columns: load ${ms(loadMs)}`);
  const random = seeded(7);
  const alerts = Array.from({ length: 1_000 }, () => randomAlert(random));
  const update = () => alerts.forEach((alert, index) => table.set(rows - 1 - index, alert));
  console.log(`update of 1,000 rows: the first ${ms(timed(update))}, then ${ms(timed(update))}`);
  let save = saveTable(table, loaded.mark);
  const saveMs = timed(() => {
    save = saveTable(table, loaded.mark);
  });
  const written = save.parts.reduce((sum, { data }) => sum + bytesOf(data), 0);
  console.log(`save of that: ${ms(saveMs)}, ${save.parts.length} parts, ${mb(written)}`);
  console.log(`memory of all that: ${mb(usedBytes() - before)}`);
}

/** As a database gives them back. */
function savedAlerts(rows: number) {
  const { header, parts } = saveTable(alertTable(rows, 20_261_125), null);
  return { header, parts: structuredClone([...parts]) };
}

function bytesOf(data: StoredPart['data']): number {
  if ('text' in data) return data.text.length + data.ends.byteLength;
  if (!('kind' in data)) return data.byteLength;
  return data.kind === 'lists' ? data.ends.byteLength + data.items.byteLength : 0;
}

/** After a collection of garbage; cells are outside the heap. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let pass = 0; pass < 3; pass++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function compare(rows: number): Promise<void> {
  const table = new Table(yardstickShape);
  const random = seeded(20_261_125);
  for (let row = 0; row < rows; row++) table.append(randomAlert(random));
  const duck = await duckWith(table);
  console.log(`\n${rows} rows; milliseconds, median (p95) of ${runs}; DuckDB: median of 5`);

  const { columns } = table;
  const from = newestAt - spanMs / 2;
  const where = `severity IN ('high', 'medium') AND status <> 'resolved' AND createdAt >= ${from}`;
  const filter = () =>
    intersection(rows, [
      rowsWithTextIn(columns.severity, new Set(['high', 'medium'])),
      rowsWithTextIn(columns.status, new Set(['new', 'inProgress'])),
      rowsBetween(columns.createdAt, from, Number.POSITIVE_INFINITY),
    ]);
  const selected = filter();
  await line(
    'filter by three columns',
    () => filter().count(),
    duck,
    `SELECT count(*) FROM alerts WHERE ${where}`,
  );

  const facets = ['severity', 'status', 'serviceSource', 'title', 'incidentKey'] as const;
  await line(
    'five facets of it',
    () => facets.reduce((sum, name) => sum + countTexts(columns[name], selected).size, 0),
    duck,
    `SELECT ${facets.map((name) => `(SELECT count(*) FROM (SELECT ${name}, count(*) FROM alerts WHERE ${where} GROUP BY 1))`).join(' + ')}`,
  );

  const newestFirst: readonly SortKey[] = [
    { kind: 'number', column: columns.createdAt, descending: true },
    { kind: 'id', column: columns.alertId },
  ];
  const sumOf = (found: Int32Array) =>
    found.reduce((sum, row) => sum + (columns.createdAt.value(row) ?? 0), 0);
  await line(
    'newest 100 of it, not sorted before',
    () => sumOf(topRows(selected, newestFirst, 100)),
    duck,
    `SELECT sum(createdAt) FROM (SELECT createdAt FROM alerts WHERE ${where} ORDER BY createdAt DESC, alertId LIMIT 100)`,
  );
  const byTitle: readonly SortKey[] = [
    { kind: 'text', column: columns.title, descending: false, order: 'ordinal' },
    ...newestFirst,
  ];
  const sortSql = (offset: number) =>
    `SELECT sum(createdAt) FROM (SELECT createdAt FROM alerts WHERE ${where} ORDER BY title, createdAt DESC, alertId LIMIT 100 OFFSET ${offset})`;
  await line(
    'all rows by title and time, sorted anew',
    () => sumOf(orderRows(Bits.all(rows), byTitle).subarray(rows / 2, rows / 2 + 100)),
    duck,
    sortSql(rows / 2).replace(`WHERE ${where} `, ''),
  );
  const kept = new KeptOrder(byTitle);
  const first = timed(() => void kept.window(selected, 0, 100));
  await line(
    'rows 50,000 on of it by title, order kept',
    () => sumOf(kept.window(selected, 50_000, 100)),
    duck,
    sortSql(50_000),
  );
  const idsFirst = timed(
    () =>
      void orderRows(Bits.all(rows), [
        { kind: 'text', column: columns.alertId, descending: false },
      ]),
  );
  console.log(
    `  first sort of all rows by title ${ms(first)}, by ${columns.alertId.dictionary.size} ids as people expect ${ms(idsFirst)}`,
  );

  await line(
    'count and mean by host and service',
    () =>
      totalNumbers(groupRows(selected, [columns.host, columns.serviceSource]), columns.priority)
        .counts.length,
    duck,
    `SELECT count(*) FROM (SELECT host, serviceSource, count(priority), sum(priority), min(priority), max(priority) FROM alerts WHERE ${where} GROUP BY 1, 2)`,
  );
  const bins = { from, width: HOUR_MS, count: Math.ceil((newestAt - from) / HOUR_MS) };
  await line(
    'histogram by hour',
    () => histogram(columns.createdAt, selected, bins).filter((count) => count > 0).length,
    duck,
    `SELECT count(*) FROM (SELECT floor((createdAt - ${from}) / ${HOUR_MS}), count(*) FROM alerts WHERE ${where} GROUP BY 1)`,
  );

  const searched = [
    columns.alertId,
    columns.title,
    columns.host,
    columns.user,
    columns.incidentKey,
  ];
  const searches = searched.map((column) => ({
    column,
    search: new TextSearch(column.dictionary),
  }));
  const find = (needle: string) =>
    union(
      rows,
      searches.map(({ column, search }) =>
        rowsWithCode(column, search.search(needle, 'contains'), false),
      ),
    );
  console.log(`  making the search ready ${ms(timed(() => void find('ready')))}`);
  for (const needle of [
    'e',
    'weu-00',
    'user4711@',
    'a0b1c2',
    columns.alertId.value(rows >>> 1) ?? '',
  ]) {
    const anywhere = ['alertId', 'title', 'host', '"user"', 'incidentKey'].map(
      (name) => `contains(lower(${name}), '${needle}')`,
    );
    await line(
      `contains "${needle.slice(0, 12)}", five columns`,
      () => find(needle).count(),
      duck,
      `SELECT count(*) FROM alerts WHERE ${anywhere.join(' OR ')}`,
    );
  }

  const live = new LiveSelection(
    all(
      () => table.rowCount,
      [
        textPasses(columns.severity, (text) => text === 'high' || text === 'medium'),
        textPasses(columns.status, (text) => text !== 'resolved'),
        isBetween(columns.createdAt, from, Number.POSITIVE_INFINITY),
      ],
    ),
  );
  const updates = Array.from({ length: runs }, () => {
    const changed = Array.from({ length: 1_000 }, () => Math.floor(random() * rows));
    const alerts = changed.map(() => randomAlert(random));
    return timed(() => {
      changed.forEach((row, index) => {
        const alert = alerts[index];
        if (alert !== undefined) table.set(row, alert);
      });
      live.update(changed, rows);
      kept.rowsChanged(changed);
      kept.window(live.rows, 0, 100);
    });
  });
  console.log(figures('update of 1,000 rows, view and window by title', updates));
  duck.closeSync();
}

async function line(
  name: string,
  ask: () => number,
  duck: DuckDBConnection,
  sql: string,
): Promise<void> {
  let answer = 0;
  const ours = Array.from({ length: runs }, () => timed(() => (answer = ask())));
  const theirs: number[] = [];
  for (let run = 0; run < 5; run++) {
    const startedAt = performance.now();
    const result = await duck.runAndReadAll(sql);
    theirs.push(performance.now() - startedAt);
    const expected = Number(result.getRows()[0]?.[0]);
    if (expected !== answer) throw new Error(`${name}: ${answer}, but DuckDB says ${expected}`);
  }
  console.log(`${figures(name, ours)}   DuckDB ${median(theirs).toFixed(1)}`);
}

async function duckWith({ columns, rowCount }: Yardstick): Promise<DuckDBConnection> {
  const path = join(folder, `${rowCount}.csv`);
  const file = await open(path, 'w');
  const cells = Object.values(columns);
  for (let start = 0; start < rowCount; start += 10_000) {
    let text = '';
    for (let row = start; row < Math.min(start + 10_000, rowCount); row++) {
      text += `${cells.map((column) => column.value(row) ?? '').join(',')}\n`;
    }
    await file.write(text);
  }
  await file.close();
  const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const types = Object.entries(columns).map(
    ([name, { kind }]) => `'${name}': '${kind === 'text' ? 'VARCHAR' : 'DOUBLE'}'`,
  );
  await duck.run(
    `CREATE TABLE alerts AS SELECT * FROM read_csv('${path}', header = false, columns = {${types.join(', ')}})`,
  );
  await rm(path);
  return duck;
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function figures(name: string, times: readonly number[]): string {
  const p95 = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
  return `${name.padEnd(48)} ${median(times).toFixed(1).padStart(7)} (${p95.toFixed(1)})`;
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}
