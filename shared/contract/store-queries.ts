// Seam between a visible window and the data worker. Streams send the present state first and
// again after every commit that changes it; they carry view-shaped rows, never whole tables.
import type { Alert, AlertKey } from '../model/alert.ts';
import type { Incident, IncidentKey } from '../model/incident.ts';
import type { IncidentStory } from '../story/incident-story.ts';
import type {
  AlertColumn,
  AlertRow,
  IncidentColumn,
  IncidentRow,
  QueueView,
  QueueWindow,
} from './queue.ts';

export interface IncidentDetail {
  readonly row: IncidentRow;
  readonly incident: Incident;
  /** In order of first activity, then id. */
  readonly alerts: readonly AlertDetail[];
  /** Entities, assets, evidence and the attack-story graph of all its alerts. */
  readonly story: IncidentStory;
}

export interface AlertDetail {
  readonly row: AlertRow;
  readonly alert: Alert;
}

export interface AlertPage extends AlertDetail {
  readonly story: IncidentStory;
}

/** What the store holds, for the empty states and the settings page. */
export interface StoreSummary {
  readonly alerts: number;
  readonly incidents: number;
  readonly quarantined: number;
  /** The newest lastUpdateDateTime seen, UTC epoch milliseconds; null in an empty store. */
  readonly newestUpdateAt: number | null;
}

/** A `type`, since an interface has no index signature and would not satisfy RpcContract. */
export type StoreQueries = {
  readonly calls: {
    /** Milliseconds of each phase of the worker's start, for the start-up measurement. */
    readonly 'store.timings': {
      readonly argument: null;
      readonly result: Readonly<Record<string, number>>;
    };
  };
  readonly streams: {
    readonly 'queue.incidents': {
      readonly argument: QueueView<IncidentColumn>;
      readonly item: QueueWindow<IncidentRow>;
    };
    readonly 'queue.alerts': {
      readonly argument: QueueView<AlertColumn>;
      readonly item: QueueWindow<AlertRow>;
    };
    /** null where the store has no such incident. */
    readonly 'incident.detail': {
      readonly argument: { readonly key: IncidentKey };
      readonly item: IncidentDetail | null;
    };
    /** null where the store has no such alert. */
    readonly 'alert.detail': {
      readonly argument: { readonly key: AlertKey };
      readonly item: AlertPage | null;
    };
    readonly 'store.summary': { readonly argument: null; readonly item: StoreSummary };
  };
};
