// The JSON values of a file: one, or one a line. Lines are read as they come, so that a file of lines
// may be larger than memory.
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { isNestedPast } from '../sources/json-text.ts';
import { bentNumbers, offsetOfJsonError, placeAt } from './json-scan.ts';

export interface JsonDocument {
  /** The line it starts on, counted from 1; null where the file is one document. */
  readonly line: number | null;
  readonly outcome: JsonOutcome;
}

export type JsonOutcome =
  | { readonly ok: true; readonly value: unknown; readonly bent: readonly BentPlace[] }
  | { readonly ok: false; readonly place: string; readonly reason: string };

/** A number whose digits did not survive JSON.parse. */
export interface BentPlace {
  readonly place: string;
  readonly text: string;
}

/** What the command still handles without recursion; the service nests about ten levels. */
const DEEPEST = 10_000;

const LINE_FILE = /\.(?:jsonl|ndjson)$/i;

/** `name` tells a file of lines by its ending; any other is one when its first line is a whole value. */
export async function* jsonDocuments(stream: Readable, name: string): AsyncGenerator<JsonDocument> {
  let held: JsonDocument | null = null;
  let whole: string[] | null = null;
  let line = 0;
  let hasSeveral = false;
  for await (const text of textLines(stream)) {
    line += 1;
    if (whole !== null) {
      whole.push(text);
      continue;
    }
    if (text.trim() === '') continue;
    const outcome = readJson(text, line);
    if (held === null && !hasSeveral && !outcome.ok && !LINE_FILE.test(name)) {
      // Blank lines before it are put back, so that places in it count from the file's first line.
      whole = [...Array<string>(line - 1).fill(''), text];
      continue;
    }
    if (held !== null) {
      hasSeveral = true;
      yield held;
    }
    held = { line, outcome };
  }
  if (whole !== null) yield { line: null, outcome: readJson(whole.join('\n'), 1) };
  else if (held !== null) yield hasSeveral || LINE_FILE.test(name) ? held : { ...held, line: null };
  else yield { line: null, outcome: { ok: false, place: '1:1', reason: 'the file is empty' } };
}

function readJson(text: string, firstLine: number): JsonOutcome {
  const placeOf = (offset: number): string => {
    const { line, column } = placeAt(text, offset);
    return `${line + firstLine - 1}:${column}`;
  };
  if (isNestedPast(text, DEEPEST)) {
    const reason = `it is nested deeper than ${DEEPEST.toLocaleString('en')} levels`;
    return { ok: false, place: placeOf(0), reason };
  }
  try {
    const value: unknown = JSON.parse(text);
    const bent = [...bentNumbers(text)].map((number) => ({
      place: placeOf(number.offset),
      text: number.text,
    }));
    return { ok: true, value, bent };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = offsetOfJsonError(text);
    const found = text.slice(offset, offset + 1);
    const what = found === '' ? 'it ends too early' : `unexpected ${JSON.stringify(found)}`;
    return { ok: false, place: placeOf(offset), reason: `not JSON: ${what}` };
  }
}

/** UTF-8 or, by its byte order mark, UTF-16; throws a TypeError on bytes that are neither. */
export async function* textLines(stream: Readable): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let rest = '';
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    // Only the new piece is split: a document of one line would be scanned over and over.
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    rest += first;
    for (const other of others) {
      yield rest;
      rest = other;
    }
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

function encodingOf(firstBytes: Uint8Array): string {
  const [first, second] = firstBytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
