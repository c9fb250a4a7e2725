import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packCells, unpackCells } from './packed-cells.ts';
import type { Cells } from './packed-cells.ts';

const run = fc
  .tuple(fc.integer({ min: -1, max: 2 ** 31 - 200 }), fc.integer({ min: 0, max: 100 }))
  .map(([first, length]) => Int32Array.from({ length }, (_, index) => first + index));
const cells: fc.Arbitrary<Cells> = fc.oneof(
  run,
  fc.array(fc.integer({ min: -1, max: 127 })).map((codes) => Int32Array.from(codes)),
  fc.array(fc.integer({ min: -1, max: 40_000 })).map((codes) => Int32Array.from(codes)),
  fc.array(fc.integer()).map((codes) => Int32Array.from(codes)),
  fc.array(fc.constantFrom(0, 1)).map((codes) => Uint32Array.from(codes)),
  fc.array(fc.oneof(fc.constantFrom(Number.NaN, -0, 0), fc.double())).map((numbers) => {
    return Float64Array.from(numbers);
  }),
  fc.array(fc.constant(Number.NaN)).map((numbers) => Float64Array.from(numbers)),
  fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })).map((longs) => {
    return BigInt64Array.from(longs);
  }),
);

it('gives back the same cells, independent of the first ones', () => {
  fc.assert(
    fc.property(cells, (before) => {
      const copy = before.slice();
      const packed = structuredClone(packCells(before));
      if (before instanceof BigInt64Array) before.fill(0n);
      else before.fill(0);
      expect(unpackCells(packed)).toEqual(copy);
    }),
  );
});

it('takes few bytes for the codes of few texts, and none for those of new ids', () => {
  const sizeOf = (codes: readonly number[]) => {
    const packed = packCells(Int32Array.from(codes));
    return 'kind' in packed ? 0 : packed.byteLength;
  };
  expect([sizeOf([5, -1, 127]), sizeOf([300, -1, 4]), sizeOf([70_000, 1])]).toEqual([3, 6, 8]);
  expect([sizeOf([9, 10, 11, 12]), sizeOf([-1, -1, -1])]).toEqual([0, 0]);
});
