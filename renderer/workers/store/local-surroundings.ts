// What is known of alerts and incidents when correlation places a page.
import { localKey } from '../../../shared/correlation/local-id.ts';
import type { Surroundings } from '../../../shared/correlation/local-incidents.ts';
import { decisionVetoes } from '../../../shared/grouping/merge-vetoes.ts';
import type { DecidedIncident } from '../../../shared/grouping/merge-vetoes.ts';
import { incidentKey, isLocalId } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { incidentIdOfKey, tenantOfKey } from '../../../shared/model/regrouping.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
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
  /** Nobody has decided anything of one that is not stored yet. */
  const decisions = (incident: IncidentKey): DecidedIncident => {
    const row = rowOf(incident);
    const told = (column: StringColumn) => (row === undefined ? null : column.value(row));
    const redirectId = told(columns.redirectIncidentId);
    const tenantId = tenantOfKey(incident);
    return {
      key: incident,
      tenantId,
      status: told(columns.status) ?? '',
      assignedTo: told(columns.assignedTo),
      classification: told(columns.classification),
      determination: told(columns.determination),
      redirectedTo: redirectId === null ? null : incidentKey(tenantId, redirectId),
    };
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
      !touched.has(from) &&
      !touched.has(into) &&
      decisionVetoes([decisions(from), decisions(into)]).length === 0,
    isOlder: (incident, than) => {
      const [a, b] = [incident, than].map((key) => columns.createdAt.value(rowOf(key) ?? -1) ?? 0);
      return a === b ? incident < than : (a ?? 0) < (b ?? 0);
    },
    newKey: (alert) => localKey(tenants.value(memory.sightings.row(alert) ?? -1) ?? '', alert),
  };
}
