import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bentNumbers, offsetOfJsonError, placeAt } from './json-scan.ts';

describe('offsetOfJsonError', () => {
  it.each([
    ['', 0],
    ['   ', 3],
    ['{', 1],
    ['{"a":1,}', 7],
    ['{"a":}', 5],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['[1', 2],
    ['{"a":1]', 6],
    ['nul', 0],
    ['nulll', 4],
    ['01', 1],
    ['1.', 1],
    ['"abc', 4],
    ['"a\nb"', 2],
    ['"a\\x"', 2],
    ['"\\u12"', 1],
    ['{"a":1} x', 8],
    ["{'a':1}", 1],
    ['[1]]', 3],
    ['\u00a01', 0],
  ])('of %j is %d', (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(offsetOfJsonError(text)).toBe(offset);
  });

  it('is the end of every text that JSON.parse takes, and only of those that could go on', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        expect(offsetOfJsonError(text)).toBe(text.length);
        const part = text.slice(0, cut % (text.length + 1));
        expect(offsetOfJsonError(`${part}\u0001`)).toBeLessThanOrEqual(part.length);
      }),
      { numRuns: 300 },
    );
  });

  it('does not recurse', () => {
    const text = '['.repeat(1_000_000);
    expect(offsetOfJsonError(text)).toBe(text.length);
  });
});

describe('placeAt', () => {
  it('counts lines and columns from 1', () => {
    expect([0, 1, 2, 3].map((offset) => placeAt('a\nbc', offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
    ]);
  });
});

describe('bentNumbers', () => {
  it('finds what a double cannot hold, outside strings', () => {
    const text =
      '{"9007199254740993":"9007199254740993 \\" 9007199254740993","a":[9007199254740993,' +
      '9007199254740992,-12345678901234567,1e999,0.1,123456789012345,1e3]}';
    expect([...bentNumbers(text)].map((number) => number.text)).toEqual([
      '9007199254740993',
      '-12345678901234567',
      '1e999',
    ]);
  });
});
