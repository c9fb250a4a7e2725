// The columns of the alert table: all that the queue shows, sorts, filters and searches.
import type { Alert } from '../../../shared/model/alert.ts';
import { alertKey } from '../../../shared/model/alert.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { timestampMs, timestampTicks } from '../../../shared/model/timestamp.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';
import type { RowValues } from '../../../shared/table/table.ts';
import { namedAssets } from './asset-mention.ts';

/** Names ending in `At` are UTC epoch milliseconds. Raise COLUMN_LAYOUT with every change. */
export const alertShape = {
  key: 'text',
  /** 100 ns ticks of lastUpdateDateTime: the newest version of an alert wins. */
  version: 'long',
  tenantId: 'text',
  alertId: 'text',
  incidentKey: 'text',
  title: 'text',
  category: 'text',
  categories: 'texts',
  severity: 'text',
  status: 'text',
  assignedTo: 'text',
  classification: 'text',
  determination: 'text',
  serviceSource: 'text',
  detectionSource: 'text',
  techniques: 'texts',
  createdAt: 'number',
  lastUpdateAt: 'number',
  firstActivityAt: 'number',
  lastActivityAt: 'number',
  assets: 'texts',
  clouds: 'texts',
  accountIds: 'texts',
} as const;

export type AlertShape = typeof alertShape;

/** What decides whether an alert is news. `alert.tenantId` must be stated. */
export function alertIdentity(alert: Alert): Pick<RowValues<AlertShape>, 'key' | 'version'> {
  return {
    key: alertKey(alert.tenantId ?? '', alert.id),
    version: ticksOf(alert.lastUpdateDateTime ?? alert.createdDateTime),
  };
}

/** `alert.tenantId` must be stated. What a row must have and the wire has not is `unknown`. */
export function alertValues(alert: Alert): RowValues<AlertShape> {
  const tenant = tenantId(alert.tenantId ?? '');
  return {
    ...alertIdentity(alert),
    tenantId: tenant,
    alertId: alert.id,
    incidentKey: alert.incidentId ? incidentKey(tenant, alert.incidentId) : null,
    title: alert.title ?? '',
    category: alert.category ?? null,
    categories: [...new Set([...(alert.category ? [alert.category] : []), ...alert.categories])],
    severity: alert.severity ?? 'unknown',
    status: alert.status ?? 'unknown',
    assignedTo: alert.assignedTo || null,
    classification: alert.classification ?? null,
    determination: alert.determination ?? null,
    serviceSource: alert.serviceSource ?? 'unknown',
    detectionSource: alert.detectionSource ?? null,
    techniques: alert.mitreTechniques,
    createdAt: millisecondsOf(alert.createdDateTime),
    lastUpdateAt: millisecondsOf(alert.lastUpdateDateTime),
    firstActivityAt: millisecondsOf(alert.firstActivityDateTime),
    lastActivityAt: millisecondsOf(alert.lastActivityDateTime),
    ...namedAssets(alert),
  };
}

export function millisecondsOf(timestamp: Timestamp | null | undefined): number | null {
  return timestamp == null ? null : timestampMs(timestamp);
}

export function ticksOf(timestamp: Timestamp | null | undefined): bigint | null {
  return timestamp == null ? null : timestampTicks(timestamp);
}
