// One incident or alert with its documents and the story they tell.
import type {
  AlertDetail,
  AlertPage,
  IncidentDetail,
} from '../../../shared/contract/store-queries.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { tellStory } from '../../../shared/story/tell-story.ts';
import { alertRow } from './alert-queue.ts';
import type { DocumentStore } from './document-store.ts';
import { incidentRow } from './incident-queue.ts';

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
  const row = store.memory.alerts.row(key);
  if (row === undefined) return null;
  const [alert] = await store.readAlerts([row]);
  const page = detail(store, row, alert);
  return { ...page, story: tellStory([page.alert]) };
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
