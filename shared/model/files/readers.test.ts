import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { chooseReader } from './choose-reader.ts';
import { CsvReader } from './csv-reader.ts';
import { type FileRecord, type RecordReader } from './file-record.ts';
import { JsonLinesReader } from './json-lines-reader.ts';
import { deepestItem, JsonReader } from './json-reader.ts';

function readAll(reader: RecordReader, ...pieces: readonly string[]): readonly FileRecord[] {
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

function value(line: number, json: Json): FileRecord {
  return { kind: 'value', line, json };
}

/** A text cut at any places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].toSorted(
    (a, b) => a - b,
  );
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

const places = fc.array(fc.nat(), { maxLength: 8 });

describe('JsonReader', () => {
  it.each<[string, string, readonly FileRecord[]]>([
    ['a bare object', ' {"id": 1}\n', [value(1, { id: 1 })]],
    ['a list', '[{"id": 1},\n {"id": 2}]', [value(1, { id: 1 }), value(2, { id: 2 })]],
    [
      'a page, with the members around its list left out',
      '{"@odata.context": "x",\n "value": [{"id": 1}, {"value": [2]}],\n "@odata.nextLink": "y"}',
      [value(2, { id: 1 }), value(2, { value: [2] })],
    ],
    ['pages one after another', '{"value":[1]}\n{"records":["a"]}', [value(1, 1), value(2, 'a')]],
    ['hunting results', '{"Schema":[{"Name":"a"}],"Results":[{"a":1}]}', [value(1, { a: 1 })]],
    ['an empty page', '{"value": []}', []],
    ['brackets in texts', '[{"a":"]}\\"[{"}]', [value(1, { a: ']}"[{' })]],
    [
      'a key that looks like a list further in',
      '{"a":{"value":[1]}}',
      [value(1, { a: { value: [1] } })],
    ],
    [
      'a Log Analytics answer',
      '{"tables":[{"name":"PrimaryResult","columns":[{"name":"A","type":"string"},{"name":"B"}],"rows":[["x",1],["y",null]]}]}',
      [value(1, { A: 'x', B: 1 }), value(1, { A: 'y', B: null })],
    ],
  ])('reads %s', (_, text, records) => {
    expect(readAll(new JsonReader(), text)).toEqual(records);
  });

  it('gives up a broken item and reads those behind it', () => {
    const broken = { kind: 'broken', line: 2, reason: 'not JSON', raw: '{"a": nope}' } as const;
    expect(readAll(new JsonReader(), '[1,\n{"a": nope},\n{"b": 2}]')).toEqual([
      value(1, 1),
      broken,
      value(3, { b: 2 }),
    ]);
  });

  it('tells where a file was cut off', () => {
    expect(readAll(new JsonReader(), '[{"a": 1},\n{"b": "x')).toEqual([
      value(1, { a: 1 }),
      { kind: 'broken', line: 2, reason: 'cut off by the end of the file', raw: '{"b": "x' },
    ]);
    expect(readAll(new JsonReader(), '{"value": [{"a": 1},\n')).toEqual([
      value(1, { a: 1 }),
      { kind: 'broken', line: 2, reason: 'the file ends inside its list', raw: '' },
    ]);
  });

  it('refuses what is nested 100,000 deep without parsing it', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const reason = `nested deeper than ${deepestItem} levels`;
    const records = readAll(new JsonReader(), `{"value":[{"a":1},\n${deep},\n{"b":2}]}`);
    expect(records.map((record) => (record.kind === 'broken' ? record.reason : record))).toEqual([
      value(1, { a: 1 }),
      reason,
      value(3, { b: 2 }),
    ]);
  });

  it('passes over an item that is too long without holding it', () => {
    const piece = 'x'.repeat(2 ** 20);
    const pieces = ['[1,\n{"a":"', ...Array<string>(20).fill(piece), '"},\n2]'];
    const records = readAll(new JsonReader(), ...pieces);
    expect(records.map(({ kind, line }) => [kind, line])).toEqual([
      ['value', 1],
      ['broken', 2],
      ['value', 3],
    ]);
  });

  it('gives the same records however the text is split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.nat(3),
        places,
        (items, indent, at) => {
          const list = JSON.stringify(items, null, indent);
          const page = `{"a": [1], "value": ${list}, "b": {}}`;
          for (const text of [list, page]) {
            const whole = readAll(new JsonReader(), text);
            expect(readAll(new JsonReader(), ...cut(text, at))).toEqual(whole);
            expect(
              whole.flatMap((record) => (record.kind === 'value' ? [record.json] : [])),
            ).toEqual(JSON.parse(JSON.stringify(items)));
          }
        },
      ),
    );
  });

  it('never throws, whatever it is given', () => {
    const noise = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '1', '\n', ' ', 'value'),
    );
    fc.assert(
      fc.property(noise, (parts) => {
        expect(readAll(new JsonReader(), ...parts)).toEqual(
          readAll(new JsonReader(), parts.join('')),
        );
      }),
    );
  });
});

describe('JsonLinesReader', () => {
  it('costs a broken line and no other', () => {
    expect(readAll(new JsonLinesReader(), '{"a":1}\r\n\n{"b":\n[{"c":3}]\n')).toEqual([
      value(1, { a: 1 }),
      { kind: 'broken', line: 3, reason: 'cut off by the end of the file', raw: '{"b":' },
      value(4, { c: 3 }),
    ]);
  });

  it('passes over a line that is too long and tells its number', () => {
    const pieces = [
      '{"a":1}\n{"b":"',
      ...Array<string>(17).fill('x'.repeat(2 ** 20)),
      '"}\n{"c":3}',
    ];
    expect(readAll(new JsonLinesReader(), ...pieces)).toEqual([
      value(1, { a: 1 }),
      expect.objectContaining({
        kind: 'broken',
        line: 2,
        reason: 'longer than 16 million characters',
      }),
      value(3, { c: 3 }),
    ]);
  });
});

describe('CsvReader', () => {
  it.each<[string, string, readonly FileRecord[]]>([
    [
      'quotes, commas and line breaks in cells',
      'a,b\n"x, ""y""","1\r\n2"\n',
      [value(2, { a: 'x, "y"', b: '1\r\n2' })],
    ],
    [
      'CR LF',
      'a,b\r\n1,2\r\n3,"4"\r\n',
      [value(2, { a: '1', b: '2' }), value(3, { a: '3', b: '4' })],
    ],
    ['a last row without an end', 'a,b\n1,', [value(2, { a: '1', b: '' })]],
    ['blank lines', 'a,b\n\n1,2\n\n', [value(3, { a: '1', b: '2' })]],
    ['the portal’s zone in names', 'A [UTC],b\n1,2', [value(2, { A: '1', b: '2' })]],
    [
      'a row with other cells, refused with its line',
      'a,b\n1\n2,3\n4,5,6',
      [
        { kind: 'broken', line: 2, reason: '1 cells where the first row names 2', raw: '["1"]' },
        value(3, { a: '2', b: '3' }),
        {
          kind: 'broken',
          line: 4,
          reason: '3 cells where the first row names 2',
          raw: '["4","5","6"]',
        },
      ],
    ],
    [
      'a quote that never closes, which costs its own line',
      'a,b\n1,"2\n3,4\n5,6\n',
      [
        {
          kind: 'broken',
          line: 2,
          reason: 'a quote opens in this row and never closes',
          raw: '1,"2',
        },
        value(3, { a: '3', b: '4' }),
        value(4, { a: '5', b: '6' }),
      ],
    ],
  ])('reads %s', (_, text, records) => {
    expect(readAll(new CsvReader(','), text)).toEqual(records);
  });

  it('refuses every row behind a first one that is broken', () => {
    expect(readAll(new CsvReader(','), 'a,"b\n1,2\n')).toEqual([
      {
        kind: 'broken',
        line: 1,
        reason: 'a quote opens in this row and never closes',
        raw: 'a,"b',
      },
      { kind: 'broken', line: 2, reason: '2 cells where the first row names 0', raw: '["1","2"]' },
    ]);
  });

  it('keeps a column named __proto__ as a cell', () => {
    const [record] = readAll(new CsvReader(','), '__proto__,b\nx,1\n');
    expect(record?.kind === 'value' && Object.entries(record.json as object)).toEqual([
      ['__proto__', 'x'],
      ['b', '1'],
    ]);
  });

  it('gives back every table that is written to CSV, however it is split', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', ',', '\n', '\r\n', ' x ', '=1'));
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
      );
    fc.assert(
      fc.property(
        table,
        places,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, at, delimiter, end) => {
          const width = rows[0]?.length ?? 1;
          const names = Array.from({ length: width }, (_, index) => `column ${index}`);
          const line = (cells: readonly string[]): string =>
            cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter) + end;
          const text = [names, ...rows].map(line).join('');
          const records = readAll(new CsvReader(delimiter), ...cut(text, at));
          const cells = records.map((record) =>
            record.kind === 'value' ? Object.values(record.json as Record<string, string>) : record,
          );
          expect(cells).toEqual(rows);
        },
      ),
    );
  });
});

describe('chooseReader', () => {
  it.each<[string, string]>([
    ['[\n{"a": 1}\n]', 'JSON'],
    ['{"a": 1}', 'JSON'],
    ['{"a": 1}\n', 'JSON'],
    ['{\n "value": [\n{"a": 1}\n]}', 'JSON'],
    ['{"a": 1}\n{"a": 2}\n', 'NDJSON'],
    ['{"a": \n{"a": 2}\n{"a": 3}\n', 'NDJSON'],
    ['a,b\n1,2\n', 'CSV'],
  ])('takes %j for %s', (head, syntax) => {
    expect(chooseReader(head)).toMatchObject({ ok: true, syntax });
  });

  it.each<[string, number, RegExp]>([
    ['', 1, /empty/],
    [' \n ', 1, /only blanks/],
    ['\n<html>', 2, /web page/],
    ['a\n\0\u0001', 1, /not text/],
    ['x'.repeat(64 * 2 ** 10), 1, /longer than 65536 characters/],
  ])('refuses %j', (head, line, reason) => {
    expect(chooseReader(head)).toEqual({ ok: false, line, reason: expect.stringMatching(reason) });
  });

  it('lets one NUL cost its record and not the file', () => {
    const lines = ['{"a":1}', '{"b":"\0"}', '{"c":3}', ''].join('\n');
    const choice = chooseReader(lines);
    if (!choice.ok) throw new Error(choice.reason);
    expect(readAll(choice.reader, lines)).toEqual([
      value(1, { a: 1 }),
      { kind: 'broken', line: 2, reason: 'not JSON', raw: '{"b":"\0"}' },
      value(3, { c: 3 }),
    ]);
  });

  it('finds what parts the columns', () => {
    expect(chooseReader('a;"b,c";d\n')).toMatchObject({ columns: ['a', 'b,c', 'd'] });
    expect(chooseReader('a\tb\n')).toMatchObject({ columns: ['a', 'b'] });
  });
});
