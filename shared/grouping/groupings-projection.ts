// Groupings as plain lists, for the way from main to the data worker.
import type { Groupings } from './groupings.ts';

type MapName = 'incidentOf' | 'redirectOf' | 'created' | 'rejected' | 'aloneTypes' | 'machinePairs';

type Entries<Kept> =
  Kept extends ReadonlyMap<infer Key, infer Value> ? readonly (readonly [Key, Value])[] : never;

/** All that there is, each time. */
export type GroupingsProjection = Pick<Groupings, 'log'> & {
  readonly [Name in MapName]: Entries<Groupings[Name]>;
};

export function projectionOf(groupings: Groupings): GroupingsProjection {
  return {
    incidentOf: [...groupings.incidentOf],
    redirectOf: [...groupings.redirectOf],
    created: [...groupings.created],
    rejected: [...groupings.rejected],
    aloneTypes: [...groupings.aloneTypes],
    machinePairs: [...groupings.machinePairs],
    log: groupings.log,
  };
}

export function groupingsOf(projection: GroupingsProjection): Groupings {
  return {
    incidentOf: new Map(projection.incidentOf),
    redirectOf: new Map(projection.redirectOf),
    created: new Map(projection.created),
    rejected: new Map(projection.rejected),
    aloneTypes: new Map(projection.aloneTypes),
    machinePairs: new Map(projection.machinePairs),
    log: projection.log,
  };
}
