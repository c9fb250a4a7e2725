// How many rows of a queue were created when: the bars above it. Part of the window <-> data worker seam.
import type { BinZone, TimeBins } from '../queue/time-bins.ts';
import type { QueueFilter } from './queue.ts';

/** From the bottom of a bar to its top; `other` is what has no severity that this version knows. */
export const histogramLevels = ['high', 'medium', 'low', 'informational', 'other'] as const;

export type HistogramLevel = (typeof histogramLevels)[number];

export interface HistogramView {
  /** Its range is what the bars span. A condition on the time of creation is left out: it is the brush. */
  readonly filter: QueueFilter;
  /** Whose hours and days the bars stand for. */
  readonly zone: BinZone;
}

export interface QueueHistogram extends TimeBins {
  /** By bin. */
  readonly counts: Readonly<Record<HistogramLevel, readonly number[]>>;
  /** Rows that pass, but were created at another time, or at none that is known. */
  readonly outside: number;
}
