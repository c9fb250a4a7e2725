// The columns of the incident table: what the service says of an incident itself. What its alerts
// say of it is in incident-totals.ts.
import type { Incident } from '../../../shared/model/incident.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { RowValues } from '../../../shared/table/table.ts';
import { millisecondsOf, ticksOf } from './alert-columns.ts';

/** Names ending in `At` are UTC epoch milliseconds. Raise COLUMN_LAYOUT with every change. */
export const incidentShape = {
  key: 'text',
  /** 100 ns ticks of lastUpdateDateTime: the newest version of an incident wins. */
  version: 'long',
  tenantId: 'text',
  incidentId: 'text',
  name: 'text',
  severity: 'text',
  status: 'text',
  assignedTo: 'text',
  classification: 'text',
  determination: 'text',
  tags: 'texts',
  priorityScore: 'number',
  redirectIncidentId: 'text',
  lastUpdatedBy: 'text',
  createdAt: 'number',
  /** As the service states it; the queue's time is in incident-totals.ts. */
  statedUpdateAt: 'number',
} as const;

export type IncidentShape = typeof incidentShape;

/** What decides whether an incident is news. `incident.tenantId` must be stated. */
export function incidentIdentity(
  incident: Incident,
): Pick<RowValues<IncidentShape>, 'key' | 'version'> {
  return {
    key: incidentKey(incident.tenantId ?? '', incident.id),
    version: ticksOf(incident.lastUpdateDateTime ?? incident.createdDateTime),
  };
}

/** `incident.tenantId` must be stated. What a row must have and the wire has not is `unknown`. */
export function incidentValues(incident: Incident): RowValues<IncidentShape> {
  const tenant = tenantId(incident.tenantId ?? '');
  return {
    ...incidentIdentity(incident),
    tenantId: tenant,
    incidentId: incident.id,
    name: incident.displayName ?? '',
    severity: incident.severity ?? 'unknown',
    status: incident.status ?? 'unknown',
    assignedTo: incident.assignedTo || null,
    classification: incident.classification ?? null,
    determination: incident.determination ?? null,
    tags: [...new Set([...incident.systemTags, ...incident.customTags])],
    priorityScore: incident.priorityScore ?? null,
    lastUpdatedBy: incident.lastModifiedBy || null,
    redirectIncidentId: incident.redirectIncidentId || null,
    createdAt: millisecondsOf(incident.createdDateTime),
    statedUpdateAt: millisecondsOf(incident.lastUpdateDateTime),
  };
}
