// Which rows bear an identity: a hash table in typed arrays, since most of a million identities have
// one row. It holds no texts; the rows themselves are asked. Codes of the column's dictionary would not
// do: past 65,536 texts it becomes plain, and equal identities have several codes.
import { fnv1a } from '../../../shared/fnv1a.ts';
import { int32s, withRoom } from '../../../shared/table/growing.ts';

/** Numbers of entries are one higher than their places, so that 0 is none. */
export class IdentityRows {
  readonly #bears: (row: number, identity: string) => boolean;
  /** By the low bits of the hash: the first entry. A power of two. */
  #buckets = int32s(1_024);
  #next = int32s(0);
  #hashes = int32s(0);
  #rows = int32s(0);
  #used = 0;
  /** Entries that were removed, linked as those of a bucket are. */
  #free = 0;

  /** `bears` must tell of a row what it told when the row was added, until the row is removed. */
  constructor(bears: (row: number, identity: string) => boolean) {
    this.#bears = bears;
  }

  /** False where no other row can bear the identity, which spares asking for those that do. */
  add(identity: string, row: number): boolean {
    const hash = hashOf(identity);
    let other = this.#first(hash);
    while (other !== 0 && this.#hashes[other - 1] !== hash) other = this.#next[other - 1] ?? 0;
    const entry = this.#takeEntry();
    this.#hashes[entry - 1] = hash;
    this.#rows[entry - 1] = row;
    this.#enter(entry);
    return other !== 0;
  }

  /** Does nothing where it was not added. */
  remove(identity: string, row: number): void {
    const hash = hashOf(identity);
    let before = 0;
    for (let entry = this.#first(hash); entry !== 0; entry = this.#next[entry - 1] ?? 0) {
      if (this.#hashes[entry - 1] === hash && this.#rows[entry - 1] === row) {
        const next = this.#next[entry - 1] ?? 0;
        if (before === 0) this.#buckets[hash & (this.#buckets.length - 1)] = next;
        else this.#next[before - 1] = next;
        this.#next[entry - 1] = this.#free;
        this.#free = entry;
        return;
      }
      before = entry;
    }
  }

  /** In no particular order. */
  rows(identity: string): readonly number[] {
    const hash = hashOf(identity);
    const found: number[] = [];
    for (let entry = this.#first(hash); entry !== 0; entry = this.#next[entry - 1] ?? 0) {
      const row = this.#rows[entry - 1] ?? 0;
      if (this.#hashes[entry - 1] === hash && this.#bears(row, identity)) found.push(row);
    }
    return found;
  }

  #first(hash: number): number {
    return this.#buckets[hash & (this.#buckets.length - 1)] ?? 0;
  }

  #takeEntry(): number {
    const free = this.#free;
    if (free !== 0) {
      this.#free = this.#next[free - 1] ?? 0;
      return free;
    }
    this.#used++;
    this.#next = withRoom(this.#next, this.#used, int32s);
    this.#hashes = withRoom(this.#hashes, this.#used, int32s);
    this.#rows = withRoom(this.#rows, this.#used, int32s);
    if (this.#used > this.#buckets.length) this.#spread();
    return this.#used;
  }

  #enter(entry: number): void {
    const bucket = (this.#hashes[entry - 1] ?? 0) & (this.#buckets.length - 1);
    this.#next[entry - 1] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = entry;
  }

  /** Over twice as many buckets. The entry that was taken last is in none yet; no other one is free. */
  #spread(): void {
    this.#buckets = int32s(this.#buckets.length * 2);
    for (let entry = 1; entry < this.#used; entry++) this.#enter(entry);
  }
}

function hashOf(text: string): number {
  const state = fnv1a(text);
  // The low bits choose the bucket, and FNV mixes the high ones better.
  return state ^ (state >>> 15);
}
