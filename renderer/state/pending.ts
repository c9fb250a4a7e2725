// What a person wrote about one incident or alert, laid over its row until the store has it too.
import type { OutboxItemView } from '../../shared/contract/outbox.ts';
import type { AlertRow, IncidentRow } from '../../shared/contract/queue.ts';
import { refOf } from '../../shared/model/annotation-id.ts';
import type { Comment } from '../../shared/model/comment.ts';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import { targetKey } from '../../shared/model/annotation.ts';
import type { AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import { writerId } from '../../shared/model/writer-id.ts';

/** Written and not yet seen from the service: on its way, waiting for a person, or just delivered. */
export interface Written {
  readonly items: readonly OutboxItemView[];
  readonly delivered: readonly OutboxItemView[];
}

/** A row as the person left it. */
export interface Shown<Row> {
  readonly row: Row;
  /** Something about it is saved on this machine only. */
  readonly isWaiting: boolean;
}

export function incidentTarget({ tenantId, incidentId }: IncidentRow): AnnotationTarget {
  return { kind: 'incident', sourceId: writerId('graph', tenantId), tenantId, id: incidentId };
}

/** null for an alert that Microsoft Graph does not have: nothing of it can be written back. */
export function alertTarget(row: AlertRow): AnnotationTarget | null {
  const { tenantId, alertId, incidentKey, sources } = row;
  if (sources[0]?.sourceKind !== 'graph') return null;
  return {
    kind: 'alert',
    sourceId: writerId('graph', tenantId),
    tenantId,
    id: alertId,
    incidentId: incidentKey === null ? null : incidentKey.slice(incidentKey.indexOf('/') + 1),
  };
}

/** Oldest first. */
export function writtenAbout(
  items: readonly OutboxItemView[],
  target: AnnotationTarget | null,
): readonly OutboxItemView[] {
  if (target === null || items.length === 0) return [];
  const key = targetKey(target);
  return items.filter((item) => targetKey(item.target) === key);
}

/** The row itself where nothing is laid over it. */
export function shownIncident(row: IncidentRow, written: Written): Shown<IncidentRow> {
  return laidOver(row, incidentTarget(row), written, (base, edits) => ({
    ...base,
    ...commonFields(base, edits),
    severity: edits.severity?.value ?? base.severity,
    name: edits.displayName?.value ?? base.name,
    tags: edits.customTags === undefined ? base.tags : retagged(base.tags, edits.customTags),
  }));
}

/** As shownIncident. */
export function shownAlert(row: AlertRow, written: Written): Shown<AlertRow> {
  return laidOver(row, alertTarget(row), written, (base, edits) => ({
    ...base,
    ...commonFields(base, edits),
  }));
}

/** The incident's own row and those of its alerts; the detail itself where nothing is laid over it. */
export function shownDetail(detail: IncidentDetail, written: Written): IncidentDetail {
  const { row } = shownIncident(detail.row, written);
  const alerts = detail.alerts.map((alert) => {
    const shown = shownAlert(alert.row, written);
    return shown.row === alert.row ? alert : { ...alert, row: shown.row };
  });
  const isSame = row === detail.row && alerts.every((alert, i) => alert === detail.alerts[i]);
  if (isSame) return detail;
  const alertsActive = row.alertsActive + activeOf(alerts) - activeOf(detail.alerts);
  return { ...detail, row: { ...row, alertsActive }, alerts };
}

function activeOf(alerts: IncidentDetail['alerts']): number {
  return alerts.filter(({ row }) => row.status !== 'resolved').length;
}

/** Tags with what was added and removed, whatever else is among them. */
export function retagged(
  tags: readonly string[],
  { base, value }: { readonly base: readonly string[]; readonly value: readonly string[] },
): readonly string[] {
  const removed = new Set(base.filter((tag) => !value.includes(tag)));
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...value])];
}

/** A comment written here that the service does not show yet. */
export interface UnseenComment {
  readonly id: string;
  readonly text: string;
  readonly writtenAt: number;
  readonly actor: string;
  readonly isWaiting: boolean;
}

/** Those whose ref none of the service's comments carries, so that none is shown twice. */
export function unseenComments(
  target: AnnotationTarget | null,
  { items, delivered }: Written,
  seen: readonly Comment[],
): readonly UnseenComment[] {
  const written = [...writtenAbout(delivered, target), ...writtenAbout(items, target)];
  if (written.length === 0) return [];
  const seenRefs = new Set(seen.map(({ comment }) => refOf(comment ?? '')));
  return written.flatMap(({ id, content, writtenAt, actor, status }) => {
    if (content.kind !== 'comment' || seenRefs.has(content.ref)) return [];
    const isWaiting = status.kind !== 'duplicated' && items.some((item) => item.id === id);
    return [{ id, text: content.text, writtenAt, actor, isWaiting }];
  });
}

function laidOver<Row>(
  row: Row,
  target: AnnotationTarget | null,
  { items, delivered }: Written,
  lay: (row: Row, edits: FieldEdits) => Row,
): Shown<Row> {
  const open = writtenAbout(items, target).filter(({ status }) => status.kind !== 'duplicated');
  let shown = row;
  for (const { content } of [...writtenAbout(delivered, target), ...open]) {
    if (content.kind === 'change') shown = lay(shown, content.edits);
  }
  return { row: shown, isWaiting: open.length > 0 };
}

function commonFields(
  row: IncidentRow | AlertRow,
  edits: FieldEdits,
): Pick<IncidentRow, 'status' | 'assignedTo' | 'classification' | 'determination'> {
  const { status, assignedTo, classification, determination } = edits;
  return {
    status: status?.value ?? row.status,
    assignedTo: assignedTo === undefined ? row.assignedTo : assignedTo.value,
    classification: classification === undefined ? row.classification : classification.value,
    determination: determination === undefined ? row.determination : determination.value,
  };
}
