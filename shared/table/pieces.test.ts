// Long work with pauses comes to the same as without, whatever is asked or written in between.
import { expect, it } from 'vitest';
import { Bits } from './bits.ts';
import { KeptOrder } from './kept-order.ts';
import type { SortKey } from './sort-key.ts';
import { Table } from './table.ts';
import { TextSearch } from './text-search.ts';

const ROWS = 30_000;

function filledTable() {
  const table = new Table({ title: 'text', at: 'number', key: 'text' });
  for (let row = 0; row < ROWS; row++) {
    const title = `Rule ${(row * 7_919) % 9_000} of ${row % 3 === 0 ? 'ada' : 'Émile'}`;
    table.append({ title, at: (row * 31) % 500, key: `k${row}` });
  }
  return table;
}

function keysOf({ columns }: ReturnType<typeof filledTable>): readonly SortKey[] {
  return [
    { kind: 'text', column: columns.title, descending: false },
    { kind: 'number', column: columns.at, descending: true },
    { kind: 'id', column: columns.key },
  ];
}

it('prepares an order in pieces that is the one that is asked for', () => {
  const table = filledTable();
  const order = new KeptOrder(keysOf(table));
  const pieces = [...order.preparing(ROWS)].length;
  expect(pieces).toBeGreaterThan(5);
  expect(order.isOutdated).toBe(false);
  const asked = new KeptOrder(keysOf(table)).rows(Bits.all(ROWS));
  expect(order.rows(Bits.all(ROWS))).toEqual(asked);
});

it('gives an order up when a row was written meanwhile', () => {
  const table = filledTable();
  const order = new KeptOrder(keysOf(table));
  const preparing = order.preparing(ROWS);
  for (let piece = 0; piece < 3; piece++) preparing.next();
  table.columns.title.set(5, 'Aardvark');
  order.rowsChanged([5]);
  for (const _ of preparing);
  expect(order.isOutdated).toBe(true);
  expect(order.rows(Bits.all(ROWS))).toEqual(new KeptOrder(keysOf(table)).rows(Bits.all(ROWS)));
});

it('lays out texts in pieces between which searches may come', () => {
  const texts = Array.from({ length: 60_000 }, (_, code) => `text ${code} ${'x'.repeat(60)}`);
  const source = { size: texts.length, text: (code: number) => texts[code] ?? '' };
  const search = new TextSearch(source);
  const growing = search.growing();
  growing.next();
  const found = () => search.search('text 4242 ', 'contains').findLastIndex((hit) => hit === 1);
  expect(found()).toBe(4_242);
  for (const _ of growing);
  texts.push('the last one');
  source.size = texts.length;
  expect(found()).toBe(4_242);
  expect(search.search('last one', 'contains').indexOf(1)).toBe(60_000);
});
