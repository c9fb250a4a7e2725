// What is known of alerts and incidents when correlation places a page.
import { localKey } from '../../../shared/correlation/local-id.ts';
import type { Surroundings } from '../../../shared/correlation/local-incidents.ts';
import { isLocalId } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { incidentIdOfKey, tenantOfKey } from '../../../shared/model/regrouping.ts';
import type { StoreMemory } from './store-memory.ts';

/** Looked up when asked: true to the memory as it is then. */
export function surroundingsIn(memory: StoreMemory): Surroundings {
  const { columns } = memory.incidents.table;
  const { tenantId: tenants } = memory.sightings.table.columns;
  const rowOf = (incident: IncidentKey) => memory.incidents.row(incident);
  /** People have moved alerts out of them or into them. */
  const touched = new Set<IncidentKey>();
  for (const { entry } of memory.groupings.people.log) {
    for (const { from, to } of entry.moves) {
      if (from !== null) touched.add(from);
      touched.add(to);
    }
  }
  const isOpen = (incident: IncidentKey): boolean => {
    const row = rowOf(incident);
    if (row === undefined) return true;
    return (
      columns.status.value(row) !== 'resolved' && columns.redirectIncidentId.value(row) === null
    );
  };
  const agree = (from: IncidentKey, into: IncidentKey): boolean => {
    const [a, b] = [rowOf(from), rowOf(into)];
    if (a === undefined || b === undefined) return true;
    return [columns.assignedTo, columns.classification, columns.determination].every((column) => {
      const [ours, theirs] = [column.value(a), column.value(b)];
      return ours === null || theirs === null || ours === theirs;
    });
  };
  return {
    incidentOf: (alert) => {
      const row = memory.alertRow(alert);
      return row === undefined ? null : memory.groupings.incidentKey(row);
    },
    isDecided: (alert) => {
      const row = memory.alertRow(alert);
      return row !== undefined && memory.groupings.isDecided(row);
    },
    isLocal: (incident) => isLocalId(incidentIdOfKey(incident)),
    isOpen,
    mayMerge: (from, into) =>
      isOpen(from) &&
      isOpen(into) &&
      tenantOfKey(from) === tenantOfKey(into) &&
      !touched.has(from) &&
      !touched.has(into) &&
      agree(from, into),
    isOlder: (incident, than) => {
      const [a, b] = [incident, than].map((key) => columns.createdAt.value(rowOf(key) ?? -1) ?? 0);
      return a === b ? incident < than : (a ?? 0) < (b ?? 0);
    },
    newKey: (alert) => localKey(tenants.value(memory.sightings.row(alert) ?? -1) ?? '', alert),
  };
}
