// Compares two JSON values member by member, without recursion and without knowing what they mean.

export interface JsonDifference {
  readonly place: string;
  readonly what: 'missing' | 'added' | 'changed';
}

/** Up to `limit` differences of `after` from `before`; the order of members does not count. */
export function jsonDifferences(
  before: unknown,
  after: unknown,
  place: string,
  limit: number,
): readonly JsonDifference[] {
  const differences: JsonDifference[] = [];
  const pending: Pair[] = [{ before, after, step: { parent: null, name: place } }];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    if (differences.length >= limit) break;
    // What decoding kept raw is the very same object: nothing in it can differ.
    if (pair.before === pair.after) continue;
    const what = compare(pair, pending);
    if (what !== null) differences.push({ place: spell(pair.step), what });
  }
  return differences;
}

interface Step {
  readonly parent: Step | null;
  readonly name: string;
}

interface Pair {
  readonly before: unknown;
  readonly after: unknown;
  readonly step: Step;
}

const ABSENT = Symbol('absent');

/** Null where the two agree so far; their members are left in `pending`. */
function compare({ before, after, step }: Pair, pending: Pair[]): JsonDifference['what'] | null {
  if (before === ABSENT) return 'added';
  if (after === ABSENT) return 'missing';
  if (
    typeof before !== 'object' ||
    typeof after !== 'object' ||
    before === null ||
    after === null
  ) {
    return 'changed';
  }
  if (Array.isArray(before) !== Array.isArray(after)) return 'changed';
  const isList = Array.isArray(before);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of names) {
    pending.push({
      before: memberOf(before, name),
      after: memberOf(after, name),
      step: { parent: step, name: isList ? `[${name}]` : `.${name}` },
    });
  }
  return null;
}

function memberOf(holder: object, name: string): unknown {
  return Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : ABSENT;
}

function spell(step: Step): string {
  const names: string[] = [];
  for (let at: Step | null = step; at !== null; at = at.parent) names.push(at.name);
  return names.toReversed().join('');
}
