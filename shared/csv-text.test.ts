import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv-text.ts';
import { CsvReader } from './model/files/csv-reader.ts';

describe('csvText', () => {
  it.each([
    ['plain', 'plain'],
    ['a "word", and more', '"a ""word"", and more"'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    [' =1', '"\' =1"'],
    ['\uFF1D1', "'\uFF1D1"],
    [-1, '-1'],
    [null, ''],
    [true, 'true'],
  ])('writes %j as %s', (cell, text) => {
    expect(csvText([[cell]])).toBe(`${text}\r\n`);
  });

  it('gives cells that our own reader reads back, none of them a formula', () => {
    const cell = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const reader = new CsvReader(',');
        const records = [...reader.push(csvText([['a', 'b'], ...rows])), ...reader.end()];
        const quoted = (text: string): string => (/^ *[=+\-@]/.test(text) ? `'${text}` : text);
        expect(records.map((record) => record.kind === 'value' && record.json)).toEqual(
          rows.map(([a, b]) => ({ a: quoted(a), b: quoted(b) })),
        );
      }),
    );
  });
});
