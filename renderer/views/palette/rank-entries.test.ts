import { expect, it } from 'vitest';
import { rankEntries } from './rank-entries.ts';
import type { PaletteEntry } from './rank-entries.ts';

const entry = (title: string, group: string, isLast = false): PaletteEntry => ({
  id: title,
  title,
  group,
  isLast,
  run: () => undefined,
});

const entries = [
  entry('Unassigned', 'Views of incidents'),
  entry('Incidents', 'Go to'),
  entry('Resolve what is selected', 'Queues'),
  entry('Search incidents', 'Search', true),
];

const found = (query: string): readonly string[] =>
  rankEntries(entries, query).map(({ entry: { title } }) => title);

it('keeps the order of the table until something is typed', () => {
  expect(found('')).toEqual(entries.map(({ title }) => title));
});

it('finds by title, then by the group before the title, and keeps the search last', () => {
  expect(found('inc')).toEqual(['Incidents', 'Search incidents']);
  expect(found('incidents unas')).toEqual(['Unassigned', 'Search incidents']);
  expect(found('rsv')).toEqual(['Resolve what is selected', 'Search incidents']);
  expect(found('zzz')).toEqual(['Search incidents']);
});

it('shows no more than can be looked through', () => {
  const many = Array.from({ length: 500 }, (_, index) => entry(`Set ${index}`, 'Filter sets'));
  expect(rankEntries(many, 'set').length).toBe(50);
});
