import { describe, expect, it } from 'vitest';
import type { SimilarityReason } from '../../../shared/contract/store-queries.ts';
import { percentWords, reasonLines, reasonWords } from './similarity-words.ts';

const reasons: readonly SimilarityReason[] = [
  { criterion: 'entity', count: 14, items: ['db1', 'IP address 203.0.113.7'] },
  { criterion: 'detection', count: 1, items: ['VM_Tor'] },
  { criterion: 'product', count: 1, items: ['microsoftSentinel'] },
];

describe('why incidents are alike', () => {
  it('is said in one line', () => {
    expect(reasonWords(reasons)).toBe('Same 14 entities, 1 detection, 1 product');
  });

  it('is listed with what both have', () => {
    expect(reasonLines(reasons)).toBe(
      [
        '14 entities: db1, IP address 203.0.113.7, and 12 more',
        '1 detection: VM_Tor',
        '1 product: Microsoft Sentinel',
      ].join('\n'),
    );
  });

  it.each([
    [0.001, '< 1 %'],
    [0.014, '1 %'],
    [0.426, '43 %'],
    [0.999, '99 %'],
    [1, '100 %'],
  ])('%d is %s', (similarity, words) => {
    expect(percentWords(similarity)).toBe(words);
  });
});
