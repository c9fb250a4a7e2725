// The distinct strings of a column, each known by a small integer that never changes.

interface Ranks {
  readonly size: number;
  readonly ranks: Int32Array;
}

/** Only grows: a code stays valid after its last row has gone. */
export class TextDictionary {
  readonly #texts: string[] = [];
  readonly #codeByText = new Map<string, number>();
  #ranks: Ranks | null = null;

  get size(): number {
    return this.#texts.length;
  }

  /** The code of a text, which is added when it is new. */
  intern(text: string): number {
    const known = this.#codeByText.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    this.#codeByText.set(text, code);
    return code;
  }

  /** -1 where no row ever had the text. */
  find(text: string): number {
    return this.#codeByText.get(text) ?? -1;
  }

  text(code: number): string {
    const text = this.#texts[code];
    if (text === undefined) throw new RangeError(`no text has the code ${code}`);
    return text;
  }

  /** One answer per code. */
  map<T>(answer: (text: string) => T): T[] {
    return this.#texts.map(answer);
  }

  /**
   * Each code's place in the order people expect: letter case last, digits by value. Computed once
   * for each size of the dictionary; equal ranks for texts that this order does not tell apart.
   */
  collationRanks(): Int32Array {
    if (this.#ranks?.size === this.size) return this.#ranks.ranks;
    const { compare } = new Intl.Collator('en', { numeric: true });
    const codes = Array.from(this.#texts.keys()).sort((a, b) =>
      compare(this.text(a), this.text(b)),
    );
    const ranks = new Int32Array(this.size);
    let rank = 0;
    codes.forEach((code, place) => {
      const before = codes[place - 1];
      if (before !== undefined && compare(this.text(before), this.text(code)) !== 0) rank++;
      ranks[code] = rank;
    });
    this.#ranks = { size: this.size, ranks };
    return ranks;
  }
}
