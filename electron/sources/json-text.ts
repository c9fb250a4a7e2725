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
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) {
      isInString = true;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}
