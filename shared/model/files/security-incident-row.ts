// A row of Sentinel's SecurityIncident table to the model's incident. The table has a row for each change of
// an incident; the newest wins where they are stored.
import type { Refusal } from '../graph/object-decoder.ts';
import type { Incident } from '../incident.ts';
import type { JsonObject } from '../json.ts';
import { decodeSentinelIncident } from '../sentinel/decode-incident.ts';
import { readExportRow } from './export-row.ts';

export type DecodedIncidentRow =
  | {
      readonly ok: true;
      readonly incident: Incident;
      /** Its alerts by Sentinel's own ids, in lower case. */
      readonly sentinelAlertIds: readonly string[];
    }
  | Refusal;

const TIMES: ReadonlySet<string> = new Set(['timegenerated', 'lastmodifiedtime', 'createdtime']);

/** `tenantId` is the directory: the row's TenantId column is the workspace's. */
export function decodeIncidentRow(
  row: JsonObject,
  { tenantId, place }: { readonly tenantId: string; readonly place: string },
): DecodedIncidentRow {
  const { cells } = readExportRow(row, TIMES);
  // The table's columns are the service's members under slightly other names.
  const resource = {
    row,
    name: cells.text('incidentName', 'incidentNumber'),
    properties: {
      title: cells.value('title'),
      description: cells.value('description'),
      severity: cells.value('severity'),
      status: cells.value('status'),
      classification: cells.value('classification'),
      classificationReason: cells.value('classificationReason'),
      classificationComment: cells.value('classificationComment'),
      owner: cells.value('owner'),
      labels: cells.value('labels'),
      incidentUrl: cells.value('incidentUrl'),
      providerName: cells.value('providerName'),
      providerIncidentId: cells.value('providerIncidentId'),
      createdTimeUtc: cells.value('createdTime'),
      lastModifiedTimeUtc: cells.value('lastModifiedTime', 'timeGenerated'),
    },
  };
  const comments = cells.list('comments');
  const decoded = decodeSentinelIncident(resource, { tenantId, place, comments });
  if (!decoded.ok) return decoded;
  const sentinelAlertIds = cells.words('alertIds').map((id) => id.toLowerCase());
  return { ok: true, incident: decoded.incident, sentinelAlertIds };
}
