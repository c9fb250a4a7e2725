// Room for a column's next rows: doubling keeps appends cheap, and new cells are zero.

interface Growable<T> {
  readonly length: number;
  set(source: T): void;
}

/** The same array when it holds `length` cells already, else a larger copy. */
export function withRoom<T extends Growable<T>>(
  array: T,
  length: number,
  allocate: (length: number) => T,
): T {
  if (length <= array.length) return array;
  const larger = allocate(Math.max(length, array.length * 2, 64));
  larger.set(array);
  return larger;
}

/** How long a column is once these rows are written; negative targets are none. */
export function rowsUpTo(targets: Int32Array): number {
  let length = 0;
  for (const row of targets) if (row >= length) length = row + 1;
  return length;
}

export const int32s = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length);
export const uint32s = (length: number): Uint32Array<ArrayBuffer> => new Uint32Array(length);
