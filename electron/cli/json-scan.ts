// Looks at JSON text for what JSON.parse does not tell: where it breaks, and which numbers it bends.

export interface TextPlace {
  /** Both count from 1; columns are UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

const LITERAL = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const WORD_END = /[\w+.-]/;

/** Offset of the first character that no JSON text could have there; the length where it just ends. */
export function offsetOfJsonError(text: string): number {
  const closers: ('}' | ']')[] = [];
  let expects: 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' = 'value';
  let at = skipSpace(text, 0);
  for (; at < text.length; at = skipSpace(text, at)) {
    const character = text.charAt(at);
    const closer = closers.at(-1);
    if (expects === 'commaOrEnd' && closer === undefined) return at;
    if (character === closer && (expects === 'commaOrEnd' || expects.endsWith('OrEnd'))) {
      closers.pop();
      expects = 'commaOrEnd';
      at += 1;
    } else if (expects === 'commaOrEnd' || expects === 'colon') {
      if (character !== (expects === 'colon' ? ':' : ',')) return at;
      expects = expects === 'colon' || closer === ']' ? 'value' : 'name';
      at += 1;
    } else if (expects === 'name' || expects === 'nameOrEnd') {
      const end = character === '"' ? endOfString(text, at) : null;
      if (end === null) return at;
      if (end.isBroken) return end.offset;
      expects = 'colon';
      at = end.offset;
    } else if (character === '{' || character === '[') {
      closers.push(character === '{' ? '}' : ']');
      expects = character === '{' ? 'nameOrEnd' : 'valueOrEnd';
      at += 1;
    } else {
      const end = endOfScalar(text, at);
      if (end.isBroken) return end.offset;
      expects = 'commaOrEnd';
      at = end.offset;
    }
  }
  return at;
}

export interface BentNumber {
  readonly text: string;
  readonly offset: number;
}

/** Numbers that a double cannot hold: whole ones past 2^53 that change, and those past its range. */
export function* bentNumbers(text: string): Generator<BentNumber> {
  // Strings are matched too, so that digits inside them are passed over.
  for (const match of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g)) {
    const token = match[0];
    if (token.startsWith('"')) continue;
    const value = Number(token);
    const isBent = /^-?\d{16,}$/.test(token)
      ? !Number.isFinite(value) || BigInt(token) !== BigInt(value)
      : value === Infinity || value === -Infinity;
    if (isBent) yield { text: token, offset: match.index };
  }
}

interface End {
  readonly offset: number;
  readonly isBroken: boolean;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

function endOfScalar(text: string, at: number): End {
  if (text.charAt(at) === '"') return endOfString(text, at);
  for (const pattern of [LITERAL, NUMBER]) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) continue;
    const offset = pattern.lastIndex;
    return { offset, isBroken: WORD_END.test(text.charAt(offset)) };
  }
  return { offset: at, isBroken: true };
}

function endOfString(text: string, start: number): End {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { offset: at + 1, isBroken: false };
    if (code < 0x20) return { offset: at, isBroken: true };
    if (code !== 0x5c) continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return { offset: at, isBroken: true };
    at = ESCAPE.lastIndex - 1;
  }
  return { offset: text.length, isBroken: true };
}
