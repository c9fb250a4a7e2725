import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fnv1a } from '../../../shared/fnv1a.ts';
import { KeyRows } from './key-rows.ts';

it('finds the row of each key and of no other, also over hashes from the disk', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 3_000, size: 'max' }), (keys) => {
      const keyOf = (row: number) => keys[row] ?? null;
      const rows = new KeyRows(keyOf);
      keys.forEach((key, row) => {
        expect(rows.row(key)).toBeUndefined();
        rows.add(key, row);
      });
      const again = new KeyRows(keyOf, rows.hashes);
      for (const found of [rows, again]) {
        expect(keys.map((key) => found.row(key))).toEqual([...keys.keys()]);
        expect(found.row(`${keys.join('')}!`)).toBeUndefined();
      }
    }),
    { numRuns: 30 },
  );
});

it('tells keys of the same hash apart', () => {
  const keys = collidingKeys();
  const rows = new KeyRows((row) => keys[row] ?? null);
  keys.forEach((key, row) => rows.add(key, row));
  expect(rows.hashes.at(0)).toBe(rows.hashes.at(1));
  expect(keys.map((key) => rows.row(key))).toEqual([0, 1]);
});

/** Two texts with one hash: by the birthday bound a few hundred thousand are enough. */
function collidingKeys(): readonly string[] {
  const keyByHash = new Map<number, string>();
  for (let number = 0; ; number++) {
    const key = `alert ${number.toString(36)}`;
    const hash = fnv1a(key);
    const other = keyByHash.get(hash);
    if (other !== undefined) return [other, key];
    keyByHash.set(hash, key);
  }
}
