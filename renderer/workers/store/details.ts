// One incident or alert with its documents and the story they tell.
import type {
  AlertDetail,
  AlertPage,
  IncidentDetail,
  SightingRow,
} from '../../../shared/contract/store-queries.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { tellStory } from '../../../shared/story/tell-story.ts';
import { alertRow, sourceOf } from './alert-queue.ts';
import type { DocumentStore } from './document-store.ts';
import { incidentRow } from './incident-queue.ts';
import type { StoreMemory } from './store-memory.ts';

/** null where the store has no such incident. */
export async function readIncidentDetail(
  store: DocumentStore,
  key: IncidentKey,
): Promise<IncidentDetail | null> {
  const { memory } = store;
  const row = memory.incidents.row(key);
  if (row === undefined) return null;
  const alertRows = [...memory.alertRows(key)];
  const [incident, documents] = await Promise.all([
    store.readIncident(row),
    store.readAlerts(alertRows),
  ]);
  const alerts = alertRows
    .map((at, index) => detail(store, at, documents[index]))
    .sort(byFirstActivity);
  const story = tellStory(alerts.map(({ alert }) => alert));
  return { row: incidentRow(memory, row), incident, alerts, story };
}

/** null where the store has no such alert. */
export async function readAlertPage(
  store: DocumentStore,
  key: AlertKey,
): Promise<AlertPage | null> {
  const row = store.memory.alertRow(key);
  if (row === undefined) return null;
  const [alert] = await store.readAlerts([row]);
  const page = detail(store, row, alert);
  return {
    ...page,
    story: tellStory([page.alert]),
    sightings: sightingRows(store.memory, row),
  };
}

/** The leading one first; those that were set apart from the alert come last. */
function sightingRows(memory: StoreMemory, row: number): readonly SightingRow[] {
  const { sightings, folds } = memory;
  const { columns } = sightings.table;
  const rowOf = (key: AlertKey) => sightings.row(key);
  return [...folds.members(row), ...folds.apartFrom(row, rowOf)].map((at) => ({
    ...sourceOf(memory, at),
    key: columns.key.value(at) as AlertKey,
    alertId: columns.alertId.value(at) ?? '',
    status: columns.status.value(at) ?? '',
    severity: columns.severity.value(at) ?? '',
    lastUpdateAt: columns.lastUpdateAt.value(at),
    isApart: folds.isApart(at),
  }));
}

function detail(store: DocumentStore, row: number, alert: Alert | undefined): AlertDetail {
  if (alert === undefined) throw new Error(`the alert of row ${row} was not read`);
  return { row: alertRow(store.memory, row), alert };
}

/** Alerts without a time come last. */
function byFirstActivity(a: AlertDetail, b: AlertDetail): number {
  const timeOf = ({ row }: AlertDetail) => row.firstActivityAt ?? Number.MAX_SAFE_INTEGER;
  return timeOf(a) - timeOf(b) || (a.row.key < b.row.key ? -1 : 1);
}
