import { expect, it } from 'vitest';
import { isFilterSets, renamedFilterSet, withFilterSet } from './filter-set.ts';

const a = { name: 'a', link: 'clearpane://alerts?v=1' };
const b = { name: 'b', link: 'clearpane://incidents?owningTeam=SOC' };

it('has each name once', () => {
  expect(withFilterSet([a], b)).toEqual([a, b]);
  expect(withFilterSet([a, b], { name: ' a ', link: b.link })).toEqual([{ ...b, name: 'a' }, b]);
  expect(renamedFilterSet([a, b], 'a', 'c')).toEqual([{ ...a, name: 'c' }, b]);
  expect(renamedFilterSet([a, b], 'a', 'b')).toEqual([a, b]);
});

it.each([
  [[a, b], true],
  [[], true],
  [[a, a], false],
  [[{ ...a, name: ' ' }], false],
  [[{ name: 'a' }], false],
  [[null], false],
  [{ length: 1, 0: a }, false],
  [Array.from({ length: 501 }, (_, place) => ({ ...a, name: String(place) })), false],
])('%.60j is %s', (value, isValid) => {
  expect(isFilterSets(value)).toBe(isValid);
});
