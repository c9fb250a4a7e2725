// JSON of a service, read without trusting it: nesting is bounded before the parser sees it.

export type JsonReading =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'webPage' }
  | { readonly kind: 'nested' }
  | { readonly kind: 'malformed' };

/** The service nests about 10 levels; the parser and structured clones stay far from their limits. */
export const deepestJson = 512;

/** Bytes are UTF-8, with or without a byte order mark; bytes that are none become U+FFFD. */
export function readJsonText(bytes: Uint8Array): JsonReading {
  const text = new TextDecoder('utf-8').decode(bytes);
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return { kind: 'empty' };
  if (first === '<') return { kind: 'webPage' };
  if (isNestedPast(text, deepestJson)) return { kind: 'nested' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'malformed' };
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Brackets outside strings are counted; whether the text is JSON otherwise does not matter. */
export function isNestedPast(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index);
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}

/** Of the closing quote, or the text's end. Most of a page is strings: a search skips them twice as fast as a loop. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** By an odd number of backslashes before it. */
function isEscaped(text: string, index: number): boolean {
  let before = index - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (index - before) % 2 === 0;
}
