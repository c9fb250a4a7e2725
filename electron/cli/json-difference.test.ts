import { describe, expect, it } from 'vitest';
import { jsonDifferences } from './json-difference.ts';

const differ = (before: unknown, after: unknown) => jsonDifferences(before, after, 'x', 10);

describe('jsonDifferences', () => {
  it.each([
    [1, 1],
    [
      { a: 1, b: [null, 'x'] },
      { b: [null, 'x'], a: 1 },
    ],
    [[], []],
  ])('finds none between %j and %j', (before, after) => {
    expect(differ(before, after)).toEqual([]);
  });

  it.each([
    [{ a: 1 }, {}, [{ place: 'x.a', what: 'missing' }]],
    [{}, { a: null }, [{ place: 'x.a', what: 'added' }]],
    [{ a: [1, 2] }, { a: [1, 3] }, [{ place: 'x.a[1]', what: 'changed' }]],
    [{ a: [1, 2] }, { a: [1] }, [{ place: 'x.a[1]', what: 'missing' }]],
    [{ a: [] }, { a: {} }, [{ place: 'x.a', what: 'changed' }]],
    [{ a: null }, { a: {} }, [{ place: 'x.a', what: 'changed' }]],
    ['1', 1, [{ place: 'x', what: 'changed' }]],
  ])('between %j and %j', (before, after, expected) => {
    expect(differ(before, after)).toEqual(expected);
  });

  it('compares own members only', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"a":1}}');
    expect(differ(hostile, {})).toEqual([{ place: 'x.__proto__', what: 'missing' }]);
    expect(differ(hostile, JSON.parse('{"__proto__":{"a":1}}'))).toEqual([]);
  });

  it('stops at its limit and does not recurse', () => {
    const deep = (leaf: number): unknown =>
      JSON.parse('['.repeat(50_000) + leaf + ']'.repeat(50_000));
    expect(differ(deep(1), deep(2)).length).toBe(1);
    expect(differ(Array(50).fill(0), Array(50).fill(1)).length).toBe(10);
  });
});
