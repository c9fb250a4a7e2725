// The weights of the priority score. The most that each factor can give adds up to 100, so that a score
// is the plain sum of its factors and never has to be cut. What each is for: docs/priority-score.md.

/** How much an asset matters to its owner, as device exposure management names the levels. */
export type Criticality = 'veryHigh' | 'high' | 'medium' | 'low';

export const SEVERITY_POINTS: ReadonlyMap<string, number> = new Map([
  ['high', 34],
  ['medium', 20],
  ['low', 8],
]);

export const DISRUPTION_POINTS = 10;
export const HIGH_PROFILE_POINTS = 12;
export const NAMED_THREAT_POINTS = 4;

/** For each different stage of an attack seen, up to BREADTH_LIMIT of them. */
export const STAGE_POINTS = 2;
export const STAGE_LIMIT = 4;
/** For a stage at which an attacker reaches what he came for. */
export const LATE_STAGE_POINTS = 6;

export const CRITICALITY_POINTS: Readonly<Record<Criticality, number>> = {
  veryHigh: 14,
  high: 10,
  medium: 5,
  low: 1,
};

/** For an alert type seen in one incident only; a point less for a second, and for each RARITY_STEP times as many. */
export const RARITY_POINTS = 6;
export const RARITY_STEP = 3;

/** For alert types never found false; none where all decided alerts of these types were false. */
export const SIGNAL_POINTS = 6;
/** What is assumed of a type of which little is known: as if so many alerts were half true. */
export const SIGNAL_PRIOR = 2;
