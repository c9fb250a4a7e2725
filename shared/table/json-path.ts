// Reads one value out of a JSON text without building the others, as the text it is there: long
// numbers keep their digits. The text must be valid JSON.

const SPACE: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);
const ENDS_SCALAR: ReadonlySet<string> = new Set([...SPACE, ',', ']', '}']);

/** A member's name, or an item's place; negative places count from the end. */
export type PathStep = string | number;

/** The raw text of the value at the path; null where there is none. Of equal names the last wins. */
export function jsonAt(text: string, path: readonly PathStep[]): string | null {
  let start = skipSpace(text, 0);
  let end = endOfValue(text, start);
  for (const step of path) {
    const found =
      typeof step === 'string' ? memberAt(text, start, step) : itemAt(text, start, step);
    if (found === null) return null;
    [start, end] = found;
  }
  return text.slice(start, end);
}

type Span = readonly [start: number, end: number];

function memberAt(text: string, start: number, name: string): Span | null {
  if (text[start] !== '{') return null;
  let found: Span | null = null;
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== '}') {
    const nameEnd = endOfValue(text, at);
    const spelled = text.slice(at, nameEnd);
    const from = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const to = endOfValue(text, from);
    if (nameOf(spelled) === name) found = [from, to];
    at = skipComma(text, to);
  }
  return found;
}

function itemAt(text: string, start: number, place: number): Span | null {
  if (text[start] !== '[') return null;
  const items: Span[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== ']') {
    const to = endOfValue(text, at);
    items.push([at, to]);
    if (items.length === place + 1) break;
    at = skipComma(text, to);
  }
  return items.at(place) ?? null;
}

function nameOf(spelled: string): string {
  return spelled.includes('\\') ? String(JSON.parse(spelled)) : spelled.slice(1, -1);
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  let at = start;
  if (first !== '{' && first !== '[') {
    while (at < text.length && !ENDS_SCALAR.has(text.charAt(at))) at++;
    return at;
  }
  let depth = 0;
  do {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    at++;
  } while (depth > 0 && at < text.length);
  return at;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') return at + 1;
  }
  return text.length;
}

function skipComma(text: string, start: number): number {
  const at = skipSpace(text, start);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (SPACE.has(text.charAt(at))) at++;
  return at;
}
