// Kusto's string operators as tests on one text.
// A term is a longest run of letters and digits; `has` wants its text with no letter or digit right
// before or after it, where the text itself begins or ends with one.
// https://learn.microsoft.com/kusto/query/datatypes-string-operators

/** Each exists as `Cs`, which minds the case, and without, which ignores it. */
type Operator =
  'equals' | 'contains' | 'startsWith' | 'endsWith' | 'has' | 'hasPrefix' | 'hasSuffix';
export type TextOperator = Operator | `${Operator}Cs`;

export type TextTest = (text: string) => boolean;

const TESTS: Readonly<Record<Operator, (needle: string) => TextTest>> = {
  equals: (needle) => (text) => text === needle,
  contains: (needle) => (text) => text.includes(needle),
  startsWith: (needle) => (text) => text.startsWith(needle),
  endsWith: (needle) => (text) => text.endsWith(needle),
  has: (needle) => (text) => hasAt(text, needle, true, true),
  hasPrefix: (needle) => (text) => hasAt(text, needle, true, false),
  hasSuffix: (needle) => (text) => hasAt(text, needle, false, true),
};

export function textTest(operator: TextOperator, needle: string): TextTest {
  if (mindsCase(operator)) return TESTS[baseOf(operator)](needle);
  const test = TESTS[operator](foldCase(needle));
  return (text) => test(foldCase(text));
}

/** Texts that differ only in case are folded to the same text. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}

/** In `text`, an occurrence at which the terms begin or end as asked. */
function hasAt(text: string, needle: string, starts: boolean, ends: boolean): boolean {
  if (needle === '') return true;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if ((!starts || isTermEdge(text, at)) && (!ends || isTermEdge(text, end))) return true;
  }
  return false;
}

/** Does no term run across this place of the text? */
export function isTermEdge(text: string, place: number): boolean {
  return !(isTermPart(text, place - 1) && isTermPart(text, place));
}

const TERM_PART = /[\p{L}\p{N}\p{M}]/u;

function isTermPart(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) {
    return (
      (unit >= 0x30 && unit <= 0x39) ||
      (unit >= 0x41 && unit <= 0x5a) ||
      (unit >= 0x61 && unit <= 0x7a)
    );
  }
  return index >= 0 && index < text.length && TERM_PART.test(text.charAt(index));
}

function mindsCase(operator: TextOperator): operator is `${Operator}Cs` {
  return operator.endsWith('Cs');
}

function baseOf(operator: `${Operator}Cs`): Operator {
  return operator.slice(0, -2) as Operator;
}
