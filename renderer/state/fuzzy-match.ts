// Finds what a person means by a few letters of it: "hsu" is in "High severity, unassigned". Pure.

export interface FuzzyMatch {
  /** Higher is better; only to be compared for the same query. */
  readonly score: number;
  /** Of the matched characters in the text, rising. */
  readonly positions: readonly number[];
}

/** Nobody types more to find a command. */
const MOST_CHARACTERS = 100;

/**
 * Letters of the query in their order, in any letter case; spaces are ignored. Better are starts of words
 * and letters that stand together. null where it is not in the text.
 */
export function fuzzyMatch(text: string, query: string): FuzzyMatch | null {
  const wanted = query.slice(0, MOST_CHARACTERS).toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') return { score: 0, positions: [] };
  const lower = text.toLowerCase();
  const whole = lower.indexOf(query.trim().toLowerCase());
  if (whole !== -1) {
    const length = query.trim().length;
    const positions = Array.from({ length }, (_, index) => whole + index);
    return { score: 1_000 + (isWordStart(text, whole) ? 500 : 0) - text.length, positions };
  }
  return subsequence(text, lower, wanted);
}

/** The best place of each letter given the one before: word starts first, then the next one there is. */
function subsequence(text: string, lower: string, wanted: string): FuzzyMatch | null {
  const positions: number[] = [];
  let score = 0;
  let from = 0;
  for (const letter of wanted) {
    const next = lower.indexOf(letter, from);
    if (next === -1) return initials(text, lower, wanted);
    const start = startOfWord(text, lower, letter, from);
    const at = next === from && from > 0 ? next : (start ?? next);
    score += at === from && from > 0 ? 15 : start === at ? 10 : 1;
    positions.push(at);
    from = at + 1;
  }
  return { score: score * 4 - text.length, positions };
}

/** Without a leap to word starts, where that leapt past a letter that was needed. */
function initials(text: string, lower: string, wanted: string): FuzzyMatch | null {
  const positions: number[] = [];
  let from = 0;
  for (const letter of wanted) {
    const at = lower.indexOf(letter, from);
    if (at === -1) return null;
    positions.push(at);
    from = at + 1;
  }
  return { score: wanted.length - text.length, positions };
}

function startOfWord(text: string, lower: string, letter: string, from: number): number | null {
  for (let at = lower.indexOf(letter, from); at !== -1; at = lower.indexOf(letter, at + 1)) {
    if (isWordStart(text, at)) return at;
  }
  return null;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}
