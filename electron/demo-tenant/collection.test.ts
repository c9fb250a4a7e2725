import { describe, expect, it } from 'vitest';
import { Collection } from './collection.ts';
import type { Page, Position, SortOrder } from './collection.ts';

const all = (): boolean => true;

function collectionOf(
  rows: readonly (readonly [id: string, updated: string])[],
): Collection<string> {
  const collection = new Collection<string>();
  for (const [id, updated] of rows) {
    collection.put({
      id,
      row: { lastUpdateDateTime: updated, createdDateTime: id },
      read: () => id,
    });
  }
  return collection;
}

function readAll(collection: Collection<string>, order: SortOrder, top: number): readonly string[] {
  const items: string[] = [];
  let after: Position | null = null;
  do {
    const page: Page<string> = collection.page({ matches: all, order, after, skip: 0, top });
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

const updated = (descending: boolean): SortOrder => ({
  property: 'lastUpdateDateTime',
  descending,
});

describe('Collection', () => {
  it.each([1, 2, 3, 5, 9])('pages by %i through items of one time, each once', (top) => {
    const collection = collectionOf([
      ['b', '2'],
      ['d', '2'],
      ['a', '2'],
      ['e', '3'],
      ['c', '2'],
      ['f', '1'],
    ]);
    expect(readAll(collection, updated(false), top)).toEqual(['f', 'a', 'b', 'c', 'd', 'e']);
    expect(readAll(collection, updated(true), top)).toEqual(['e', 'd', 'c', 'b', 'a', 'f']);
  });

  it('shows an item where its newest row puts it', () => {
    const collection = collectionOf([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(readAll(collection, updated(true), 5)).toEqual(['b', 'a']);
    collection.put({
      id: 'a',
      row: { lastUpdateDateTime: '3', createdDateTime: 'a' },
      read: () => 'a again',
    });
    expect(readAll(collection, updated(true), 5)).toEqual(['a again', 'b']);
    expect(collection.size).toBe(2);
  });

  it('builds only the items of the page', () => {
    const built: string[] = [];
    const collection = new Collection<string>();
    for (const id of ['a', 'b', 'c']) {
      const read = (): string => {
        built.push(id);
        return id;
      };
      collection.put({ id, row: { lastUpdateDateTime: id, createdDateTime: id }, read });
    }
    const page = collection.page({
      matches: (row) => row['lastUpdateDateTime'] !== 'b',
      order: updated(false),
      after: null,
      skip: 1,
      top: 1,
    });
    expect([page, built]).toEqual([{ items: ['c'], next: null }, ['c']]);
  });
});
