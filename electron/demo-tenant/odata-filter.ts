// The part of OData's $filter that the security endpoints take: comparisons, `in`, and, or, not, parentheses.
// OData 4.01 URL conventions, section 5.1.1; precedence: not, and, or.
import { badRequest } from './graph-error.ts';
import { sortableTime } from './graph-time.ts';

/** What a property holds: any text, a time (given sortable, see `sortableTime`), or a member of a list. */
export type FilterType = 'string' | 'dateTime' | readonly string[];

/** The properties that may be filtered, by name. */
export type FilterSchema = ReadonlyMap<string, FilterType>;

/** Values of an item by property name; times in sortable form. */
export type FilterRow = Readonly<Record<string, string | null>>;

export type FilterPredicate = (row: FilterRow) => boolean;

type Token =
  | { readonly kind: 'word' | 'string' | 'dateTime'; readonly text: string; readonly at: number }
  | { readonly kind: '(' | ')' | ','; readonly text: string; readonly at: number };

const MAX_DEPTH = 50;

const TOKEN =
  /\s*(?:(?<string>(?:[A-Za-z][\w.]*)?'(?:[^']|'')*')|(?<dateTime>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))|(?<word>[A-Za-z_][\w./]*)|(?<mark>[(),]))/y;

/** Throws a 400 that says where the text goes wrong or which property cannot be filtered. */
export function parseFilter(text: string, schema: FilterSchema): FilterPredicate {
  const tokens = tokenize(text);
  let next = 0;

  const peek = (): Token | undefined => tokens[next];
  const isWord = (word: string): boolean => {
    const token = peek();
    return token?.kind === 'word' && token.text === word;
  };
  const fail = (wanted: string): never => {
    const token = peek();
    const place = token === undefined ? 'the end' : `'${token.text}' at position ${token.at}`;
    throw badRequest(`Invalid filter clause: expected ${wanted}, found ${place} in '${text}'.`);
  };
  const take = (kind: Token['kind'], wanted: string): Token => {
    const token = peek();
    if (token === undefined || token.kind !== kind) return fail(wanted);
    next += 1;
    return token;
  };

  const parseOr = (depth: number): FilterPredicate => {
    if (depth > MAX_DEPTH) throw badRequest('Invalid filter clause: nested too deep.');
    let left = parseAnd(depth);
    while (isWord('or')) {
      next += 1;
      const [a, b] = [left, parseAnd(depth)];
      left = (row) => a(row) || b(row);
    }
    return left;
  };
  const parseAnd = (depth: number): FilterPredicate => {
    let left = parseNot(depth);
    while (isWord('and')) {
      next += 1;
      const [a, b] = [left, parseNot(depth)];
      left = (row) => a(row) && b(row);
    }
    return left;
  };
  const parseNot = (depth: number): FilterPredicate => {
    if (depth > MAX_DEPTH) throw badRequest('Invalid filter clause: nested too deep.');
    if (isWord('not')) {
      next += 1;
      const inner = parseNot(depth + 1);
      return (row) => !inner(row);
    }
    if (peek()?.kind === '(') {
      next += 1;
      const inner = parseOr(depth + 1);
      take(')', "')'");
      return inner;
    }
    return parseComparison();
  };
  const parseComparison = (): FilterPredicate => {
    const property = take('word', 'a property').text;
    const type = schema.get(property);
    if (type === undefined) {
      throw badRequest(`Could not find a property named '${property}' that can be filtered on.`);
    }
    const operator = take('word', 'an operator').text;
    const valueOf = (row: FilterRow): string | null => row[property] ?? null;
    const literal = (): string | null => parseLiteral(property, type);
    if (operator === 'in') {
      take('(', "'('");
      const wanted = new Set<string | null>([literal()]);
      while (peek()?.kind === ',') {
        next += 1;
        wanted.add(literal());
      }
      take(')', "')'");
      return (row) => wanted.has(valueOf(row));
    }
    const isOrdering =
      operator === 'gt' || operator === 'ge' || operator === 'lt' || operator === 'le';
    if (!isOrdering && operator !== 'eq' && operator !== 'ne') {
      next -= 1;
      return fail('eq, ne, gt, ge, lt, le or in');
    }
    const wanted = literal();
    if (operator === 'eq') return (row) => valueOf(row) === wanted;
    if (operator === 'ne') return (row) => valueOf(row) !== wanted;
    return (row) => {
      const value = valueOf(row);
      if (value === null || wanted === null) return false;
      if (operator === 'gt') return value > wanted;
      if (operator === 'ge') return value >= wanted;
      return operator === 'lt' ? value < wanted : value <= wanted;
    };
  };
  const parseLiteral = (property: string, type: FilterType): string | null => {
    const token = peek() ?? fail('a value');
    if (token.kind === 'word' && token.text === 'null') {
      next += 1;
      return null;
    }
    if (type === 'dateTime') {
      const sortable = sortableTime(take('dateTime', `a dateTime for '${property}'`).text);
      return sortable ?? fail('a dateTime that exists');
    }
    const value = stringValue(take('string', `a string for '${property}'`).text);
    if (type !== 'string' && !type.includes(value)) {
      throw badRequest(`The string '${value}' is not a valid enumeration type constant.`);
    }
    return value;
  };

  const predicate = parseOr(0);
  if (next < tokens.length) fail('the end');
  return predicate;
}

/** Without quotes, doubled quotes undone, and without the type name of a qualified enumeration member. */
function stringValue(literal: string): string {
  return literal.slice(literal.indexOf("'") + 1, -1).replaceAll("''", "'");
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) {
      throw badRequest(`Syntax error at position ${start} in '${text}'.`);
    }
    const { string, dateTime, word, mark } = groups;
    if (string !== undefined) tokens.push({ kind: 'string', text: string, at: start });
    else if (dateTime !== undefined) tokens.push({ kind: 'dateTime', text: dateTime, at: start });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at: start });
    else if (mark !== undefined)
      tokens.push({ kind: mark as '(' | ')' | ',', text: mark, at: start });
  }
  return tokens;
}
