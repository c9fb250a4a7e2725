// Finds a word in all texts of a dictionary at once: they lie one after the other in one string,
// folded, so that a search is the engine's own indexOf over all of it. For terms it is asked at each
// hit whether one begins and ends there.
import { foldCase, isTermEdge, textTest } from './text-match.ts';

export type SearchKind = 'contains' | 'has';

/** Of a part: small enough for one turn, so that appends join little anew. */
const PART_LENGTH = 1_000_000;
/** Stands between texts; a search for it looks at each text. */
const BETWEEN = '\u0000';

interface Part {
  readonly first: number;
  readonly text: string;
  /** Where each text ends in `text`. */
  readonly ends: Uint32Array;
}

/** A dictionary, or what is derived from one text by text. Only grows; a code's text never changes. */
export interface SearchedTexts {
  readonly size: number;
  text(code: number): string;
}

export class TextSearch {
  readonly #texts: SearchedTexts;
  /** Grown when a search finds new texts in the dictionary. */
  #parts: Part[] = [];

  constructor(texts: SearchedTexts) {
    this.#texts = texts;
  }

  /** One verdict per code: 1 where the text contains or has what is sought, in any case. */
  search(sought: string, kind: SearchKind): Uint8Array {
    const verdicts = new Uint8Array(this.#texts.size);
    const needle = foldCase(sought);
    if (needle === '' || needle.includes(BETWEEN)) {
      const test = textTest(kind, needle);
      for (let code = 0; code < verdicts.length; code++) {
        verdicts[code] = Number(test(this.#texts.text(code)));
      }
      return verdicts;
    }
    for (const _ of this.growing());
    for (const part of this.#parts) searchPart(part, needle, kind, verdicts);
    return verdicts;
  }

  /** Lays out the texts that came, part by part, before a search has to. */
  *growing(): Generator<void> {
    const last = this.#parts.at(-1);
    const isOpen = last !== undefined && last.text.length < PART_LENGTH / 2;
    if (isOpen && this.#laidOut < this.#texts.size) this.#parts.pop();
    // A search may come in a pause and lay out the rest.
    while (this.#laidOut < this.#texts.size) {
      this.#parts.push(partFrom(this.#texts, this.#laidOut));
      yield;
    }
  }

  get #laidOut(): number {
    const last = this.#parts.at(-1);
    return last === undefined ? 0 : last.first + last.ends.length;
  }
}

function partFrom(texts: SearchedTexts, first: number): Part {
  const folded: string[] = [];
  const ends: number[] = [];
  let length = 0;
  for (let code = first; code < texts.size && length < PART_LENGTH; code++) {
    const text = foldCase(texts.text(code));
    folded.push(text);
    length += text.length + 1;
    ends.push(length - 1);
  }
  return { first, text: [...folded, ''].join(BETWEEN), ends: Uint32Array.from(ends) };
}

function searchPart(
  { first, text, ends }: Part,
  needle: string,
  kind: SearchKind,
  verdicts: Uint8Array,
): void {
  let code = 0;
  for (let at = text.indexOf(needle); at >= 0;) {
    code = endAfter(ends, code, at);
    const isHit =
      kind === 'contains' || (isTermEdge(text, at) && isTermEdge(text, at + needle.length));
    if (isHit) verdicts[first + code] = 1;
    // Nothing more is to be learned of a text that was found.
    at = text.indexOf(needle, isHit ? (ends[code] ?? at) : at + 1);
  }
}

/** The first text, from this one on, that ends after the place: near ones are found at once. */
function endAfter(ends: Uint32Array, from: number, place: number): number {
  let low = from;
  let step = 1;
  while (low + step < ends.length && (ends[low + step] ?? 0) <= place) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, ends.length - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
