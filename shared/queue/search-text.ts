// What a person types or pastes into a search, and the spellings under which the stores may know it.
import { withoutPrefix } from '../identity/alert-identity.ts';

/** The longest id of a cloud resource has fewer characters. */
export const MOST_SEARCH_CHARACTERS = 2_000;

/** Why this text is not searched for, in words; null where it is. */
export function searchTrouble(text: string): string | null {
  const { length } = text.trim();
  if (length <= MOST_SEARCH_CHARACTERS) return null;
  const [typed, most] = [length, MOST_SEARCH_CHARACTERS].map((n) => n.toLocaleString('en-US'));
  return `A search holds ${most} characters at most, and this has ${typed}: it was not searched for.`;
}

/**
 * In lower case; what contains any of them is found. They are plain texts, never patterns. Empty where
 * nothing is searched for.
 */
export function searchNeedles(text: string): readonly string[] {
  const typed = text.trim().toLowerCase();
  if (typed === '') return [];
  const plain = refanged(unquoted(typed));
  const resource = resourceOfPortal(plain);
  // Only Graph puts letters before an id that other sources have bare.
  const bare = withoutPrefix(plain, null);
  return [...new Set([typed, plain, bare, ...(resource === null ? [] : [resource])])];
}

export interface TextPiece {
  readonly text: string;
  readonly isFound: boolean;
}

/** The text in pieces, those that are one of the needles told apart. */
export function markedPieces(text: string, needles: readonly string[]): readonly TextPiece[] {
  const folded = text.toLowerCase();
  // A letter that is longer in lower case would shift all places behind it.
  if (needles.length === 0 || folded.length !== text.length) return [{ text, isFound: false }];
  const pieces: TextPiece[] = [];
  let from = 0;
  while (from < text.length) {
    const next = firstFound(folded, needles, from);
    if (next === null) break;
    if (next.at > from) pieces.push({ text: text.slice(from, next.at), isFound: false });
    from = next.at + next.length;
    pieces.push({ text: text.slice(next.at, from), isFound: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isFound: false });
  return pieces;
}

function firstFound(
  folded: string,
  needles: readonly string[],
  from: number,
): { readonly at: number; readonly length: number } | null {
  let first: { readonly at: number; readonly length: number } | null = null;
  for (const { length, at } of needles.map((needle) => ({
    length: needle.length,
    at: folded.indexOf(needle, from),
  }))) {
    if (at >= 0 && (first === null || at < first.at || (at === first.at && length > first.length)))
      first = { at, length };
  }
  return first;
}

/** Brackets around a letter or two are more likely meant. */
function unquoted(text: string): string {
  const inside = /^(["'`<])(.{3,})(["'`>])$/s.exec(text);
  const pair = inside === null ? '' : `${inside[1] ?? ''}${inside[3] ?? ''}`;
  return ['""', "''", '``', '<>'].includes(pair) ? (inside?.[2] ?? text).trim() : text;
}

/** Reports write addresses so that nobody opens them: `hxxps[:]//evil[.]com`, `mallory[@]evil[.]com`. */
function refanged(text: string): string {
  return text
    .replaceAll(/[[({](?:\.|dot)[\])}]/g, '.')
    .replaceAll(/[[({](?:@|at)[\])}]/g, '@')
    .replaceAll(/\[(:\/\/|:|\/)\]/g, '$1')
    .replaceAll(/\bhxxp(s?)(?=:)/g, 'http$1');
}

/** The id in the address of a resource's page in the Azure portal. */
function resourceOfPortal(text: string): string | null {
  const path = /^https:\/\/[^/?#]*portal\.azure\.[a-z]+\/#[^]*?(\/subscriptions\/[^?#]+)/.exec(
    text,
  );
  const page = /\/(overview|activitylog|users|tags|properties|logs)$/;
  return path?.[1] === undefined ? null : path[1].replace(page, '');
}
