import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Bits, intersection, union } from './bits.ts';

const length = fc.integer({ min: 0, max: 200 });

function bitsOf(size: number, rows: readonly number[]): Bits {
  const bits = new Bits(size);
  for (const row of rows) bits.add(row);
  return bits;
}

it('behaves as a set of row numbers', () => {
  fc.assert(
    fc.property(
      length.chain((size) => {
        const rows = size === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.nat(size - 1));
        return fc.tuple(fc.constant(size), rows, rows);
      }),
      ([size, left, right]) => {
        const a = bitsOf(size, left);
        const b = bitsOf(size, right);
        const ascending = (rows: readonly number[]) => [...rows].sort((x, y) => x - y);
        expect([...a.toRows()]).toEqual(ascending(left));
        expect(a.count()).toBe(left.length);
        expect([...intersection(size, [a, b]).toRows()]).toEqual(
          ascending(left.filter((row) => right.includes(row))),
        );
        expect([...union(size, [a, b]).toRows()]).toEqual(
          ascending([...new Set([...left, ...right])]),
        );
        expect(left.every((row) => a.has(row))).toBe(true);
        for (const row of right) a.remove(row);
        expect([...a.toRows()]).toEqual(ascending(left.filter((row) => !right.includes(row))));
      },
    ),
  );
});

it('has every row and no more when no set narrows it', () => {
  for (const size of [0, 1, 31, 32, 33, 64]) {
    expect([...intersection(size, []).toRows()]).toEqual(Array.from({ length: size }, (_, r) => r));
    expect(union(size, []).count()).toBe(0);
  }
});
