// What there is to manage about an incident or alert, from the details as they are shown.
import type { AlertRow, IncidentRow } from '../../shared/contract/queue.ts';
import type { IncidentDetail, ManagedIncident } from '../../shared/contract/store-queries.ts';
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
  /** The highest severity of an incident's alerts; null for alerts, and where none states one. */
  readonly alertSeverity?: string | null;
}

/** null where it was merged into another one: what is to be said is said about that one. */
export function incidentSubject(detail: IncidentDetail): ManageSubject | null {
  const { row, incident, alerts } = detail;
  const { systemTags, resolvingComment } = incident;
  const subject = listedIncidentSubject({ row, systemTags, alerts: alerts.map(rowOf) });
  return (
    subject && {
      ...subject,
      values: { ...subject.values, resolvingComment: resolvingComment ?? null },
    }
  );
}

const rowOf = ({ row }: { readonly row: AlertRow }): AlertRow => row;

/** As `incidentSubject`, without the resolution note. */
export function listedIncidentSubject(listed: ManagedIncident): ManageSubject | null {
  const { row, systemTags, alerts } = listed;
  if (row.status === 'redirected') return null;
  return {
    target: incidentTarget({ row, alerts: alerts.map((alert) => ({ row: alert })) }),
    name: row.name,
    values: {
      ...valuesOf(row),
      displayName: row.isNameMade ? '' : row.name,
      resolvingComment: null,
      customTags: row.tags.filter((tag) => !systemTags.includes(tag)),
    },
    systemTags,
    alertSeverity: row.alertSeverity,
    openAlerts: alerts
      .filter((alert) => alert.status !== 'resolved')
      .map((alert) => ({ target: alertTarget(alert), status: alert.status })),
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
