// Tests of texts that attackers chose, by patterns that people wrote: RE2 semantics, so that no pattern
// takes more than linear time. Letter case never counts.
import { RE2JS } from 're2js';

export type TextTest = (text: string) => boolean;

/** The whole text; `*` stands for any characters, `?` for one. */
export function wildcardTest(pattern: string): TextTest {
  if (!/[*?]/.test(pattern)) {
    const wanted = pattern.toLowerCase();
    return (text) => text.toLowerCase() === wanted;
  }
  const source = pattern.replaceAll(/[^*?]+|[*?]/g, (piece) =>
    piece === '*' ? '.*' : piece === '?' ? '.' : RE2JS.quote(piece),
  );
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL);
  return (text) => compiled.matches(text);
}

export function containsTest(part: string): TextTest {
  const wanted = part.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

/** Anywhere in the text. Throws for what is no regular expression of RE2. */
export function regexTest(pattern: string): TextTest {
  const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  return (text) => compiled.matcher(text).find();
}

export function isRegex(pattern: string): boolean {
  return regexTrouble(pattern) === null;
}

/** Why it is no regular expression of RE2, in its words; null where it is one. */
export function regexTrouble(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}
