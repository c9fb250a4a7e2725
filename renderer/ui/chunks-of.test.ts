import { expect, it } from 'vitest';
import { chunksOf } from './chunks-of.ts';

it.each<[readonly string[], readonly (readonly string[])[]]>([
  [[], []],
  [['a', 'b'], [['a', 'b']]],
  [
    ['a', 'b', 'c'],
    [['a', 'b'], ['c']],
  ],
])('cuts %o', (items, chunks) => {
  expect(chunksOf(items, 2)).toEqual(chunks);
});
