// What a kind of everyday incident is: a function from chance to its alerts.
import type { Random } from '../random.ts';
import { inOrder } from '../script.ts';
import type { AlertScript } from '../script.ts';

/** The part of an incident that its pattern decides. */
export interface PatternResult {
  readonly priority: number;
  readonly tells?: string;
  readonly systemTags?: readonly string[];
  readonly alerts: readonly AlertScript[];
}

export type Pattern = (random: Random) => PatternResult;

/** The same scene at several places, each `gapMinutes` after the one before. */
export function staggered<Place>(
  places: readonly Place[],
  gapMinutes: number,
  scene: (place: Place) => readonly AlertScript[],
): readonly AlertScript[] {
  return inOrder(
    ...places.map((place, index) =>
      scene(place).map((alert) => ({ ...alert, after: `${index * gapMinutes}m${alert.after}` })),
    ),
  );
}
