// Ticks alerts of the incident, as in the queue; those that leave the incident leave the selection.
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { createRowSelection, keysBetween } from '../../state/row-selection.ts';
import type { GridSelecting } from '../../ui/grid-model.ts';

interface AlertTicks {
  readonly selecting: GridSelecting<AlertDetail>;
  /** In the order of the alerts. */
  readonly ticked: readonly AlertDetail[];
  clear(): void;
}

export function useAlertTicks(alerts: readonly AlertDetail[]): AlertTicks {
  const [selection] = useState(() => createRowSelection<AlertKey>());
  const keys = useStore(selection, (state) => state.keys);
  return useMemo(() => {
    const ticked = alerts.filter(({ row }) => keys.has(row.key));
    const { toggle, extend, selectAll, clear } = selection.getState();
    const ordered = alerts.map(({ row }) => row.key);
    return {
      ticked,
      clear,
      selecting: {
        keys: new Set(ticked.map(({ row }) => row.key)),
        all: ticked.length > 0 && (ticked.length === alerts.length || 'mixed'),
        nameOf: ({ row }) => row.title,
        onToggle: ({ row }) => toggle(row.key),
        onExtend: ({ row }) => extend(keysBetween(ordered, selection.getState().anchor, row.key)),
        onAll: (isWanted) => (isWanted ? selectAll(ordered, ordered.length) : clear()),
      },
    };
  }, [alerts, keys, selection]);
}
