// One incident or alert with its documents and the story they tell.
import type {
  AlertDetail,
  AlertPage,
  IncidentDetail,
  SightingRow,
  UnseenComment,
} from '../../../shared/contract/store-queries.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import { refOf } from '../../../shared/model/annotation-id.ts';
import type { AnnotationItem } from '../../../shared/model/annotation-item.ts';
import type { Comment } from '../../../shared/model/comment.ts';
import { amend } from '../../../shared/model/graph/residue.ts';
import type { Incident, IncidentKey } from '../../../shared/model/incident.ts';
import { tellStory } from '../../../shared/story/tell-story.ts';
import { alertRow, sourceOf } from './alert-queue.ts';
import type { DocumentStore } from './document-store.ts';
import { incidentRow } from './incident-queue.ts';
import type { StoreMemory } from './store-memory.ts';
import { unsentState } from './written-overlay.ts';

/** null where the store has no such incident. */
export async function readIncidentDetail(
  store: DocumentStore,
  key: IncidentKey,
): Promise<IncidentDetail | null> {
  const { memory } = store;
  const row = memory.incidents.row(key);
  if (row === undefined) return null;
  const alertRows = [...memory.alertRows(key)];
  const [[document], documents] = await Promise.all([
    store.readIncidents([row]),
    store.readAlerts(alertRows),
  ]);
  if (document === undefined) throw new Error(`the incident of row ${row} was not read`);
  const alerts = alertRows
    .map((at, index) => detail(store, at, documents[index]))
    .sort(byFirstActivity);
  const story = tellStory(alerts.map(({ alert }) => alert));
  return {
    row: incidentRow(memory, row),
    priority: memory.priority.explain(row),
    incident: incidentAsLeft(memory, row, document),
    unseenComments: unseenComments(memory.written.items('incident', row), document.comments),
    alerts,
    story,
    goneSinceAt: memory.gone.sinceAt(key),
  };
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
  const { sightings, folds, written } = memory;
  const { columns } = sightings.table;
  const rowOf = (key: AlertKey) => sightings.row(key);
  return written.beneath(() =>
    [...folds.members(row), ...folds.apartFrom(row, rowOf)].map((at) => ({
      ...sourceOf(memory, at),
      key: columns.key.value(at) as AlertKey,
      fileName: columns.fileName.value(at),
      alertId: columns.alertId.value(at) ?? '',
      status: columns.status.value(at) ?? '',
      severity: columns.severity.value(at) ?? '',
      lastUpdateAt: columns.lastUpdateAt.value(at),
      isApart: folds.isApart(at),
      goneSinceAt: memory.gone.sinceAt(columns.key.value(at) ?? ''),
    })),
  );
}

function detail({ memory }: DocumentStore, row: number, document: Alert | undefined): AlertDetail {
  if (document === undefined) throw new Error(`the alert of row ${row} was not read`);
  return {
    row: alertRow(memory, row),
    alert: amend<Alert>(document, memory.written.fields('alert', row)),
    unseenComments: unseenComments(memory.written.items('alert', row), document.comments),
  };
}

/** The row's tags are those of the service and of people; the document has them apart. */
function incidentAsLeft({ written }: StoreMemory, row: number, document: Incident): Incident {
  const { customTags, ...fields } = written.fields('incident', row);
  const { systemTags } = document;
  return amend<Incident>(document, {
    ...fields,
    ...(customTags && { customTags: customTags.filter((tag) => !systemTags.includes(tag)) }),
  });
}

/** Those whose ref no comment of the service carries, so that none is shown twice. */
export function unseenComments(
  items: readonly AnnotationItem[],
  seen: readonly Comment[],
): readonly UnseenComment[] {
  if (items.length === 0) return [];
  const seenRefs = new Set(seen.map(({ comment }) => refOf(comment ?? '')));
  return items.flatMap((item) => {
    if (item.kind !== 'comment' || seenRefs.has(item.ref)) return [];
    const { id, text, writtenAt, actor } = item;
    return [{ id, text, writtenAt, actor, unsent: unsentState(item) }];
  });
}

/** Alerts without a time come last. */
function byFirstActivity(a: AlertDetail, b: AlertDetail): number {
  const timeOf = ({ row }: AlertDetail) => row.firstActivityAt ?? Number.MAX_SAFE_INTEGER;
  return timeOf(a) - timeOf(b) || (a.row.key < b.row.key ? -1 : 1);
}
