// Ids of incidents that correlation makes: the same alert gives the same id, on every machine and after
// every start.
import { incidentKey } from '../model/incident.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { AlertKey } from '../model/alert.ts';

/** Who makes and merges incidents without a person. */
export const CORRELATION_ACTOR = 'Clearpane - alert correlation';

const PREFIX = 'local-';

/** `local-` and 32 hexadecimal digits: FNV-1a over the key, four times with other beginnings. */
export function localKey(tenantId: string, firstAlert: AlertKey): IncidentKey {
  const digits = [0x811c9dc5, 0x1b873593, 0xcc9e2d51, 0x85ebca6b].map((seed) =>
    fnv1a(firstAlert, seed).toString(16).padStart(8, '0'),
  );
  return incidentKey(tenantId, PREFIX + digits.join(''));
}

/** An incident that this machine made, for people or by correlation. */
export function isLocalId(incidentId: string): boolean {
  return incidentId.startsWith(PREFIX);
}

/** As unsigned 32 bits. */
function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
