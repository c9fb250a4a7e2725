import { describe, expect, it } from 'vitest';
import type { MemberReport } from '../../../shared/contract/imports.ts';
import { formWords, holdsWords, notes, sizeWords } from './text-words.ts';

const text: MemberReport = {
  file: '/exports/a.json',
  name: 'a.json',
  container: 'none',
  encoding: 'UTF-8',
  syntax: 'JSON',
  formats: ['Microsoft Graph alerts'],
  refused: null,
  isCut: false,
  bytes: 65_536,
  size: 65_536,
  records: 200,
  alerts: 200,
  incidents: 0,
  informationalSkipped: 0,
  quarantined: 0,
  invalidSequences: 0,
  firstTitles: [],
  tenantIds: [],
  unknownColumns: {},
  missing: {},
  lacking: [],
  lackingOmitted: 0,
  failures: [],
  failuresOmitted: 0,
};

describe('holdsWords', () => {
  it.each([
    [{}, '200 alerts'],
    [{ alerts: 0 }, '0 alerts'],
    [{ alerts: 1, incidents: 1 }, '1 alert, 1 incident'],
    [{ alerts: 0, incidents: 12_000 }, '12,000 incidents'],
    [{ isCut: true, size: 65_536 * 61.7 }, 'about 12,000 alerts'],
    [{ isCut: true, size: null }, 'more than 200 alerts'],
  ])('says of %j: %s', (change, words) => {
    expect(holdsWords({ ...text, ...change })).toBe(words);
  });
});

describe('formWords', () => {
  it.each([
    [{}, 'JSON'],
    [{ container: 'ZIP', syntax: 'CSV', encoding: 'UTF-16LE' } as const, 'CSV in a ZIP, UTF-16LE'],
    [{ container: 'gzip', syntax: null } as const, 'Unknown in gzip'],
  ])('says of %j: %s', (change, words) => {
    expect(formWords({ ...text, ...change })).toBe(words);
  });
});

describe('notes', () => {
  it('tells what was skipped unless it is kept, set aside, replaced, and not read', () => {
    const troubled = {
      ...text,
      informationalSkipped: 1,
      quarantined: 2,
      invalidSequences: 3,
      unknownColumns: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 },
    };
    const others = [
      '2 records that cannot be read, kept aside as they are',
      '3 sequences of bytes that are no text, replaced',
      '6 columns kept but not read: a, b, c, d, e, …',
    ];
    expect(notes(troubled, false)).toEqual([
      '1 informational alert of Defender for Cloud skipped',
      ...others,
    ]);
    expect(notes(troubled, true)).toEqual(others);
    expect(notes(text, false)).toEqual([]);
  });
});

describe('sizeWords', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 KB'],
    [123_456_789, '123 MB'],
    [4.2e12, '4.2 TB'],
  ])('says %d as %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });
});
