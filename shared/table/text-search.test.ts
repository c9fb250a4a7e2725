import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDictionary } from './text-dictionary.ts';
import { textTest } from './text-match.ts';
import type { TextOperator } from './text-match.ts';
import { TextSearch } from './text-search.ts';

const cases: readonly (readonly [TextOperator, string, string, boolean])[] = [
  ['has', 'hello-world', 'hello', true],
  ['has', 'helloworld', 'hello', false],
  ['has', 'HELLO', 'hello', true],
  ['hasCs', 'HELLO', 'hello', false],
  ['has', 'ПриветМир', 'привет', false],
  ['has', 'МИР привет', 'Привет', true],
  ['has', 'level=ERROR', 'ERR', false],
  ['hasPrefix', 'level=ERROR', 'err', true],
  ['hasSuffix', 'Hello World', 'world', true],
  ['hasSuffix', 'word boundary test', 'est', true],
  ['hasSuffix', 'tests', 'test', false],
  ['has', 'C:\\Windows\\System32\\cmd.exe', 'system32\\cmd', true],
  ['has', 'anything', '', true],
  ['contains', 'PowerShell', 'SHELL', true],
  ['containsCs', 'PowerShell', 'SHELL', false],
  ['startsWith', 'PowerShell', 'power', true],
  ['endsWithCs', 'PowerShell', 'Shell', true],
  ['equals', 'straße', 'STRASSE', false],
  ['equals', 'Ärger', 'äRGER', true],
];

describe('textTest', () => {
  it.each(cases)('%s: %j, %j is %s', (operator, text, needle, expected) => {
    expect(textTest(operator, needle)(text)).toBe(expected);
  });
});

const word = fc.constantFrom('ab', 'AB', 'a', '-', ' ', 'İ', 'é', '\u0000', 'b1');
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));

describe('TextSearch', () => {
  it('finds the texts that a test of each would, also in texts that came later', () => {
    fc.assert(
      fc.property(
        fc.array(text),
        fc.array(text),
        text,
        fc.constantFrom('has' as const, 'contains' as const),
        (first, later, needle, kind) => {
          const dictionary = new TextDictionary();
          const search = new TextSearch(dictionary);
          for (const texts of [first, later]) {
            for (const one of texts) dictionary.intern(one);
            const test = textTest(kind, needle);
            expect([...search.search(needle, kind)]).toEqual(
              dictionary.map((one) => Number(test(one))),
            );
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('finds texts in a dictionary of many parts', () => {
    const dictionary = new TextDictionary();
    const filler = 'x'.repeat(100);
    for (let code = 0; code < 100_000; code++) dictionary.intern(`host-${code} ${filler}`);
    const verdicts = new TextSearch(dictionary).search('HOST-77777', 'has');
    expect(verdicts.indexOf(1)).toBe(77_777);
    expect(verdicts.lastIndexOf(1)).toBe(77_777);
  });
});
