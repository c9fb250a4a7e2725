import { expect, test } from 'vitest';
import { IntLists } from './int-lists.ts';

test('gives each list as it was pushed, empty ones and those past the first room too', () => {
  const lists = new IntLists();
  const pushed = Array.from({ length: 200 }, (_, index) =>
    Array.from({ length: index % 5 }, (_, place) => index * 10 + place),
  );
  for (const list of pushed) lists.push(list);
  expect(lists.count).toBe(200);
  expect(pushed.map((_, index) => [...lists.list(index)])).toEqual(pushed);
  expect([...lists.list(-1)]).toEqual([]);
  expect([...lists.list(200)]).toEqual([]);
});
