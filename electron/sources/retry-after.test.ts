import { describe, expect, it } from 'vitest';
import { readHttpDate, readRetryAfter } from './retry-after.ts';

const serverAt = Date.UTC(2026, 10, 24, 12, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['30', { waitMs: 30_000, isCut: false }],
    [' 0 ', { waitMs: 0, isCut: false }],
    ['Tue, 24 Nov 2026 12:00:45 GMT', { waitMs: 45_000, isCut: false }],
    ['300', { waitMs: 300_000, isCut: false }],
    ['301', { waitMs: 300_000, isCut: true }],
    ['315360000', { waitMs: 300_000, isCut: true }],
    ['9'.repeat(400), { waitMs: 300_000, isCut: true }],
    ['Sat, 24 Nov 2036 12:00:00 GMT', { waitMs: 300_000, isCut: true }],
    ['Tue, 24 Nov 2026 11:59:59 GMT', null],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s', (header, expected) => {
    expect(readRetryAfter(header, serverAt)).toEqual(expected);
  });

  it('cannot read a date from a server that does not tell its own time', () => {
    expect(readRetryAfter('Tue, 24 Nov 2026 12:00:45 GMT', null)).toBeNull();
  });

  it('takes no number for a date', () => {
    expect([readHttpDate('2026'), readHttpDate('-1'), readHttpDate('x 12:00:00')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
