import { describe, expect, it } from 'vitest';
import { elideMiddle } from './elide.ts';

describe('elideMiddle', () => {
  it.each([
    ['short', 5, 'short'],
    ['abcdefghij', 5, 'ab…ij'],
    ['abcdefghij', 6, 'ab…hij'],
    ['abc', 1, '…'],
    ['abc', 0, '…'],
    ['', 4, ''],
    ['😀😁😂🤣😃', 3, '😀…😃'],
  ])('%s in %i characters is %s', (text, limit, shortened) => {
    expect(elideMiddle(text, limit)).toBe(shortened);
  });
});
