// Ids of incidents that correlation makes: the same alert gives the same id, on every machine and after
// every start.
import { fnv1a } from '../fnv1a.ts';
import type { AlertKey } from '../model/alert.ts';
import { localIncidentKey } from '../model/incident.ts';
import type { IncidentKey } from '../model/incident.ts';

/** Who makes and merges incidents without a person. */
export const CORRELATION_ACTOR = 'Clearpane - alert correlation';

/** From the alert's key, hashed four times with other beginnings. */
export function localKey(tenantId: string, firstAlert: AlertKey): IncidentKey {
  const digits = [0x811c9dc5, 0x1b873593, 0xcc9e2d51, 0x85ebca6b].map((seed) =>
    (fnv1a(firstAlert, seed) >>> 0).toString(16).padStart(8, '0'),
  );
  return localIncidentKey(tenantId, digits.join(''));
}
