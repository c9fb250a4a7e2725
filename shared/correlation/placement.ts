// What the engine has to say of an alert, under the keys that the app knows alerts by.
import type { AlertKey } from '../model/alert.ts';
import type { CorrelationReason, SharedReason } from './correlation-reason.ts';

/** Why an alert belongs to where another one is. */
export interface AlertLink {
  readonly to: AlertKey;
  readonly reasons: readonly CorrelationReason[];
  /** The strongest first; empty for one of a series. */
  readonly ties: readonly SharedReason[];
  /** Log-odds that it belongs there; 0 for one of a series. */
  readonly score: number;
}

export interface Placement {
  readonly key: AlertKey;
  /** The alert that this one is a copy of, though they bear no common id; null for most. */
  readonly copyOf: AlertKey | null;
  /** One for each cluster that it came to, the likeliest first; often none. */
  readonly links: readonly AlertLink[];
}

/** What the engine makes of two sets of alerts, taken as one story each. */
export interface ComparedAlerts {
  /** One for each alert that shares something with the other story at its time, the likeliest first. */
  readonly links: readonly {
    readonly from: AlertKey;
    readonly link: AlertLink;
    /** It is enough; else it is what there was. */
    readonly isMade: boolean;
  }[];
  /** What both stories have, the strongest first, with the two alerts that are nearest in time. */
  readonly shared: readonly ComparedTie[];
  /** As `Comparison` has it. */
  readonly bridge: { readonly reached: number; readonly asked: number } | null;
  /** Alerts that the engine was not shown yet. */
  readonly unknown: number;
  /** Alerts that are correlated with none, because a person or a tag wants it so. */
  readonly alone: number;
}

export interface ComparedTie {
  /** Of the first story, and of the second. */
  readonly alerts: readonly [AlertKey, AlertKey];
  readonly tie: SharedReason;
  /** Other clusters that bore it in the days around. */
  readonly crowd: number;
  /** It ties nothing, for these reasons. */
  readonly isTooFar: boolean;
  readonly isSeries: boolean;
}
