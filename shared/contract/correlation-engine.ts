// Seam between the data worker and the correlation worker, which knows alerts and nothing of incidents: what
// the engine has to say of each alert that it is shown.
import type { ComparedAlerts, Placement } from '../correlation/placement.ts';
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
    /** Of alerts that the engine has been shown, as it knows them now; nothing changes by it. */
    readonly 'engine.compare': {
      readonly argument: {
        readonly first: readonly EngineAlert[];
        readonly second: readonly EngineAlert[];
      };
      readonly result: ComparedAlerts;
    };
  };
  readonly streams: Readonly<Record<never, never>>;
};
