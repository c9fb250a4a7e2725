// A record of a file to the model, whatever its format.
import type { Alert } from '../alert.ts';
import { decodeSecurityAlert } from '../arm/decode-security-alert.ts';
import { decodeAlert, decodeIncident } from '../graph/decode.ts';
import type { DecodeObserver, Refusal } from '../graph/object-decoder.ts';
import type { Incident } from '../incident.ts';
import type { JsonObject } from '../json.ts';
import { decodeSentinelIncident } from '../sentinel/decode-incident.ts';
import { legacyIncidentJson } from './legacy-incident.ts';
import type { FileFormat } from './record-format.ts';
import type { Digest } from './row-id.ts';
import { securityAlertJson } from './security-alert-row.ts';
import { decodeIncidentRow } from './security-incident-row.ts';

export interface RecordContext {
  /** For what names no tenant of its own. */
  readonly tenantId: string;
  readonly place: string;
  readonly digest: Digest;
  /** Told the members that nothing is read of. */
  readonly observer: DecodeObserver;
}

export type DecodedRecord =
  | {
      readonly kind: 'alert';
      readonly alert: Alert;
      readonly sentinelId: string | null;
      /** Columns whose JSON is broken. */
      readonly unreadable: readonly string[];
      readonly hasOwnId: boolean;
    }
  | {
      readonly kind: 'incident';
      readonly incident: Incident;
      readonly sentinelAlertIds: readonly string[];
      /** Alerts that are kept in the incident's source only. */
      readonly refused: readonly Refusal[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** The tables of advanced hunting are not read record by record: their rows have to be joined. */
export function decodeRecord(
  format: Exclude<FileFormat, 'alertInfo' | 'alertEvidence'>,
  json: JsonObject,
  context: RecordContext,
): DecodedRecord {
  const { tenantId, place, digest } = context;
  switch (format) {
    case 'graphAlert':
      return alertOf(decodeAlert(json, context));
    case 'armAlert':
      return alertOf(decodeSecurityAlert(json, context));
    case 'securityAlert':
    case 'continuousExport': {
      const row = securityAlertJson(json, { tenantId, digest });
      const decoded = decodeAlert(row.json, { place });
      if (!decoded.ok) return { kind: 'refused', reason: NO_IDENTITY };
      const { unreadable, sentinelId, hasOwnId } = row;
      return { kind: 'alert', alert: decoded.alert, unreadable, sentinelId, hasOwnId };
    }
    case 'graphIncident':
      return incidentOf(decodeIncident(json, context));
    case 'legacyIncident':
      return incidentOf(decodeIncident(legacyIncidentJson(json, tenantId), { place }));
    case 'sentinelIncident':
      return incidentOf(decodeSentinelIncident(json, context));
    case 'securityIncident': {
      const decoded = decodeIncidentRow(json, context);
      if (!decoded.ok) return { kind: 'refused', reason: decoded.reason };
      const { incident, sentinelAlertIds } = decoded;
      return { kind: 'incident', incident, sentinelAlertIds, refused: [] };
    }
    default:
      return format satisfies never;
  }
}

const NO_IDENTITY = 'it has no id, and not both a title and a time to make one of';

function alertOf(decoded: { readonly ok: true; readonly alert: Alert } | Refusal): DecodedRecord {
  if (!decoded.ok) return { kind: 'refused', reason: decoded.reason };
  const { alert } = decoded;
  return { kind: 'alert', alert, sentinelId: null, unreadable: [], hasOwnId: true };
}

function incidentOf(
  decoded:
    | { readonly ok: true; readonly incident: Incident; readonly refused: readonly Refusal[] }
    | Refusal,
): DecodedRecord {
  if (!decoded.ok) return { kind: 'refused', reason: decoded.reason };
  const { incident, refused } = decoded;
  return { kind: 'incident', incident, sentinelAlertIds: [], refused };
}
