// What there is to manage about an incident or alert, from the details as they are shown.
import type { AlertRow } from '../../shared/contract/queue.ts';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { ManagedValues, OpenAlert } from './manage-draft.ts';
import { alertTarget, incidentTarget } from './pending.ts';

export interface ManageSubject {
  readonly target: AnnotationTarget;
  readonly name: string;
  readonly values: ManagedValues;
  /** Set by the service, not to be changed; null where the subject has no tags at all. */
  readonly systemTags: readonly string[] | null;
  readonly openAlerts: readonly OpenAlert[];
}

/** null where it cannot be written back: merged into another one, or not known to Microsoft Graph. */
export function incidentSubject({ row, incident, alerts }: IncidentDetail): ManageSubject | null {
  const isOfGraph =
    /^\d+$/.test(row.incidentId) &&
    (alerts.length === 0 || alerts.some((alert) => alertTarget(alert.row) !== null));
  if (!isOfGraph || row.status === 'redirected') return null;
  const { systemTags } = incident;
  return {
    target: incidentTarget(row),
    name: row.name,
    values: valuesOf(
      row,
      row.tags.filter((tag) => !systemTags.includes(tag)),
    ),
    systemTags,
    openAlerts: alerts.flatMap((alert) => {
      const target = alertTarget(alert.row);
      const { status } = alert.row;
      return target === null || status === 'resolved' ? [] : [{ target, status }];
    }),
  };
}

/** As incidentSubject. */
export function alertSubject(row: AlertRow): ManageSubject | null {
  const target = alertTarget(row);
  if (target === null) return null;
  return { target, name: row.title, values: valuesOf(row, []), systemTags: null, openAlerts: [] };
}

function valuesOf(
  { status, assignedTo, classification, determination }: Omit<ManagedValues, 'customTags'>,
  customTags: readonly string[],
): ManagedValues {
  return { status, assignedTo, classification, determination, customTags };
}
