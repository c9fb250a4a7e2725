// What there is to manage about an incident or alert, from the details as they are shown.
import type { AlertRow, IncidentRow } from '../../shared/contract/queue.ts';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { ManagedValues, OpenAlert } from './manage-draft.ts';
import { alertTarget, incidentTarget } from './annotation-target.ts';

export interface ManageSubject {
  readonly target: AnnotationTarget;
  readonly name: string;
  readonly values: ManagedValues;
  /** Set by the service, not to be changed. */
  readonly systemTags: readonly string[];
  readonly openAlerts: readonly OpenAlert[];
}

/** null where it was merged into another one: what is to be said is said about that one. */
export function incidentSubject(detail: IncidentDetail): ManageSubject | null {
  const { row, incident, alerts } = detail;
  if (row.status === 'redirected') return null;
  const { systemTags } = incident;
  return {
    target: incidentTarget(detail),
    name: row.name,
    values: {
      ...valuesOf(row),
      displayName: row.name,
      resolvingComment: incident.resolvingComment ?? null,
      customTags: row.tags.filter((tag) => !systemTags.includes(tag)),
    },
    systemTags,
    openAlerts: alerts
      .filter((alert) => alert.row.status !== 'resolved')
      .map((alert) => ({ target: alertTarget(alert.row), status: alert.row.status })),
  };
}

export function alertSubject(row: AlertRow): ManageSubject {
  const values = { ...valuesOf(row), displayName: '', resolvingComment: null, customTags: [] };
  return { target: alertTarget(row), name: row.title, values, systemTags: [], openAlerts: [] };
}

function valuesOf({
  status,
  assignedTo,
  classification,
  determination,
  severity,
}: AlertRow | IncidentRow): Pick<ManagedValues, keyof AlertRow & keyof ManagedValues> {
  return { status, assignedTo, classification, determination, severity };
}
