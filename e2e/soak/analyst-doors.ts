// What a person at work does in the app, by the doors that its windows use: looks at an incident or alert,
// writes, and decides about what waits.
import type { ElectronApplication } from '@playwright/test';
import type { OutboxCalls, OutboxState } from '../../shared/contract/outbox.ts';
import type { AlertPage, IncidentDetail } from '../../shared/contract/store-queries.ts';
import { alertKey } from '../../shared/model/alert.ts';
import type { AnnotationTarget, FieldValues } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { writerId } from '../../shared/model/writer-id.ts';
import { alertId, hostileTenantId, incidentId } from '../hostile/hostile-items.ts';
import type { Collection } from '../hostile/hostile-world.ts';
import { askStore, callShell } from './app-doors.ts';

/** An incident or alert of the hostile service. */
export interface Subject {
  readonly collection: Collection;
  readonly number: number;
}

/** What a page of it shows. */
export interface ShownSubject {
  readonly target: AnnotationTarget;
  readonly fields: ShownFields;
}

export type ShownFields = Pick<
  FieldValues,
  'status' | 'assignedTo' | 'classification' | 'determination'
> & {
  /** null for an alert, which has none. */
  readonly customTags: readonly string[] | null;
};

export type Gesture = OutboxCalls['outbox.write']['argument'];

type Decision = 'outbox.retry' | 'outbox.cancel' | 'outbox.follow' | 'outbox.resolve';

const tenant = tenantId(hostileTenantId);
const sourceId = writerId('graph', tenant);

/** In the order of the subjects; null where the app does not have one yet. */
export async function readSubjects(
  app: ElectronApplication,
  subjects: readonly Subject[],
): Promise<readonly (ShownSubject | null)[]> {
  const items = await askStore(
    app,
    subjects.map(({ collection, number }) =>
      collection === 'incidents'
        ? ['incident.detail', { key: incidentKey(tenant, incidentId(number)) }]
        : ['alert.detail', { key: alertKey(tenant, alertId(number)) }],
    ),
  );
  return items.map((item, index) => {
    if (item === null) return null;
    return subjects[index]?.collection === 'incidents'
      ? shownIncident(item as IncidentDetail)
      : shownAlert(item as AlertPage);
  });
}

function shownIncident({ incident }: IncidentDetail): ShownSubject {
  return {
    target: { kind: 'incident', sourceId, tenantId: tenant, id: incident.id },
    fields: { ...sharedFields(incident), customTags: incident.customTags ?? [] },
  };
}

function shownAlert({ alert }: AlertPage): ShownSubject {
  const incident = alert.incidentId ?? null;
  return {
    target: { kind: 'alert', sourceId, tenantId: tenant, id: alert.id, incidentId: incident },
    fields: { ...sharedFields(alert), customTags: null },
  };
}

function sharedFields({
  status,
  assignedTo = null,
  classification = null,
  determination = null,
}: AlertPage['alert'] | IncidentDetail['incident']): Omit<ShownFields, 'customTags'> {
  return { status: status ?? '', assignedTo, classification, determination };
}

/** The id that it is saved under; null where it was refused. Rejects where no answer came. */
export async function save(app: ElectronApplication, gesture: Gesture): Promise<EntryId | null> {
  const result = await callShell(app, 'outbox.write', gesture);
  return result.ok ? result.value.id : null;
}

export async function readOutbox(app: ElectronApplication): Promise<OutboxState> {
  const result = await callShell(app, 'outbox.read', null);
  if (!result.ok) throw new Error(result.failure.summary);
  return result.value;
}

/** False where it was refused. */
export async function decide<Name extends Decision>(
  app: ElectronApplication,
  name: Name,
  argument: OutboxCalls[Name]['argument'],
): Promise<boolean> {
  return (await callShell(app, name, argument)).ok;
}
