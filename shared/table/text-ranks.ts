// Ranks many texts. Comparing strings is what makes a sort slow (a collator takes 0.3 us a pair), so
// texts are spelled as bytes that have their order, sorted by counting a few bytes at a time, and
// compared as strings only where they tie in all of their bytes.
import { compareDecimals, parseDecimal } from './decimal.ts';
import { atOnce } from './pieces.ts';
import { isTie, radixSorting } from './radix.ts';
import type { SortWords } from './radix.ts';

/**
 * How texts are ordered: as people expect (letter case last, digits by value), by code unit, or as
 * the decimal numbers they spell.
 */
export type TextOrder = 'collated' | 'ordinal' | 'decimal';

type CompareTexts = (a: string, b: string) => number;

const { compare: collate } = new Intl.Collator('en', { numeric: true });

export const compareTexts: Readonly<Record<TextOrder, CompareTexts>> = {
  collated: collate,
  ordinal: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  decimal: (a, b) => compareDecimals(decimalOf(a), decimalOf(b)),
};

/** By place in `texts`; the same for texts that the order does not tell apart. */
export function rankTexts(texts: readonly string[], order: TextOrder): Int32Array {
  return atOnce(rankingTexts(texts, order));
}

/** As rankTexts, with pauses. */
export function* rankingTexts(
  texts: readonly string[],
  order: TextOrder,
): Generator<void, Int32Array> {
  const compare = compareTexts[order];
  const speller = spellers[order];
  const spelled: number[] = [];
  const others: number[] = [];
  texts.forEach((text, place) => (speller?.canSpell(text) ? spelled : others).push(place));
  others.sort((a, b) => compare(texts[a] ?? '', texts[b] ?? ''));
  const places = Int32Array.from(spelled);
  yield;
  const sort = new ByteSort(texts, places, speller?.bytes ?? noBytes, compare);
  yield* sort.run();
  return sort.ranksWith(others);
}

/** Enough to tell most of a million ids apart; more would be sorted in vain. */
const BYTES_A_ROUND = 8;
const SHORT_RUN = 12;
/** Fewer texts are not worth a pause. */
const PIECE = 4_000;

/**
 * Writes the bytes of a text, without those skipped, until `bytes` is full; returns how many. Where
 * two texts differ in their bytes, those have their order; the end comes before any byte.
 */
type WriteBytes = (text: string, skipped: number, bytes: Uint8Array) => number;

class ByteSort {
  readonly #texts: readonly string[];
  readonly #writeBytes: WriteBytes;
  readonly #compare: CompareTexts;
  /** Places of the texts that have bytes, in order once it has run. */
  readonly #sorted: Int32Array;
  /** Whether a text is equal, in this order, to the one sorted before it. */
  readonly #isSame: Uint8Array;

  constructor(
    texts: readonly string[],
    places: Int32Array,
    writeBytes: WriteBytes,
    compare: CompareTexts,
  ) {
    this.#texts = texts;
    this.#writeBytes = writeBytes;
    this.#compare = compare;
    this.#sorted = places;
    this.#isSame = new Uint8Array(places.length);
  }

  run(): Generator<void> {
    return this.#sort(0, this.#sorted.length, 0);
  }

  /** By place; `others` are in order and are merged in. */
  ranksWith(others: readonly number[]): Int32Array {
    const ranks = new Int32Array(this.#texts.length);
    let rank = -1;
    let next = 0;
    let last = -1;
    let isLastSorted = false;
    const put = (place: number, isSame: boolean) => {
      if (!isSame) rank++;
      ranks[place] = rank;
      last = place;
    };
    const putUpTo = (end: number) => {
      for (; next < end; next++) {
        const place = this.#sorted[next] ?? 0;
        put(place, isLastSorted ? this.#isSame[next] === 1 : this.#isEqual(last, place));
        isLastSorted = true;
      }
    };
    for (const place of others) {
      putUpTo(this.#endOfThoseBefore(place, next));
      put(place, this.#isEqual(last, place));
      isLastSorted = false;
    }
    putUpTo(this.#sorted.length);
    return ranks;
  }

  *#sort(start: number, end: number, round: number): Generator<void> {
    if (end - start <= SHORT_RUN) {
      this.#sortByComparing(start, end);
      return;
    }
    const places = this.#sorted.slice(start, end);
    const { words, isSpent } = this.#words(places, round * BYTES_A_ROUND);
    if (places.length > PIECE) yield;
    const order = yield* radixSorting(Int32Array.from(places.keys()), words);
    order.forEach((index, at) => {
      this.#sorted[start + at] = places[index] ?? 0;
    });
    for (let from = 0; from < order.length;) {
      let to = from + 1;
      while (to < order.length && isTie(words, order[from] ?? 0, order[to] ?? 0)) to++;
      if (to - from > 1) {
        // One may have ended where the other has bytes of zero.
        const isAnySpent = order.subarray(from, to).some((index) => isSpent[index] === 1);
        if (isAnySpent) this.#sortByComparing(start + from, start + to);
        else yield* this.#sort(start + from, start + to, round + 1);
      }
      from = to;
    }
  }

  #words(places: Int32Array, skipped: number): { words: SortWords; isSpent: Uint8Array } {
    const words = Array.from({ length: BYTES_A_ROUND / 4 }, () => new Uint32Array(places.length));
    const isSpent = new Uint8Array(places.length);
    const bytes = new Uint8Array(BYTES_A_ROUND);
    const view = new DataView(bytes.buffer);
    places.forEach((place, index) => {
      bytes.fill(0);
      const count = this.#writeBytes(this.#texts[place] ?? '', skipped, bytes);
      if (count < BYTES_A_ROUND) isSpent[index] = 1;
      for (let at = 0; at < words.length; at++) {
        const word = words[at];
        if (word !== undefined) word[index] = view.getUint32(at * 4);
      }
    });
    return { words, isSpent };
  }

  #sortByComparing(start: number, end: number): void {
    const texts = this.#texts;
    this.#sorted.subarray(start, end).sort((a, b) => this.#compare(texts[a] ?? '', texts[b] ?? ''));
    for (let at = start + 1; at < end; at++) {
      this.#isSame[at] = Number(this.#isEqual(this.#sorted[at - 1] ?? 0, this.#sorted[at] ?? 0));
    }
  }

  /** -1 is no text. */
  #isEqual(place: number, other: number): boolean {
    if (place < 0) return false;
    return this.#compare(this.#texts[place] ?? '', this.#texts[other] ?? '') === 0;
  }

  #endOfThoseBefore(place: number, from: number): number {
    let low = from;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const text = this.#texts[this.#sorted[middle] ?? 0] ?? '';
      if (this.#compare(text, this.#texts[place] ?? '') <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Speller {
  readonly canSpell: (text: string) => boolean;
  readonly bytes: WriteBytes;
}

const noBytes: WriteBytes = () => 0;

const spellers: Readonly<Record<TextOrder, Speller | null>> = {
  /** Printable ASCII, without absurdly long numbers: what the collator has no further rules for. */
  collated: {
    canSpell: (text) =>
      /^[ -~]*$/.test(text) && (text.length <= MOST_DIGITS || !TOO_MANY_DIGITS.test(text)),
    bytes: collatedBytes,
  },
  ordinal: { canSpell: () => true, bytes: ordinalBytes },
  decimal: null,
};

/** A number is its count of digits, then its digits; it comes between punctuation and letters. */
const NUMBER = 0x30;
const MOST_DIGITS = 0x90;
const TOO_MANY_DIGITS = new RegExp(`\\d{${MOST_DIGITS + 1}}`);
const LETTER = NUMBER + MOST_DIGITS + 1;
const SYMBOLS = symbolTable();

/** A byte for a code unit below 255, which is nearly all there is; three for one above. */
function ordinalBytes(text: string, skipped: number, bytes: Uint8Array): number {
  let count = -skipped;
  const put = (byte: number) => {
    if (count >= 0) bytes[count] = byte;
    count++;
  };
  for (let at = 0; at < text.length && count < bytes.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xff) put(unit);
    else {
      put(0xff);
      put(unit >>> 8);
      put(unit & 0xff);
    }
  }
  return Math.min(bytes.length, Math.max(0, count));
}

function collatedBytes(text: string, skipped: number, bytes: Uint8Array): number {
  let count = -skipped;
  for (let at = 0; at < text.length && count < bytes.length;) {
    const unit = text.charCodeAt(at);
    if (!isDigit(unit)) {
      if (count >= 0) bytes[count] = SYMBOLS[unit] ?? 0;
      count++;
      at++;
      continue;
    }
    let end = at + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    while (at < end - 1 && text.charCodeAt(at) === 0x30) at++;
    if (count >= 0) bytes[count] = NUMBER + end - at;
    count++;
    for (; at < end && count < bytes.length; at++, count++) {
      if (count >= 0) bytes[count] = text.charCodeAt(at);
    }
  }
  return Math.min(bytes.length, Math.max(0, count));
}

/** The byte of a printable ASCII character that is no digit, by the collator's own order. */
function symbolTable(): Uint8Array {
  const symbols = new Uint8Array(128);
  const characters = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(index + 0x20));
  const isLetter = (character: string) => /[a-z]/i.test(character);
  characters
    .filter((character) => !isLetter(character) && !/\d/.test(character))
    .sort(collate)
    .forEach((character, index) => {
      symbols[character.charCodeAt(0)] = index + 1;
    });
  for (const character of characters.filter(isLetter)) {
    symbols[character.charCodeAt(0)] = LETTER + character.toLowerCase().charCodeAt(0) - 0x61;
  }
  return symbols;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** What spells no decimal counts as zero. */
function decimalOf(text: string) {
  return parseDecimal(text) ?? { unscaled: 0n, scale: 0 };
}
