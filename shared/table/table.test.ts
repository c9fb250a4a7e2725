import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkLongs } from './long-column.ts';
import { chunkTexts } from './string-column.ts';
import { chunkBuffers, Table } from './table.ts';
import type { RowValues } from './table.ts';

const shape = { name: 'text', score: 'number', ticks: 'long', tags: 'texts' } as const;
type Values = RowValues<typeof shape>;

const hostile = fc.constantFrom(
  '',
  '__proto__',
  'constructor',
  'Ünïcode',
  '日本',
  '\u0000',
  '\ud800',
);
const text = fc.oneof(hostile, fc.string({ unit: 'binary' }));
const values: fc.Arbitrary<Values> = fc.record({
  name: fc.option(text),
  score: fc.option(fc.double({ noNaN: true })),
  ticks: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  tags: fc.array(text, { maxLength: 4 }),
});

function tableOf(rows: readonly Values[]): Table<typeof shape> {
  const table = new Table(shape);
  for (const row of rows) table.append(row);
  return table;
}

function rowsOf({ columns, rowCount }: Table<typeof shape>): readonly Values[] {
  return Array.from({ length: rowCount }, (_, row) => ({
    name: columns.name.value(row),
    score: columns.score.value(row),
    ticks: columns.ticks.value(row),
    tags: columns.tags.value(row),
  }));
}

const ascending = (length: number) => Int32Array.from({ length }, (_, row) => row);

describe('Table', () => {
  it('gives back what was appended and what was set in place', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1 }), fc.nat(), values, (rows, at, changed) => {
        const table = tableOf(rows);
        const row = at % rows.length;
        table.set(row, changed);
        expect(rowsOf(table)).toEqual(rows.with(row, changed));
      }),
    );
  });

  it('comes back from a chunk of any of its rows, after a copy through a port', () => {
    fc.assert(
      fc.property(fc.array(values), fc.func(fc.boolean()), (rows, keep) => {
        const kept = rows.map((_, row) => row).filter((row) => keep(row));
        const chunk = tableOf(rows).pack(Int32Array.from(kept));
        const received = structuredClone(chunk, { transfer: [...chunkBuffers(chunk)] });
        const table = new Table(shape);
        table.unpack(received, ascending(kept.length));
        expect(rowsOf(table)).toEqual(kept.map((row) => rows[row]));
      }),
    );
  });

  it('reads a chunk into chosen rows of a table that has rows already', () => {
    const named = (name: string): Values => ({ name, score: 1, ticks: 1n, tags: [name, 'shared'] });
    const [a, b, c, d] = [named('a'), named('b'), named('c'), named('d')];
    const table = tableOf([a, b]);
    table.unpack(tableOf([c, b, d]).pack(ascending(3)), Int32Array.of(1, -1, 2));
    expect(rowsOf(table)).toEqual([a, c, d]);
  });

  it('refuses a chunk of another shape', () => {
    const other = new Table({ name: 'number' });
    other.append({ name: 1 });
    const chunk = other.pack(ascending(1)) as unknown as ReturnType<Table<typeof shape>['pack']>;
    expect(() => new Table(shape).unpack(chunk, ascending(1))).toThrow(
      'the chunk has no text column name',
    );
  });

  it('lets texts and longs of a chunk be read without a table', () => {
    const chunk = tableOf([
      { name: 'a', score: null, ticks: 2n ** 60n, tags: [] },
      { name: null, score: null, ticks: null, tags: [] },
    ]).pack(ascending(2));
    expect(chunkTexts(chunk.columns.name)).toEqual(['a', null]);
    expect(chunkLongs(chunk.columns.ticks)).toEqual([2n ** 60n, null]);
  });

  it('keeps strings longer than one decoding step', () => {
    const long = `${'x'.repeat(1_000_000)}\ud800é`;
    const chunk = tableOf([{ name: long, score: 1, ticks: 1n, tags: [long, 'y'] }]).pack(
      ascending(1),
    );
    const table = new Table(shape);
    table.unpack(chunk, ascending(1));
    expect(table.columns.name.value(0) === long).toBe(true);
    expect(table.columns.tags.value(0)[1]).toBe('y');
  });
});
