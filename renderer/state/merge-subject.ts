// What decides about a merge, from an incident's details as they are shown.
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import type { MergeSubject } from '../../shared/grouping/merge-vetoes.ts';
import { incidentKey, isLocalId } from '../../shared/model/incident.ts';

export function mergeSubject({
  row,
  incident,
  unseenComments,
  alerts,
  story,
}: IncidentDetail): MergeSubject {
  const groups = new Set<string>();
  for (const { alert } of alerts) {
    for (const evidence of alert.evidence) {
      if (evidence.kind === 'deviceEvidence' && evidence.rbacGroupName != null) {
        groups.add(evidence.rbacGroupName);
      }
    }
  }
  const commentsOfAlerts = alerts.reduce(
    (sum, { alert, unseenComments: unseen }) => sum + alert.comments.length + unseen.length,
    0,
  );
  return {
    key: row.key,
    name: row.name,
    tenantId: row.tenantId,
    createdAt: row.createdAt,
    status: row.status,
    assignedTo: row.assignedTo,
    classification: row.classification,
    determination: row.determination,
    // What this computer says of those that it made is not true of another one.
    tags: isLocalId(row.incidentId) ? incident.customTags : row.tags,
    comments: incident.comments.length + unseenComments.length + commentsOfAlerts,
    alerts: alerts.map((alert) => alert.row.key),
    entities: story.entities.map(({ entity }) => entity.key),
    deviceGroups: [...groups].filter((group) => group !== ''),
    redirectedTo:
      row.redirectIncidentId === null ? null : incidentKey(row.tenantId, row.redirectIncidentId),
  };
}
