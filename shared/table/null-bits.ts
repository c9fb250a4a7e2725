// Null bits of a chunk: bit r % 32 of word r / 32 says that row r is null.

export function bitOf(words: Uint32Array, row: number): boolean {
  return ((words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
}

export function nullWords(
  rows: Int32Array,
  isNull: (row: number) => boolean,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((rows.length + 31) >>> 5);
  rows.forEach((row, index) => {
    if (isNull(row)) words[index >>> 5] = (words[index >>> 5] ?? 0) | (1 << (index & 31));
  });
  return words;
}
