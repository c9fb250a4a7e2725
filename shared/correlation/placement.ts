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
