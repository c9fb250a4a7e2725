import { describe, expect, it } from 'vitest';
import { mergeFilterSets, readFilterSetFile, writeFilterSetFile } from './filter-set-file.ts';

const high = { name: 'High', link: 'clearpane://incidents?v=1&severity=high' };
const mine = { name: 'Mine', link: 'clearpane://alerts?v=1&assignedTo=me' };
const later = { name: 'Later', link: 'clearpane://cases?v=9&dueOn=7d' };

describe('a file of filter sets', () => {
  it('is read as it was written, those of another version among them', () => {
    const text = writeFilterSetFile([high, later]);
    expect(readFilterSetFile(text)).toEqual({ ok: true, sets: [high, later], leftOut: 0 });
    expect(readFilterSetFile(`\uFEFF${text}`)).toMatchObject({ ok: true });
  });

  it('counts what is no set in it', () => {
    const sets = [
      high,
      null,
      { name: '' },
      { name: 'x', link: 5 },
      { name: 'x'.repeat(101), link: '' },
    ];
    const text = JSON.stringify({ format: 'clearpane-filter-sets', version: 1, sets });
    expect(readFilterSetFile(text)).toEqual({ ok: true, sets: [high], leftOut: 4 });
  });

  it.each([
    ['', 'The file is no JSON.'],
    ['null', 'The file has no filter sets of Clearpane.'],
    ['[]', 'The file has no filter sets of Clearpane.'],
    ['{"format":"clearpane-filter-sets","version":1}', 'The file has no filter sets of Clearpane.'],
    [
      '{"format":"clearpane-filter-sets","version":2,"sets":[]}',
      'The file was made by a newer version of Clearpane.',
    ],
    [' '.repeat(5_000_001), 'The file is too large for one of filter sets.'],
  ])('is refused as %.60s', (text, problem) => {
    expect(readFilterSetFile(text)).toEqual({ ok: false, problem });
  });
});

describe('mergeFilterSets', () => {
  it('adds what is new, and overwrites nothing', () => {
    const other = { name: 'High', link: 'clearpane://incidents?v=1&severity=medium' };
    const first = mergeFilterSets([high], [high, mine, other]);
    expect(first).toEqual({
      sets: [high, mine, { ...other, name: 'High (2)' }],
      added: 2,
      known: 1,
      leftOut: 0,
    });
    expect(mergeFilterSets(first.sets, [high, mine, other])).toMatchObject({ added: 0, known: 3 });
  });

  it('stays within what can be kept', () => {
    const many = Array.from({ length: 600 }, (_, index) => ({ name: `Set ${index}`, link: 'x' }));
    const merged = mergeFilterSets([], many);
    expect([merged.added, merged.leftOut, merged.sets.length]).toEqual([500, 100, 500]);
  });
});
