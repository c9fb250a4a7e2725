// An incident as the service describes it, under the service's own member names.
import type { Alert } from './alert.ts';
import type { Branded } from './brand.ts';
import type { GraphObject } from './graph/contract.ts';

/**
 * Alerts that belong together. `alerts` is empty where the service was not asked to expand them, and
 * for a redirected incident, whose alerts went to `redirectIncidentId`.
 */
export interface Incident extends GraphObject<'incident'> {
  readonly id: string;
  readonly alerts: readonly Alert[];
}

/** `tenant/id`, unique over all tenants. */
export type IncidentKey = Branded<'IncidentKey'>;

/** The tenant is lower-cased; the id is kept as it is. */
export function incidentKey(tenantId: string, id: string): IncidentKey {
  return `${tenantId.toLowerCase()}/${id}` as IncidentKey;
}

const LOCAL_PREFIX = 'local-';

/** Of an incident that this machine makes, for people or by correlation; `digits` are 32 hexadecimal ones. */
export function localIncidentKey(tenantId: string, digits: string): IncidentKey {
  return incidentKey(tenantId, LOCAL_PREFIX + digits);
}

/** An incident that this machine made. */
export function isLocalId(incidentId: string): boolean {
  return incidentId.startsWith(LOCAL_PREFIX);
}
