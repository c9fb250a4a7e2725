// An alert of a story that is compared with another one.
import type { TiedAlert } from './correlator.ts';
import type { Tie } from './tie.ts';

export interface StoryAlert extends TiedAlert {
  /** As the caller numbers alerts; no number twice in both stories. */
  readonly alert: number;
  /** It came back as one of a series. */
  readonly isRecurring: boolean;
}

/** How many clusters beside the two stories bore what a tie names, around a time. */
export type CrowdOf = (tie: Tie, at: number) => number;
