// The texts of a column, each known by a small integer that never changes. As long as texts repeat,
// equal ones share a code; a dictionary that became plain gives every text a code of its own, which
// spares a column of ids the search structure that would find nothing.
import type { TextBlock } from './text-block.ts';
import { packTexts, textAt, unpackTexts } from './text-block.ts';
import { atOnce } from './pieces.ts';
import { rankingTexts } from './text-ranks.ts';
import type { TextOrder } from './text-ranks.ts';

interface Ranks {
  readonly size: number;
  readonly ranks: Int32Array;
}

interface StoredTexts {
  readonly first: number;
  readonly block: TextBlock;
}

const HIDDEN = '\u0000hidden ';

/** Only grows: a code stays valid after its last row has gone. */
export class TextDictionary {
  /** Those that are in no block. */
  #texts: string[] = [];
  /**
   * Blocks from the disk whose texts are not cut up, in order of their codes: yet, or for good where
   * the dictionary is plain, since a million texts of their own take more memory than the block.
   */
  #stored: StoredTexts[] = [];
  /** Texts in the blocks; their codes come before those of `#texts`. */
  #storedCount = 0;
  /** Made when a text is first looked for; null as well once the dictionary is plain. */
  #codeByText: Map<string, number> | null = null;
  #isPlain = false;
  #canonical: Ranks | null = null;
  readonly #ranks = new Map<TextOrder, Ranks>();

  get size(): number {
    return this.#storedCount + this.#texts.length;
  }

  /** Equal texts may have several codes. */
  get isPlain(): boolean {
    return this.#isPlain;
  }

  /** From now on every text that comes gets a code of its own. */
  becomePlain(): void {
    this.#isPlain = true;
    this.#codeByText = null;
  }

  /** The code of a text, which is added when it is new or the dictionary plain. */
  intern(text: string): number {
    if (this.#isPlain) return this.#storedCount + this.#texts.push(text) - 1;
    const codeByText = this.#index();
    const known = codeByText.get(text);
    if (known !== undefined) return known;
    const code = this.#storedCount + this.#texts.push(text) - 1;
    codeByText.set(text, code);
    return code;
  }

  /** A code of the text; -1 where no row ever had it. Slow in a plain dictionary. */
  find(text: string): number {
    return this.#isPlain ? this.texts().indexOf(text) : (this.#index().get(text) ?? -1);
  }

  text(code: number): string {
    const text =
      code < this.#storedCount ? this.#storedText(code) : this.#texts[code - this.#storedCount];
    if (text === undefined) throw new RangeError(`no text has the code ${code}`);
    return text;
  }

  /** By code. Valid until the next write. */
  texts(): readonly string[] {
    if (this.#storedCount === 0) return this.#texts;
    const texts = [...this.#stored.flatMap(({ block }) => unpackTexts(block)), ...this.#texts];
    if (!this.#isPlain) {
      this.#texts = texts;
      this.#stored = [];
      this.#storedCount = 0;
    }
    return texts;
  }

  /** One answer per code. */
  map<T>(answer: (text: string) => T): T[] {
    return this.texts().map(answer);
  }

  /** Per code, the first code of an equal text; null where no two codes have equal texts. */
  canonicalCodes(): Int32Array | null {
    if (!this.#isPlain) return null;
    if (this.#canonical?.size === this.size) return this.#canonical.ranks;
    const first = new Map<string, number>();
    const codes = Int32Array.from(this.texts(), (text, code) => {
      const known = first.get(text);
      if (known === undefined) first.set(text, code);
      return known ?? code;
    });
    this.#canonical = { size: this.size, ranks: codes };
    return codes;
  }

  /** Each code's place in an order; the same for texts that it does not tell apart. Kept. */
  ranks(order: TextOrder): Int32Array {
    return atOnce(this.ranking(order));
  }

  /** As ranks, with pauses, in which texts may be added. */
  *ranking(order: TextOrder): Generator<void, Int32Array> {
    const kept = this.#ranks.get(order);
    if (kept?.size === this.size) return kept.ranks;
    const texts = this.texts().slice();
    const ranks = yield* rankingTexts(texts, order);
    this.#ranks.set(order, { size: texts.length, ranks });
    return ranks;
  }

  /** The texts of these codes; something that no text has stands for the hidden ones. */
  pack(first: number, end: number, hidden?: ReadonlySet<number>): TextBlock {
    // One by one: a plain dictionary would cut up all its blocks for the few that came.
    return packTexts(
      Array.from({ length: end - first }, (_, index) => {
        const code = first + index;
        return hidden?.has(code) ? `${HIDDEN}${code}` : this.text(code);
      }),
    );
  }

  /**
   * Takes texts that were packed, as the next codes; no text was added by other means. They are cut up
   * when first read.
   */
  adopt(block: TextBlock): void {
    if (this.#texts.length > 0) throw new Error('stored texts come before all others');
    this.#stored.push({ first: this.#storedCount, block });
    this.#storedCount += block.ends.length;
    this.#codeByText = null;
  }

  #index(): Map<string, number> {
    if (this.#codeByText !== null) return this.#codeByText;
    const codeByText = new Map<string, number>();
    this.texts().forEach((text, code) => codeByText.set(text, code));
    this.#codeByText = codeByText;
    return codeByText;
  }

  #storedText(code: number): string | undefined {
    if (!this.#isPlain) return this.texts()[code];
    let low = 0;
    let high = this.#stored.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#stored[middle]?.first ?? 0) <= code) low = middle + 1;
      else high = middle;
    }
    const stored = this.#stored[low - 1];
    return stored && textAt(stored.block, code - stored.first);
  }
}
