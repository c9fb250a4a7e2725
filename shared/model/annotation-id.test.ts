import { describe, expect, it } from 'vitest';
import {
  countCopies,
  createCommentRef,
  createEntryId,
  refOf,
  textWithRef,
} from './annotation-id.ts';
import type { CommentRef } from './annotation-id.ts';

const ref = '7Q2M8K4X' as CommentRef;

describe('entry ids', () => {
  it('are a ULID of the time and the randomness given', () => {
    // The example of the ULID specification: 01ARZ3NDEK is the time 1469922850259.
    expect(createEntryId(1_469_922_850_259, () => 0)).toBe('01ARZ3NDEK0000000000000000');
    expect(createEntryId(0, () => 0.999_999)).toBe('0000000000ZZZZZZZZZZZZZZZZ');
  });

  it('sort by time', () => {
    const times = [0, 1, 31, 32, 1_469_922_850_259, 1_800_000_000_000];
    const ids = times.map((time) => createEntryId(time, () => 0.5));
    expect(ids.toSorted()).toEqual(ids);
  });
});

describe('comment refs', () => {
  it('are 8 digits that nobody misreads', () => {
    const digits = [18, 19, 20, 21, 29, 30, 31, 0].map((digit) => digit / 32);
    let at = 0;
    expect(createCommentRef(() => digits[at++] ?? 0)).toBe('JKMNXYZ0');
  });

  it('are found in what was sent', () => {
    expect(refOf(textWithRef('Isolated the host.', ref))).toBe(ref);
  });

  it.each([
    ['Isolated the host. [ref 7Q2M8K4X]', ref],
    ['ISOLATED THE HOST. [REF 7Q2M8K4X]', ref],
    ['Isolated\r\n[ref\u00a07q2m8k4x ] (edited)', ref],
    ['As said in [ref 00000000]: no.\n\n[ref 7Q2M8K4X]', ref],
    ['ref 7Q2M8K4X', null],
    ['[ref 7Q2M8K4]', null],
    ['[ref 7Q2M8K4XX]', null],
    ['[ref 7Q2M8K4U]', null],
    ['', null],
  ])('%j has %s', (text, expected) => {
    expect(refOf(text)).toBe(expected);
  });

  it('count only for the comment that ends with them', () => {
    const quoting = textWithRef(`> ${textWithRef('No.', ref)}`, 'AAAAAAAA' as CommentRef);
    expect(countCopies([quoting, textWithRef('No.', ref), 'No.'], ref)).toBe(1);
    expect(countCopies([textWithRef('No.', ref), `Nope [ref ${ref}]`], ref)).toBe(2);
  });
});
