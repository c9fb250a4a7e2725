// Seam between the data worker and the correlation worker, which knows alerts and nothing of incidents: what
// the engine has to say of each alert that it is shown.
import type { CorrelationReason, SharedReason } from '../correlation/correlation-reason.ts';
import type { AlertKey } from '../model/alert.ts';

/** An alert as a source wrote it. */
export interface EngineAlert {
  readonly key: AlertKey;
  readonly tenantId: string;
  /** A person or a tag wants it to be correlated with none. */
  readonly isAlone: boolean;
  /** JSON in UTF-8, as segments hold it: the alert beside its source. */
  readonly document: Uint8Array;
}

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

export type CorrelationEngineCalls = {
  readonly calls: {
    /** In order of arrival; inside of a page the order makes no difference. Known keys are left out. */
    readonly 'engine.add': {
      readonly argument: { readonly alerts: readonly EngineAlert[] };
      readonly result: readonly Placement[];
    };
    /** Of those alerts that the engine has been shown. */
    readonly 'engine.placements': {
      readonly argument: { readonly keys: readonly AlertKey[] };
      readonly result: readonly Placement[];
    };
  };
  readonly streams: Readonly<Record<never, never>>;
};
