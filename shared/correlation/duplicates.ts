// Finds the alert that another one is a copy of: delivered again, mirrored into another product, or raised
// anew by a rule over alerts. Ids first; without a common id only what describes the same activity.
import type { AlertClues } from './alert-clues.ts';

/** What is compared of an alert that was seen. */
interface Seen {
  readonly row: number;
  readonly clues: AlertClues;
  /** Machines and accounts, as the registries tell them. */
  readonly subjects: ReadonlySet<string>;
}

/** Prefixes that the portal puts before a product's own id (Defender documentation, "Alert sources"). */
const PREFIXES = [
  'da',
  'ed',
  'fa',
  'aa',
  'ri',
  'ca',
  'ma',
  'rm',
  'ra',
  'ta',
  'ea',
  'dc',
  'ad',
  'dl',
  'sn',
  'ir',
];

/** A mirror tells whole seconds and its own clock; a scheduled rule tells the start of its five minutes. */
const MIRROR_MS = 2 * 60_000;
const RULE_MS = 6 * 60_000;
/** Copies of one activity lasted equally long. */
const DURATION_MS = 1_500;
/** Copies come within this time of each other. */
const MEMORY_MS = 6 * 3_600_000;

const MIRRORS = 'microsoftDefenderForCloud';
const MIRRORED = 'microsoftDefenderForEndpoint';
const RULES = 'microsoftSentinel';

/** What is too old to have copies still to come is forgotten each time so many alerts have come. */
const SWEEP_EVERY = 10_000;

export class Duplicates {
  #added = 0;
  #latestAt = Number.NEGATIVE_INFINITY;
  readonly #rowById = new Map<string, number>();
  readonly #seenBySubject = new Map<string, Seen[]>();

  /**
   * The row that `row` is a copy of, or `row` itself. `subjects` are the machines and accounts in it.
   * Alerts may come in any order; those long before what came last are compared by their ids alone.
   */
  add(row: number, clues: AlertClues, subjects: ReadonlySet<string>): number {
    const ids = idsOf(clues);
    let canonical: number | null = null;
    for (const id of ids) canonical ??= this.#rowById.get(id) ?? null;
    if (canonical === null) canonical = this.#copyOf(clues, subjects);
    const result = canonical ?? row;
    for (const id of ids) if (!this.#rowById.has(id)) this.#rowById.set(id, result);
    this.#remember({ row: result, clues, subjects });
    this.#latestAt = Math.max(this.#latestAt, clues.createdAt);
    if (++this.#added % SWEEP_EVERY === 0) this.#sweep();
    return result;
  }

  #sweep(): void {
    const oldest = this.#latestAt - MEMORY_MS;
    for (const [subject, seen] of this.#seenBySubject) {
      if ((seen.at(-1)?.clues.createdAt ?? 0) < oldest) this.#seenBySubject.delete(subject);
    }
  }

  #copyOf(clues: AlertClues, subjects: ReadonlySet<string>): number | null {
    let best: Seen | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const subject of subjects) {
      for (const seen of this.#seenBySubject.get(subject) ?? []) {
        if (!isCopy(clues, seen.clues) || !sharesAll(subjects, seen.subjects)) continue;
        const away = Math.abs(clues.at - seen.clues.at);
        if (away < least) [best, least] = [seen, away];
      }
    }
    return best?.row ?? null;
  }

  #remember(seen: Seen): void {
    for (const subject of seen.subjects) {
      const known = this.#seenBySubject.get(subject);
      if (known === undefined) {
        this.#seenBySubject.set(subject, [seen]);
        continue;
      }
      const oldest = seen.clues.createdAt - MEMORY_MS;
      while (
        known.length > 0 &&
        (known.length >= 64 || (known[0]?.clues.createdAt ?? 0) < oldest)
      ) {
        known.shift();
      }
      known.push(seen);
    }
  }
}

/** Raised by different products about the same activity. */
function isCopy(a: AlertClues, b: AlertClues): boolean {
  if (a.category !== b.category) return false;
  const tolerance = toleranceBetween(a.product, b.product);
  if (tolerance === null) return false;
  if (Math.abs(a.at - b.at) > tolerance) return false;
  return Math.abs(a.lastAt - a.at - (b.lastAt - b.at)) <= DURATION_MS && sameTechniques(a, b);
}

function toleranceBetween(a: string, b: string): number | null {
  if (a === b) return null;
  if (a === RULES || b === RULES) return RULE_MS;
  const isMirror = (a === MIRRORS && b === MIRRORED) || (a === MIRRORED && b === MIRRORS);
  return isMirror ? MIRROR_MS : null;
}

/** A rule may not carry them over. */
function sameTechniques(a: AlertClues, b: AlertClues): boolean {
  if (a.techniques.length === 0 || b.techniques.length === 0) {
    return (
      a.product === RULES || b.product === RULES || a.techniques.length === b.techniques.length
    );
  }
  return a.techniques.join() === b.techniques.join();
}

/** Copies may name fewer machines and accounts, but no others of a kind that both name. */
function sharesAll(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const one of few) if (many.has(one)) shared++;
  return shared > 0 && shared * 2 >= few.size;
}

/** All ids that name it, in one form: without prefix, lower case, in its tenant. */
function idsOf(clues: AlertClues): readonly string[] {
  const ids = [clues.id, clues.providerAlertId, ...clues.originalIds]
    .filter((id) => id !== '')
    .map((id) => `${clues.tenant} ${withoutPrefix(id)}`);
  return [...new Set(ids)];
}

function withoutPrefix(id: string): string {
  const folded = id.toLowerCase();
  const rest = folded.slice(2);
  return PREFIXES.includes(folded.slice(0, 2)) && /^[0-9a-f]{6}/.test(rest.replaceAll('-', ''))
    ? rest
    : folded;
}
