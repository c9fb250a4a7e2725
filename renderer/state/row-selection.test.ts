import { describe, expect, it } from 'vitest';
import { MOST_SELECTED } from '../../shared/contract/queue.ts';
import { createRowSelection, keysBetween } from './row-selection.ts';

describe('createRowSelection', () => {
  it('adds and takes away single rows and remembers where a range begins', () => {
    const store = createRowSelection();
    const { toggle, extend, clear } = store.getState();
    toggle('b');
    toggle('a');
    toggle('b');
    expect(store.getState()).toMatchObject({ keys: new Set(['a']), anchor: 'b' });
    extend(['b', 'c', 'd']);
    expect(store.getState()).toMatchObject({ keys: new Set(['a', 'b', 'c', 'd']), anchor: 'b' });
    clear();
    expect(store.getState()).toMatchObject({ keys: new Set(), anchor: null });
  });

  it('begins a range at its first row where there is no other', () => {
    const store = createRowSelection();
    store.getState().extend(['c', 'd']);
    expect(store.getState()).toMatchObject({ keys: new Set(['c', 'd']), anchor: 'c' });
  });

  it('says how many rows it did not take', () => {
    const store = createRowSelection();
    const keys = Array.from({ length: MOST_SELECTED }, (_, index) => `row ${index}`);
    store.getState().selectAll(keys, 123_456);
    expect(store.getState()).toMatchObject({ leftOut: 123_456 - MOST_SELECTED });
    store.getState().extend(['one more', 'two more']);
    expect(store.getState().keys.size).toBe(MOST_SELECTED);
    expect(store.getState().leftOut).toBe(2);
  });
});

describe('keysBetween', () => {
  const rows = ['a', 'b', 'c', 'd'];

  it.each([
    ['downwards', 'b', 'd', ['b', 'c', 'd']],
    ['upwards', 'c', 'a', ['a', 'b', 'c']],
    ['one row', 'c', 'c', ['c']],
    ['from nowhere', null, 'c', ['c']],
    ['from a row that left', 'x', 'c', ['c']],
    ['to a row that left', 'a', 'x', ['x']],
  ])('%s', (_name, from, to, expected) => {
    expect(keysBetween(rows, from, to)).toEqual(expected);
  });
});
