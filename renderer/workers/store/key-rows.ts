// Which row has a key: a hash table in typed arrays, since a Map of a million keys takes 100 MB and is
// slow to fill. It holds no texts; the rows themselves are asked. Rows never leave it.
import { fnv1a } from '../../../shared/fnv1a.ts';
import { CHUNK_ROWS, Chunks, int32Cells } from '../../../shared/table/chunks.ts';
import { int32s } from '../../../shared/table/growing.ts';

export class KeyRows {
  /** By row, of its key; kept on the disk, so that a start has no text to read. */
  readonly hashes: Chunks<number, Int32Array>;
  readonly #keyOf: (row: number) => string | null;
  /** Open addressing by the hash; a slot holds a row's number plus one, 0 is free. */
  #slots = int32s(1_024);

  /** `hashes` may come from the disk. `keyOf` tells the key of a row for as long as it is in here. */
  constructor(
    keyOf: (row: number) => string | null,
    hashes: Chunks<number, Int32Array> = new Chunks(int32Cells),
  ) {
    this.#keyOf = keyOf;
    this.hashes = hashes;
    if (hashes.length > 0) this.#makeSlots();
  }

  row(key: string): number | undefined {
    const hash = fnv1a(key);
    const mask = this.#slots.length - 1;
    let slot = startOf(hash) & mask;
    for (let entry = this.#slots[slot] ?? 0; entry !== 0; entry = this.#slots[slot] ?? 0) {
      const row = entry - 1;
      if (this.hashes.at(row) === hash && this.#keyOf(row) === key) return row;
      slot = (slot + 1) & mask;
    }
    return undefined;
  }

  /** `row` is the next one, and no other row has the key. */
  add(key: string, row: number): void {
    const hash = fnv1a(key);
    this.hashes.set(row, hash);
    if (this.hashes.length * 2 > this.#slots.length) this.#makeSlots();
    else this.#enter(row, hash);
  }

  #makeSlots(): void {
    const wanted = Math.max(this.hashes.length * 3, 1_024);
    this.#slots = int32s(2 ** Math.ceil(Math.log2(wanted)));
    for (let chunk = 0; chunk < this.hashes.chunkCount; chunk++) {
      this.hashes.chunk(chunk)?.forEach((hash, row) => this.#enter(chunk * CHUNK_ROWS + row, hash));
    }
  }

  #enter(row: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = startOf(hash) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }
}

/** Its low bits choose the slot, and FNV mixes the high ones better. */
function startOf(hash: number): number {
  return hash ^ (hash >>> 15);
}
