// Reads a JSON document item by item, so that it may be larger than memory: the items of a top list, those
// of a page's `value`, or values one after another. Brackets are counted; JSON.parse judges each item.
import type { Json } from '../json.ts';
import {
  rawMax,
  recordMax,
  rowsIn,
  tooLong,
  type FileRecord,
  type RecordReader,
} from './file-record.ts';

/** The services nest about ten levels; parser and structured clones stay far from their limits. */
export const deepestItem = 512;

/** Members of a top object whose list holds the items: Graph's pages, Azure Monitor's batches, hunting. */
const LISTS: ReadonlySet<string> = new Set(['value', 'records', 'results']);
const LONGEST_LIST_NAME = 7;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

export class JsonReader implements RecordReader {
  #line: number;
  #depth = 0;
  /** The depth at which items stand: 0, 1 in a top list, 2 in a page's list. */
  #itemDepth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Behind a page's list, up to the end of the page. */
  #isInTail = false;

  #isInItem = false;
  #itemLine = 1;
  #isTooDeep = false;
  #held: string[] = [];
  #heldLength = 0;

  /** The text at depth 1 last read, and the one before the last colon: the member's name. */
  #text = '';
  #name = '';

  constructor(firstLine = 1) {
    this.#line = firstLine;
  }

  push(text: string): readonly FileRecord[] {
    const records: FileRecord[] = [];
    let from = this.#isInItem ? 0 : -1;
    for (let at = 0; at < text.length; at += 1) {
      if (this.#isInString && !this.#isEscaped && !this.#mayBeName()) at = textEnd(text, at);
      if (at === text.length) break;
      const code = text.charCodeAt(at);
      if (code === LINE_FEED) this.#line += 1;
      if (this.#isInString) {
        this.#readString(code, text.charAt(at));
        continue;
      }
      if (!this.#isInItem && !this.#isInTail) {
        if (isBlank(code) || code === COMMA) continue;
        if (this.#enterOrLeaveList(code)) continue;
        if (isCloser(code)) {
          records.push(this.#stray(text.charAt(at)));
          continue;
        }
        this.#startItem();
        from = at;
      }
      const isScalarEnd = this.#isInItem && this.#endsScalar(code);
      if (isScalarEnd) {
        records.push(...this.#finishItem(text.slice(from, at)));
        from = -1;
        at -= 1;
        if (code === LINE_FEED) this.#line -= 1;
        continue;
      }
      if (this.#step(code) === 'page') from = -1;
      if (this.#isInItem && this.#depth === this.#itemDepth && isCloser(code)) {
        records.push(...this.#finishItem(text.slice(from, at + 1)));
        from = -1;
      }
    }
    if (this.#isInItem) this.#hold(text.slice(from));
    return records;
  }

  end(): readonly FileRecord[] {
    if (this.#isInItem) {
      const isScalar = this.#depth === this.#itemDepth && !this.#isInString;
      if (isScalar && this.#itemDepth === 0) return this.#finishItem('');
      const raw = this.#held.join('').slice(0, rawMax);
      if (this.#isTooDeep || this.#heldLength > recordMax) return this.#finishItem('');
      return [
        { kind: 'broken', line: this.#itemLine, reason: 'cut off by the end of the file', raw },
      ];
    }
    if (this.#depth === 0) return [];
    const reason = 'the file ends inside its list';
    return [{ kind: 'broken', line: this.#line, reason, raw: '' }];
  }

  #readString(code: number, character: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) this.#isInString = false;
    else if (this.#mayBeName()) this.#text += character;
  }

  /** Whether the text under way can still be the name of a page's list. */
  #mayBeName(): boolean {
    return this.#depth === 1 && this.#text.length <= LONGEST_LIST_NAME;
  }

  /** A list at the top holds the items; it and a page's end with their bracket. */
  #enterOrLeaveList(code: number): boolean {
    if (this.#depth === 0 && code === 0x5b) {
      this.#depth = 1;
      this.#itemDepth = 1;
      return true;
    }
    if (!isCloser(code) || this.#itemDepth === 0) return false;
    this.#depth = this.#itemDepth - 1;
    this.#isInTail = this.#depth > 0;
    this.#itemDepth = 0;
    return true;
  }

  #startItem(): void {
    this.#isInItem = true;
    this.#itemLine = this.#line;
    this.#isTooDeep = false;
    this.#name = '';
  }

  /** Numbers, words and texts end where no bracket does. */
  #endsScalar(code: number): boolean {
    if (this.#depth !== this.#itemDepth) return false;
    if (code === COMMA || (isCloser(code) && this.#itemDepth > 0)) return true;
    return this.#itemDepth === 0 && isBlank(code);
  }

  /** `page` where the top object turns out to hold a list of items, and is no item itself. */
  #step(code: number): 'page' | null {
    if (code === QUOTE) {
      this.#isInString = true;
      if (this.#depth === 1) this.#text = '';
    } else if (code === COLON) {
      if (this.#depth === 1) this.#name = this.#text;
    } else if (code === COMMA) {
      if (this.#depth === 1) this.#name = '';
    } else if (isOpener(code)) {
      this.#depth += 1;
      if (this.#depth - this.#itemDepth > deepestItem) this.#isTooDeep = true;
      if (code === 0x5b && this.#opensPage()) {
        this.#itemDepth = 2;
        this.#isInItem = false;
        this.#isInTail = false;
        this.#drop();
        return 'page';
      }
    } else if (isCloser(code)) {
      this.#depth = Math.max(0, this.#depth - 1);
      if (this.#isInTail && this.#depth === 0) this.#isInTail = false;
    }
    return null;
  }

  #opensPage(): boolean {
    return this.#itemDepth === 0 && this.#depth === 2 && LISTS.has(this.#name.toLowerCase());
  }

  #hold(piece: string): void {
    this.#heldLength += piece.length;
    if (this.#heldLength <= recordMax && !this.#isTooDeep) this.#held.push(piece);
    else if (this.#held.length !== 1 || this.#held[0]?.length !== rawMax) {
      this.#held = [(this.#held.join('') || piece).slice(0, rawMax)];
    }
  }

  #drop(): void {
    this.#held = [];
    this.#heldLength = 0;
  }

  #finishItem(last: string): readonly FileRecord[] {
    this.#hold(last);
    const text = this.#held.join('');
    const isTooLong = this.#heldLength > recordMax;
    this.#isInItem = false;
    this.#drop();
    const line = this.#itemLine;
    if (this.#isTooDeep) {
      const reason = `nested deeper than ${deepestItem} levels`;
      return [{ kind: 'broken', line, reason, raw: text.slice(0, rawMax) }];
    }
    return isTooLong ? [tooLong(line, text)] : parseItem(text, line);
  }

  #stray(character: string): FileRecord {
    const reason = `not JSON: unexpected ${JSON.stringify(character)}`;
    return { kind: 'broken', line: this.#line, reason, raw: character };
  }
}

function parseItem(text: string, line: number): readonly FileRecord[] {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ kind: 'broken', line, reason: 'not JSON', raw: text.slice(0, rawMax) }];
  }
  return rowsIn(json).map((row) => ({ kind: 'value', line, json: row }));
}

const TEXT_MARK = /["\\\n]/g;

/** The next character in a text that is more than text: twice as fast as looking at each. */
function textEnd(text: string, from: number): number {
  TEXT_MARK.lastIndex = from;
  return TEXT_MARK.exec(text)?.index ?? text.length;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB;
}

function isOpener(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isCloser(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
