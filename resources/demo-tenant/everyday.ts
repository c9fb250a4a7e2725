// The everyday incidents: what a security team sees between the stories.
import { CLOUD_PATTERNS } from './patterns/cloud-patterns.ts';
import { ENDPOINT_PATTERNS } from './patterns/endpoint-patterns.ts';
import { IDENTITY_PATTERNS } from './patterns/identity-patterns.ts';
import { randomFor } from './random.ts';
import type { IncidentScript, Moment } from './script.ts';

const PATTERNS = { ...ENDPOINT_PATTERNS, ...IDENTITY_PATTERNS, ...CLOUD_PATTERNS } as const;

export type PatternName = keyof typeof PATTERNS;

const NAMES = Object.keys(PATTERNS) as readonly PatternName[];

const MOST_ALERTS = 12;

/** What is decided outside the pattern. */
export interface EverydayCircumstances extends Partial<Omit<IncidentScript, 'key' | 'alerts'>> {
  readonly id: string;
  readonly startsAt: Moment;
  /** By chance when absent. */
  readonly pattern?: PatternName;
}

/** The incident that belongs to `key`: the same key and circumstances give the same incident. */
export function everydayIncident(
  key: string,
  circumstances: EverydayCircumstances,
): IncidentScript {
  const random = randomFor(key);
  const { pattern = random.pick(NAMES), ...given } = circumstances;
  const made = PATTERNS[pattern](random);
  return { status: 'active', ...made, alerts: made.alerts.slice(0, MOST_ALERTS), ...given, key };
}
