import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankTexts } from './text-ranks.ts';

const { compare: collate } = new Intl.Collator('en', { numeric: true });
const byUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function naiveRanks(texts: readonly string[], compare: (a: string, b: string) => number): number[] {
  const sorted = texts.toSorted(compare);
  let rank = -1;
  const ranks = sorted.map((text, place) => {
    const before = sorted[place - 1];
    return before !== undefined && compare(before, text) === 0 ? rank : ++rank;
  });
  return texts.map((text) => ranks[sorted.findIndex((other) => compare(other, text) === 0)] ?? -1);
}

const words = fc.constantFrom(
  'vm',
  'VM',
  'prod',
  '-',
  '_',
  ' ',
  '0',
  '007',
  '7',
  '12',
  '(',
  '~',
  '$',
  'z',
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(words, { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string() },
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('Émile', 'emile', 'Emile', '\u0000', 'a\u0000', '\ud800', '9'.repeat(200)),
);
const many = fc.array(text, { minLength: 30, maxLength: 120 });

describe('ranks', () => {
  it('are those of the collator', () => {
    fc.assert(
      fc.property(many, (texts) => {
        expect([...rankTexts(texts, 'collated')]).toEqual(naiveRanks(texts, collate));
      }),
      { numRuns: 500 },
    );
  });

  it('are those of code units', () => {
    fc.assert(
      fc.property(many, (texts) => {
        expect([...rankTexts(texts, 'ordinal')]).toEqual(naiveRanks(texts, byUnit));
      }),
    );
  });

  it('are those of the decimal numbers that the texts spell', () => {
    expect([...rankTexts(['10', '9.5', '-1', '9.50', '0.000000000000000001'], 'decimal')]).toEqual([
      3, 2, 0, 2, 1,
    ]);
  });

  it('tell apart what differs late, past the size at which counting begins', () => {
    const texts = Array.from(
      { length: 5_000 },
      (_, index) => `srv-prod-weu-${(index * 7919) % 5_000}`,
    );
    expect(Array.from(rankTexts(texts, 'collated'), (rank) => `srv-prod-weu-${rank}`)).toEqual(
      texts,
    );
    expect([...rankTexts(texts, 'ordinal')]).toEqual(naiveRanks(texts, byUnit));
  });
});
