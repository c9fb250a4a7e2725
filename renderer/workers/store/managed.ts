// What is needed of incidents and alerts to change many of them together.
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { ManagedIncident } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { alertRow } from './alert-queue.ts';
import type { DocumentStore } from './document-store.ts';
import { incidentRow } from './incident-queue.ts';

/** Each at the place of its key; null where the store has none. */
export async function readManagedIncidents(
  store: DocumentStore,
  keys: readonly IncidentKey[],
): Promise<readonly (ManagedIncident | null)[]> {
  const { memory } = store;
  const rows = keys.map((key) => memory.incidents.row(key));
  const documents = await store.readIncidents(rows.filter((row) => row !== undefined));
  let next = 0;
  return rows.map((row, index) => {
    const document = row === undefined ? undefined : documents[next++];
    const key = keys[index];
    if (row === undefined || document === undefined || key === undefined) return null;
    return {
      row: incidentRow(memory, row),
      systemTags: document.systemTags,
      alerts: memory.alertRows(key).map((at) => alertRow(memory, at)),
    };
  });
}

/** Each at the place of its key; null where the store has none. */
export function readManagedAlerts(
  { memory }: DocumentStore,
  keys: readonly AlertKey[],
): readonly (AlertRow | null)[] {
  return keys.map((key) => {
    const row = memory.alertRow(key);
    return row === undefined ? null : alertRow(memory, row);
  });
}
