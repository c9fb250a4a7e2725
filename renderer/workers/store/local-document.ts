// The document of an incident that this machine made, in the words of the service.
import { CORRELATION_ACTOR } from '../../../shared/correlation/local-id.ts';
import { decodeIncident } from '../../../shared/model/graph/decode.ts';
import type { Incident, IncidentKey } from '../../../shared/model/incident.ts';
import { incidentIdOfKey, tenantOfKey } from '../../../shared/model/regrouping.ts';

/** Said of every incident that correlation made. */
export const LOCAL_TAG = 'Correlated on this computer';

/** Said of those that people made for alerts that they moved. */
const PERSON_TAG = 'Made on this computer';

export interface Said {
  readonly name: string;
  /** UTC epoch milliseconds. */
  readonly createdAt: number;
  readonly severity: string;
  /** The person who made it; absent for correlation. */
  readonly madeBy?: string;
  /** The incident that its alerts went to; absent as long as it has them. */
  readonly into?: IncidentKey;
}

/** `updatedAt`: UTC epoch milliseconds. */
export function localDocument(
  key: IncidentKey,
  { name, createdAt, severity, madeBy, into }: Said,
  updatedAt: number,
): Incident {
  const decoded = decodeIncident({
    id: incidentIdOfKey(key),
    tenantId: tenantOfKey(key),
    displayName: name,
    severity,
    status: into === undefined ? 'active' : 'redirected',
    redirectIncidentId: into === undefined ? null : incidentIdOfKey(into),
    createdDateTime: new Date(createdAt).toISOString(),
    lastUpdateDateTime: new Date(updatedAt).toISOString(),
    lastModifiedBy: madeBy ?? CORRELATION_ACTOR,
    systemTags: [madeBy === undefined ? LOCAL_TAG : PERSON_TAG],
    customTags: [],
    comments: [],
    alerts: [],
  });
  if (!decoded.ok) throw new Error(`a local incident cannot be read: ${decoded.reason}`);
  return decoded.incident;
}
