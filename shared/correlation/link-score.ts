// How likely an alert belongs to a cluster of alerts, in log-odds, from what they share and when. The
// weights were fitted to labelled samples and rounded; docs/correlation.md tells how, and what each means.
import type { TieKind } from './tie.ts';

/** The closest alert of a cluster that shares a tie. */
export interface SharedTie {
  readonly kind: TieKind;
  /** Index of that alert. */
  readonly alert: number;
  readonly key: string;
  /** Between the two, whichever was first. */
  readonly gapMs: number;
  /** How many other clusters bore the key in the days before. */
  readonly crowd: number;
}

export interface ClusterFacts {
  /** The latest stage of an attack that it came to, as `stageOf` numbers them. */
  readonly stage: number;
  /** How many detectors spoke, up to `MAX_VARIETY`. */
  readonly variety: number;
}

export interface AlertFacts {
  readonly stage: number;
  /** It came before, and before that, on the same thing. */
  readonly isRecurring: boolean;
}

interface TieWeights {
  /** For sharing it at all. */
  readonly shared: number;
  /** Per doubling of the time between, from a quarter of an hour. */
  readonly perDoubling: number;
  /** Per doubling of the clusters that share it, too. */
  readonly perCrowd: number;
  /** Per both: a crowd counts the more, the longer the time between. */
  readonly perCrowdAndDoubling: number;
}

export const MAX_VARIETY = 4;

const QUARTER_MS = 900_000;

/** From this on an alert is taken into the likeliest cluster. */
export const JOINS = 0.25;

/** From this on alerts that are near to two clusters make them one, if both are single alerts. */
export const MERGES = 0.5;

/** More is asked per doubling of the smaller one, since the mistake would be the greater. */
export const MERGES_PER_DOUBLING = 1.2;

export const TIE_WEIGHTS: Readonly<Record<TieKind, TieWeights>> = {
  machine: { shared: 1.55, perDoubling: -0.45, perCrowd: -0.4, perCrowdAndDoubling: -0.14 },
  account: { shared: 0.3, perDoubling: -0.15, perCrowd: -0.15, perCrowdAndDoubling: 0 },
  source: { shared: 0.5, perDoubling: -0.05, perCrowd: 0, perCrowdAndDoubling: -0.1 },
  address: { shared: 2.6, perDoubling: -0.35, perCrowd: 0, perCrowdAndDoubling: 0 },
  network: { shared: 1.9, perDoubling: 0, perCrowd: 0, perCrowdAndDoubling: 0 },
  file: { shared: 0.35, perDoubling: -0.1, perCrowd: 0, perCrowdAndDoubling: -0.3 },
  cloud: { shared: 0.9, perDoubling: -1.05, perCrowd: 0, perCrowdAndDoubling: -0.3 },
};

const START = 1.25;
/** What nothing else corroborates fades with time. */
const PER_DOUBLING_ALONE = -0.65;
const PER_DETECTOR = 1.05;
const PER_STAGE_BACK = -0.43;
const ALERT_RECURS = -0.8;

/** Log-odds: 0 is as likely as not. `ties` holds at most one of a kind, and at least one. */
export function linkScore(
  alert: AlertFacts,
  cluster: ClusterFacts,
  ties: readonly SharedTie[],
): number {
  let score = START + PER_DETECTOR * cluster.variety;
  for (const tie of ties) score += tieScore(tie);
  const [first] = ties;
  if (first !== undefined && ties.length === 1) score += PER_DOUBLING_ALONE * doublingsOf(first);
  score += PER_STAGE_BACK * Math.max(0, cluster.stage - alert.stage);
  return alert.isRecurring ? score + ALERT_RECURS : score;
}

export function tieScore(tie: SharedTie): number {
  const weights = TIE_WEIGHTS[tie.kind];
  const doublings = doublingsOf(tie);
  const crowding = Math.log2(1 + tie.crowd);
  return (
    weights.shared +
    weights.perDoubling * doublings +
    weights.perCrowd * crowding +
    weights.perCrowdAndDoubling * crowding * doublings
  );
}

/** Of the time between, from a quarter of an hour. */
function doublingsOf({ gapMs }: SharedTie): number {
  return Math.log2(1 + gapMs / QUARTER_MS);
}
