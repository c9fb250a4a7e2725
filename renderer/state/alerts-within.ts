// The alerts that are ticked within incidents of the queue, to be moved to another one.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AlertRow } from '../../shared/contract/queue.ts';
import type { AlertKey } from '../../shared/model/alert.ts';

export interface AlertsWithin {
  /** As they were when they were ticked. */
  readonly alerts: ReadonlyMap<AlertKey, AlertRow>;
  toggle(alert: AlertRow): void;
  clear(): void;
}

export type AlertsWithinStore = StoreApi<AlertsWithin>;

export function createAlertsWithin(): AlertsWithinStore {
  return createStore<AlertsWithin>()((set) => ({
    alerts: new Map(),
    toggle: (alert) =>
      set(({ alerts }) => {
        const next = new Map(alerts);
        if (!next.delete(alert.key)) next.set(alert.key, alert);
        return { alerts: next };
      }),
    clear: () => set({ alerts: new Map() }),
  }));
}
