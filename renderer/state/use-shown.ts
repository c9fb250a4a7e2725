// Rows as the person left them, before the service has it. Filters and sorting still follow what the
// store has: the data worker does not know yet what waits.
import { useMemo } from 'react';
import type { AlertRow, IncidentRow } from '../../shared/contract/queue.ts';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import { shownAlert, shownDetail, shownIncident } from './pending.ts';
import type { Shown, Written } from './pending.ts';
import { useOutbox } from './session.tsx';

export function useWritten(): Written {
  const items = useOutbox(({ outbox }) => outbox.items);
  const delivered = useOutbox((state) => state.delivered);
  return useMemo(() => ({ items, delivered }), [items, delivered]);
}

export function useShownIncident(row: IncidentRow): Shown<IncidentRow> {
  const written = useWritten();
  return useMemo(() => shownIncident(row, written), [row, written]);
}

export function useShownAlert(row: AlertRow): Shown<AlertRow> {
  const written = useWritten();
  return useMemo(() => shownAlert(row, written), [row, written]);
}

export function useShownDetail(detail: IncidentDetail): IncidentDetail {
  const written = useWritten();
  return useMemo(() => shownDetail(detail, written), [detail, written]);
}
