// The texts of a column, each known by a small integer that never changes. As long as texts repeat,
// equal ones share a code; a dictionary that became plain gives every text a code of its own, which
// spares a column of ids the search structure that would find nothing.
import type { TextBlock } from './text-block.ts';
import { packTexts, textAt, unpackTexts } from './text-block.ts';
import { rankTexts } from './text-ranks.ts';
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
  readonly #texts: (string | undefined)[] = [];
  /**
   * Blocks from the disk whose texts are not cut up, in order of their codes: yet, or for good where
   * the dictionary is plain, since a million texts of their own take more memory than the block.
   */
  #stored: StoredTexts[] = [];
  /** Made when a text is first looked for; null as well once the dictionary is plain. */
  #codeByText: Map<string, number> | null = null;
  #isPlain = false;
  #canonical: Ranks | null = null;
  readonly #ranks = new Map<TextOrder, Ranks>();

  get size(): number {
    return this.#texts.length;
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
    if (this.#isPlain) return this.#texts.push(text) - 1;
    const codeByText = this.#index();
    const known = codeByText.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    codeByText.set(text, code);
    return code;
  }

  /** A code of the text; -1 where no row ever had it. Slow in a plain dictionary. */
  find(text: string): number {
    return this.#isPlain ? this.texts().indexOf(text) : (this.#index().get(text) ?? -1);
  }

  text(code: number): string {
    const text = this.#texts[code] ?? this.#storedText(code);
    if (text === undefined) throw new RangeError(`no text has the code ${code}`);
    return text;
  }

  /** By code. Valid until the next write. */
  texts(): readonly string[] {
    const texts = this.#isPlain ? [...this.#texts] : this.#texts;
    for (const { first, block } of this.#stored) {
      unpackTexts(block).forEach((text, index) => {
        texts[first + index] = text;
      });
    }
    if (!this.#isPlain) this.#stored = [];
    return texts as readonly string[];
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
    const kept = this.#ranks.get(order);
    if (kept?.size === this.size) return kept.ranks;
    const ranks = rankTexts(this.texts(), order);
    this.#ranks.set(order, { size: this.size, ranks });
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

  /** Takes texts that were packed, as the next codes. They are cut up when first read. */
  adopt(block: TextBlock): void {
    this.#stored.push({ first: this.size, block });
    this.#texts.length += block.ends.length;
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
    const stored = this.#stored.findLast(({ first }) => first <= code);
    return stored && textAt(stored.block, code - stored.first);
  }
}
