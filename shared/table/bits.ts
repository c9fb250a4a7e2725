// A set of row numbers below a fixed length, one bit each.

export class Bits {
  readonly length: number;
  /** Row r is bit r % 32 of word r / 32; bits past `length` are zero. */
  readonly words: Uint32Array<ArrayBuffer>;

  constructor(length: number, words = new Uint32Array((length + 31) >>> 5)) {
    this.length = length;
    this.words = words;
  }

  static all(length: number): Bits {
    const bits = new Bits(length);
    bits.words.fill(0xffffffff);
    if (length % 32 !== 0) bits.words[bits.words.length - 1] = 2 ** (length % 32) - 1;
    return bits;
  }

  has(row: number): boolean {
    return ((this.words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  add(row: number): void {
    const word = row >>> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (row & 31));
  }

  remove(row: number): void {
    const word = row >>> 5;
    this.words[word] = (this.words[word] ?? 0) & ~(1 << (row & 31));
  }

  count(): number {
    let count = 0;
    for (const word of this.words) count += bitsIn(word);
    return count;
  }

  /** In ascending order. */
  toRows(): Int32Array<ArrayBuffer> {
    const rows = new Int32Array(this.count());
    let next = 0;
    this.forEach((row) => {
      rows[next++] = row;
    });
    return rows;
  }

  /** In ascending order. */
  forEach(visit: (row: number) => void): void {
    for (let index = 0; index < this.words.length; index++) {
      let word = this.words[index] ?? 0;
      while (word !== 0) {
        visit(index * 32 + 31 - Math.clz32(word & -word));
        word &= word - 1;
      }
    }
  }
}

/** The same rows among `length` of them, which may be more or fewer. */
export function resized(set: Bits, length: number): Bits {
  const bits = new Bits(length);
  bits.words.set(set.words.subarray(0, bits.words.length));
  return length < set.length ? intersection(length, [bits]) : bits;
}

/** Rows in none of the sets. */
export function complement(length: number, sets: readonly Bits[]): Bits {
  const result = Bits.all(length);
  for (const { words } of sets) {
    for (let index = 0; index < result.words.length; index++) {
      result.words[index] = (result.words[index] ?? 0) & ~(words[index] ?? 0);
    }
  }
  return result;
}

/** Rows in every set; all of `length` rows when there is no set. */
export function intersection(length: number, sets: readonly Bits[]): Bits {
  const result = Bits.all(length);
  for (const { words } of sets) {
    for (let index = 0; index < result.words.length; index++) {
      result.words[index] = (result.words[index] ?? 0) & (words[index] ?? 0);
    }
  }
  return result;
}

/** Rows in at least one set. */
export function union(length: number, sets: readonly Bits[]): Bits {
  const result = new Bits(length);
  for (const { words } of sets) {
    for (let index = 0; index < result.words.length; index++) {
      result.words[index] = (result.words[index] ?? 0) | (words[index] ?? 0);
    }
  }
  return result;
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
