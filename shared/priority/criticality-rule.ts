// Which assets matter most to their owner, as a person marks them: one by one, by name, by account or by
// tag. Of all that is said of an asset the highest level counts, so that the order of rules does not.
import { wildcardTest } from '../tuning/text-pattern.ts';
import { CRITICALITY_POINTS } from './priority-weights.ts';
import type { Criticality } from './priority-weights.ts';

export type CriticalitySubject =
  /** One asset, by its key; the name is what it was called when it was marked. */
  | { readonly kind: 'asset'; readonly key: string; readonly name: string }
  /** Matched against the name and the resource id; `*` stands for any characters, `?` for one. */
  | { readonly kind: 'name'; readonly pattern: string }
  /** An Azure subscription, AWS account or Google Cloud project. */
  | { readonly kind: 'account'; readonly id: string }
  /** A tag of the asset's evidence. */
  | { readonly kind: 'tag'; readonly tag: string };

export interface CriticalityRule {
  readonly subject: CriticalitySubject;
  readonly criticality: Criticality;
}

/** What is known of an asset, from all alerts that name it. */
export interface AssetFacts {
  readonly key: string;
  /** Its name and resource id. */
  readonly names: readonly string[];
  readonly accounts: readonly string[];
  readonly tags: readonly string[];
}

/** Highest first. */
export const CRITICALITIES = ['veryHigh', 'high', 'medium', 'low'] as const satisfies Criticality[];

export const CRITICALITY_WORDS: Readonly<Record<Criticality, string>> = {
  veryHigh: 'very high',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

export const MOST_CRITICALITY_RULES = 2_000;
const MOST_CHARACTERS = 2_048;

/** In any letter case; null for what no rule marks. */
export function criticalityTest(
  rules: readonly CriticalityRule[],
): (asset: AssetFacts) => Criticality | null {
  const byKey = new Map<string, Criticality>();
  const byAccount = new Map<string, Criticality>();
  const byTag = new Map<string, Criticality>();
  const patterns: { readonly matches: (text: string) => boolean; readonly level: Criticality }[] =
    [];
  const mark = (map: Map<string, Criticality>, name: string, level: Criticality): void => {
    map.set(name, higher(map.get(name) ?? null, level));
  };
  for (const { subject, criticality } of rules) {
    if (subject.kind === 'asset') mark(byKey, subject.key, criticality);
    else if (subject.kind === 'account') mark(byAccount, subject.id.toLowerCase(), criticality);
    else if (subject.kind === 'tag') mark(byTag, subject.tag.toLowerCase(), criticality);
    else patterns.push({ matches: wildcardTest(subject.pattern), level: criticality });
  }
  return ({ key, names, accounts, tags }) => {
    const found = [
      byKey.get(key),
      ...accounts.map((account) => byAccount.get(account.toLowerCase())),
      ...tags.map((tag) => byTag.get(tag.toLowerCase())),
      ...patterns.filter(({ matches }) => names.some(matches)).map(({ level }) => level),
    ];
    return found.reduce<Criticality | null>(
      (highest, level) => (level === undefined ? highest : higher(highest, level)),
      null,
    );
  };
}

export function higher(a: Criticality | null, b: Criticality): Criticality {
  return a !== null && CRITICALITY_POINTS[a] >= CRITICALITY_POINTS[b] ? a : b;
}

/** The level that a rule gives to exactly this subject; null where none does. */
export function criticalityOf(
  rules: readonly CriticalityRule[],
  subject: CriticalitySubject,
): Criticality | null {
  return rules.find((rule) => isSameSubject(rule.subject, subject))?.criticality ?? null;
}

/** The rules with this subject at another level; null takes its rule away. */
export function withCriticality(
  rules: readonly CriticalityRule[],
  subject: CriticalitySubject,
  criticality: Criticality | null,
): readonly CriticalityRule[] {
  const others = rules.filter((rule) => !isSameSubject(rule.subject, subject));
  return criticality === null ? others : [...others, { subject, criticality }];
}

export function isSameSubject(a: CriticalitySubject, b: CriticalitySubject): boolean {
  return a.kind === b.kind && identityOf(a) === identityOf(b);
}

/** What tells a subject from others of its kind. */
export function identityOf(subject: CriticalitySubject): string {
  switch (subject.kind) {
    case 'asset':
      return subject.key;
    case 'name':
      return subject.pattern.toLowerCase();
    case 'account':
      return subject.id.toLowerCase();
    case 'tag':
      return subject.tag.toLowerCase();
    default:
      return subject satisfies never;
  }
}

export function isCriticalityRules(value: unknown): value is readonly CriticalityRule[] {
  return Array.isArray(value) && value.length <= MOST_CRITICALITY_RULES && value.every(isRule);
}

function isRule(value: unknown): value is CriticalityRule {
  if (!isRecord(value) || !isRecord(value['subject'])) return false;
  const { subject, criticality } = value;
  return (
    CRITICALITIES.some((level) => level === criticality) &&
    ((subject['kind'] === 'asset' && isWord(subject['key']) && isWord(subject['name'])) ||
      (subject['kind'] === 'name' && isWord(subject['pattern'])) ||
      (subject['kind'] === 'account' && isWord(subject['id'])) ||
      (subject['kind'] === 'tag' && isWord(subject['tag'])))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MOST_CHARACTERS;
}
