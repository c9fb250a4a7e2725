// Seam between the data worker and the correlation worker, which knows alerts and nothing of incidents: what
// the engine has to say of each alert that it is shown.
import type { ComparedAlerts, Placement } from '../correlation/placement.ts';
import type { ToldPair } from '../identity/told-pairs.ts';
import type { AlertKey } from '../model/alert.ts';

/** The machines that an alert's evidence names. */
export interface AlertMachines {
  readonly key: AlertKey;
  /** `evidence` is an index of the alert's evidence. */
  readonly machines: readonly { readonly evidence: number; readonly machine: number }[];
}

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
    /** Forgets all, and heeds from now on what people said of pairs of machines. */
    readonly 'engine.startOver': {
      readonly argument: { readonly told: readonly ToldPair[] };
      readonly result: null;
    };
    /** As `engine.placements`. Equal numbers are one machine, until more alerts are added. */
    readonly 'engine.machines': {
      readonly argument: { readonly keys: readonly AlertKey[] };
      readonly result: readonly AlertMachines[];
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
