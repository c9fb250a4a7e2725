// What a kind of everyday incident is: a function from chance to its alerts.
import type { Random } from '../random.ts';
import type { AlertScript } from '../script.ts';

/** The part of an incident that its pattern decides. */
export interface PatternResult {
  readonly priority: number;
  readonly tells?: string;
  readonly systemTags?: readonly string[];
  readonly alerts: readonly AlertScript[];
}

export type Pattern = (random: Random) => PatternResult;
