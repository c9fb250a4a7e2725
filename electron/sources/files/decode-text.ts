// Bytes of a file to text: UTF-8, or UTF-16 by its mark or its zeros. What is no text is replaced and counted.
import { TextDecoder } from 'node:util';
import type { TextEncoding } from '../../../shared/contract/imports.ts';

const REPLACEMENT = '\uFFFD';
const REPLACEMENT_BYTES: Readonly<Record<TextEncoding, Buffer>> = {
  'UTF-8': Buffer.from([0xef, 0xbf, 0xbd]),
  'UTF-16LE': Buffer.from([0xfd, 0xff]),
  'UTF-16BE': Buffer.from([0xff, 0xfd]),
};

/** Decodes a stream; `encoding` is known after the first bytes. Any split of the bytes gives the same text. */
export class TextReader {
  #encoding: TextEncoding | null = null;
  #decoder: TextDecoder | null = null;
  /** Bytes before the encoding is known. */
  #first: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #lastBytes: Buffer = Buffer.alloc(0);
  #replacements = 0;
  #meant = 0;

  get encoding(): TextEncoding {
    return this.#encoding ?? 'UTF-8';
  }

  /** Sequences that were no text and now read U+FFFD; those that the file itself had are not counted. */
  get invalidSequences(): number {
    return Math.max(0, this.#replacements - this.#meant);
  }

  push(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decode(bytes, this.#decoder);
    this.#first = Buffer.concat([this.#first, bytes]);
    return this.#first.length < 4 ? '' : this.#start();
  }

  end(): string {
    const text = this.#decoder === null ? this.#start() : '';
    const last = this.#decoder?.decode() ?? '';
    this.#replacements += countOf(last);
    return text + last;
  }

  #start(): string {
    this.#encoding = encodingOf(this.#first);
    this.#decoder = new TextDecoder(this.#encoding.toLowerCase());
    const first = this.#first;
    this.#first = new Uint8Array(0);
    return this.#decode(first, this.#decoder);
  }

  #decode(bytes: Uint8Array, decoder: TextDecoder): string {
    const text = decoder.decode(bytes, { stream: true });
    this.#replacements += countOf(text);
    this.#countMeant(bytes);
    return text;
  }

  #countMeant(bytes: Uint8Array): void {
    const mark = REPLACEMENT_BYTES[this.encoding];
    const start = this.#offset - this.#lastBytes.length;
    const window = Buffer.concat([this.#lastBytes, bytes]);
    for (let at = window.indexOf(mark); at !== -1; at = window.indexOf(mark, at + 1)) {
      if (mark.length === 3 || (start + at) % 2 === 0) this.#meant += 1;
    }
    this.#offset += bytes.length;
    this.#lastBytes = window.subarray(Math.max(0, window.length - mark.length + 1));
  }
}

function countOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, at + 1)) {
    count += 1;
  }
  return count;
}

/** Every format that is read here begins with an ASCII character, so one zero in two bytes tells UTF-16. */
function encodingOf([first, second]: Uint8Array): TextEncoding {
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  if (first === undefined || second === undefined) return 'UTF-8';
  if (first !== 0 && second === 0) return 'UTF-16LE';
  return first === 0 && second !== 0 ? 'UTF-16BE' : 'UTF-8';
}
