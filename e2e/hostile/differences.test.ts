// The judge of the soak runs must be able to say no.
import { expect, it } from 'vitest';
import { differencesOf, noDifferences } from './differences.ts';
import type { TrueRow } from './hostile-world.ts';

const row = (id: string, version = 1): TrueRow => ({
  id,
  title: `Alert ${id}, version ${version}`,
  lastUpdateAt: version * 1_000,
});

it('finds nothing where all is as it should be, in whatever order', () => {
  expect(differencesOf([row('b'), row('a', 2)], [row('a', 2), row('b')])).toEqual(noDifferences);
});

it.each<[string, readonly TrueRow[], object]>([
  ['lost', [row('a', 2)], { lost: ['b'] }],
  ['doubled', [row('a', 2), row('b'), row('b')], { duplicated: ['b'] }],
  [
    'of an old version',
    [row('a'), row('b')],
    {
      wrong: [
        'a "Alert a, version 1" of 1970-01-01T00:00:01.000Z in place of a "Alert a, version 2" of 1970-01-01T00:00:02.000Z',
      ],
    },
  ],
  [
    'of a new version with an old time',
    [{ ...row('a', 2), lastUpdateAt: 1_000 }, row('b')],
    {
      wrong: [
        'a "Alert a, version 2" of 1970-01-01T00:00:01.000Z in place of a "Alert a, version 2" of 1970-01-01T00:00:02.000Z',
      ],
    },
  ],
  ['invented', [row('a', 2), row('b'), row('c')], { wrong: ['c was never there'] }],
])('names what is %s', (_name, stored, found) => {
  expect(differencesOf(stored, [row('a', 2), row('b')])).toEqual({ ...noDifferences, ...found });
});
