import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_ROWS } from './chunks.ts';
import { changedParts, columnsOf, loadTable, saveMark, saveTable } from './stored-table.ts';
import type { StoredPart, TableSave } from './stored-table.ts';
import { Table } from './table.ts';
import type { RowValues } from './table.ts';

const shape = {
  name: 'text',
  guid: 'guid',
  price: 'decimal',
  raw: 'dynamic',
  score: 'number',
  count: 'long',
  at: 'datetime',
  took: 'timespan',
  open: 'bool',
  tags: 'texts',
} as const;
type Values = RowValues<typeof shape>;

const long = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -9n, max: 9n }),
);
const text = fc.oneof(fc.constantFrom('', '__proto__', '\ud800', 'a'), fc.string());
const values: fc.Arbitrary<Values> = fc.record({
  name: fc.option(text),
  guid: fc.option(fc.uuid()),
  price: fc.option(fc.constantFrom('1.5', '-3', '0')),
  raw: fc.option(fc.json()),
  score: fc.option(fc.double()),
  count: fc.option(long),
  at: fc.option(fc.oneof(long, fc.bigInt({ min: 638_000n * 10n ** 12n, max: 639n * 10n ** 15n }))),
  took: fc.option(long),
  open: fc.option(fc.boolean()),
  tags: fc.array(text, { maxLength: 3 }),
});
const rowsOf = (table: Table<typeof shape>): readonly Values[] =>
  Array.from({ length: table.rowCount }, (_, row) => {
    const { columns } = table;
    const cells = Object.entries(columns).map(([name, column]) => [name, column.value(row)]);
    return Object.fromEntries(cells) as Values;
  });

function tableOf(rows: readonly Values[]): Table<typeof shape> {
  const table = new Table(shape);
  for (const row of rows) table.append(row);
  return table;
}

/** What a database does: parts are copied and replace what has their key. */
class Disk {
  readonly #partByKey = new Map<string, StoredPart>();
  #header: TableSave['header'] | null = null;

  store({ header, parts }: TableSave): void {
    this.#header = structuredClone(header);
    for (const part of structuredClone(parts)) {
      this.#partByKey.set(JSON.stringify([part.column, part.layer, part.first]), part);
    }
  }

  load() {
    if (this.#header === null) throw new Error('nothing is stored');
    const loaded = loadTable(shape, this.#header, [...this.#partByKey.values()].toReversed());
    if (loaded === null) throw new Error('not of this shape');
    return loaded;
  }
}

interface Step {
  readonly appended: readonly Values[];
  readonly changes: readonly (readonly [row: number, values: Values])[];
  readonly removed: readonly number[];
  readonly isStored: boolean;
  readonly restarts: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  appended: fc.array(values, { maxLength: 4 }),
  changes: fc.array(fc.tuple(fc.nat(20), values), { maxLength: 3 }),
  removed: fc.array(fc.nat(20), { maxLength: 2 }),
  isStored: fc.boolean(),
  restarts: fc.boolean(),
});

describe('a stored table', () => {
  it('is the table, however it was saved, changed and loaded', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const disk = new Disk();
        let table = new Table(shape);
        let mark: TableSave['mark'] | null = null;
        for (const { appended, changes, removed, isStored, restarts } of steps) {
          for (const row of appended) table.append(row);
          if (table.rowCount === 0) continue;
          for (const [row, changed] of changes) table.set(row % table.rowCount, changed);
          for (const row of removed) table.remove(row % table.rowCount);
          const save: TableSave = saveTable(table, mark);
          if (!isStored) continue;
          disk.store(save);
          mark = save.mark;
          const loaded = disk.load();
          expect(rowsOf(loaded.table)).toEqual(rowsOf(table));
          expect(loaded.table.present()).toEqual(table.present());
          if (restarts) ({ table, mark } = loaded);
        }
      }),
    );
  });

  it('writes the chunks that changed and no more', () => {
    const table = new Table({ id: 'text', at: 'number' });
    for (let row = 0; row < 3 * CHUNK_ROWS; row++) table.append({ id: 'x', at: row });
    const { mark } = saveTable(table, null);
    table.columns.at.set(CHUNK_ROWS + 7, -1);
    table.columns.id.set(5, 'new');
    const keys = saveTable(table, mark).parts.map(({ column, layer, first }) =>
      [column, layer, first].join('/'),
    );
    expect(keys).toEqual(['id/cells/0', 'id/texts/0', 'at/cells/1']);
  });

  it('keeps hidden texts off the disk until a document has them', () => {
    const table = new Table({ name: 'text' });
    for (const name of ['a', 'written by a person', 'b']) table.append({ name });
    const columns = columnsOf(table);
    const hidden = new Map([['name', new Set([1])]]);
    const first = saveMark(columns, 1, hidden);
    const textsIn = (parts: Iterable<StoredPart>) =>
      [...parts].flatMap(({ data }) => ('text' in data ? [data.text] : []));
    const [before] = textsIn(changedParts(columns, null, first, hidden));
    expect(before).not.toContain('written');
    expect(before?.startsWith('a')).toBe(true);
    expect(textsIn(changedParts(columns, first, saveMark(columns, 2)))).toEqual([
      'awritten by a personb',
    ]);
  });

  it('is refused in another format or shape', () => {
    const { header, parts } = saveTable(tableOf([]), null);
    expect(loadTable(shape, { ...header, format: header.format + 1 }, parts)).toBeNull();
    expect(loadTable({ name: 'text' }, header, parts)).toBeNull();
  });
});

describe('a fork', () => {
  it('does not see what is written to the table, nor the table what is written to the fork', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1 }), fc.array(values), (rows, later) => {
        const table = tableOf(rows);
        const fork = table.fork();
        const second = table.fork();
        later.forEach((row, index) => table.set(index % rows.length, row));
        for (const row of later) table.append(row);
        table.remove(0);
        const written = rowsOf(table);
        expect(rowsOf(fork)).toEqual(rows);
        expect(fork.present().count()).toBe(rows.length);
        fork.release();
        for (const row of later) second.set(0, row);
        second.release();
        expect(rowsOf(table)).toEqual(written);
      }),
    );
  });
});

describe('past a chunk', () => {
  it('texts that hardly repeat, whole numbers past doubles, and their updates', () => {
    const table = new Table({ id: 'text', count: 'long' });
    const rows = CHUNK_ROWS + 1_000;
    const countOf = (row: number) => (row % 1_000 === 999 ? 2n ** 62n + 1n : BigInt(row));
    for (let row = 0; row < rows; row++) table.append({ id: `id ${row}`, count: countOf(row) });
    const { id, count } = table.columns;
    expect(id.dictionary.isPlain).toBe(true);
    id.set(3, 'id 9');
    expect(id.dictionary.canonicalCodes()?.[id.code(3)]).toBe(id.code(9));
    expect(id.value(rows - 1)).toBe(`id ${rows - 1}`);
    const { header, parts } = saveTable(table, null);
    const loaded = loadTable(table.shape, header, parts)?.table.columns.id;
    expect([3, 4, rows - 1].map((row) => loaded?.value(row))).toEqual([
      'id 9',
      'id 4',
      `id ${rows - 1}`,
    ]);
    expect(loaded?.dictionary.texts()).toEqual(id.dictionary.texts());
    for (const row of [0, 999, CHUNK_ROWS, rows - 1]) expect(count.value(row)).toBe(countOf(row));
  });
});
