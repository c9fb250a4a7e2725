// Cells as the disk has them: codes in as few bytes as they need, and nothing but the first one where
// all are equal or each is one more than the one before, which is what the ids of new rows are.

export type Cells = Int32Array | Float64Array | Uint32Array | BigInt64Array;

interface EvenCells {
  readonly kind: 'even';
  readonly type: 'int32' | 'uint32' | 'float64';
  readonly first: number;
  readonly step: 0 | 1;
  readonly length: number;
}

/** Plain data for a structured clone. Int8Array and Int16Array stand for an Int32Array. */
export type PackedCells = Cells | Int8Array | Int16Array | EvenCells;

/** Independent of later writes to `cells`. */
export function packCells(cells: Cells): PackedCells {
  if (cells instanceof BigInt64Array) return cells.slice();
  const even = evenCells(cells);
  if (even !== null) return even;
  if (!(cells instanceof Int32Array)) return cells.slice();
  let min = 0;
  let max = 0;
  for (const code of cells) {
    if (code < min) min = code;
    if (code > max) max = code;
  }
  if (min >= -0x80 && max < 0x80) return Int8Array.from(cells);
  if (min >= -0x8000 && max < 0x8000) return Int16Array.from(cells);
  return cells.slice();
}

/** Tells alike the cells that are all equal; null where they are not. */
export function sameCells(packed: PackedCells): string | null {
  if (!('kind' in packed) || packed.step !== 0) return null;
  return `${packed.type} ${packed.first} ${packed.length}`;
}

/** May be `packed` itself. */
export function unpackCells(packed: PackedCells): Cells {
  if ('kind' in packed) return spread(packed);
  if (packed instanceof Int8Array || packed instanceof Int16Array) return Int32Array.from(packed);
  return packed;
}

function evenCells(cells: Int32Array | Float64Array | Uint32Array): EvenCells | null {
  const { length } = cells;
  const first = cells[0];
  if (first === undefined) return null;
  const isCode = cells instanceof Int32Array;
  const step = isCode && length > 1 && cells[1] === first + 1 ? 1 : 0;
  for (let index = 1; index < length; index++) {
    // Null cells of numbers are NaN.
    if (!Object.is(cells[index], first + step * index)) return null;
  }
  const type = isCode ? 'int32' : cells instanceof Float64Array ? 'float64' : 'uint32';
  return { kind: 'even', type, first, step, length };
}

function spread({ type, first, step, length }: EvenCells): Cells {
  if (type === 'float64') return new Float64Array(length).fill(first);
  if (type === 'uint32') return new Uint32Array(length).fill(first);
  const cells = new Int32Array(length).fill(first);
  if (step === 1) for (let index = 0; index < length; index++) cells[index] = first + index;
  return cells;
}
