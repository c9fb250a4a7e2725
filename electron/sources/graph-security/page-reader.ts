// Turns the items of a page into alerts or incidents of one tenant; what cannot be is set aside, whole.
import type { FeedId, IngestPage, QuarantinedItem } from '../../../shared/contract/store-ingest.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { decodeAlert, decodeIncident } from '../../../shared/model/graph/decode.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { textMember } from './graph-page.ts';

export type PageContent = Pick<IngestPage, 'incidents' | 'alerts' | 'quarantined'>;

export function readItems(feed: FeedId, items: readonly unknown[]): PageContent {
  const incidents: Incident[] = [];
  const alerts: Alert[] = [];
  const quarantined: QuarantinedItem[] = [];

  const setAside = (reason: string, place: string, item: unknown): void => {
    quarantined.push({ reason, place, raw: JSON.stringify(item) });
  };

  const readAlert = (item: unknown, place: string): void => {
    const decoded = decodeAlert(item, { place });
    if (decoded.ok) alerts.push(decoded.alert);
    else setAside(decoded.reason, decoded.place, item);
  };

  const readIncident = (item: unknown, place: string): void => {
    const decoded = decodeIncident(withoutForeignAlerts(item, place), { place });
    if (!decoded.ok) {
      setAside(decoded.reason, decoded.place, item);
      return;
    }
    incidents.push(decoded.incident);
    for (const refusal of decoded.refused) {
      setAside(refusal.reason, refusal.place, expandedAlertAt(item, place, refusal.place) ?? item);
    }
  };

  const withoutForeignAlerts = (item: unknown, place: string): unknown => {
    const expanded = expandedAlerts(item);
    if (!isJsonObject(item) || expanded.every((alert) => isOfTenant(alert, feed.tenantId))) {
      return item;
    }
    const own = expanded.filter((alert, index) => {
      if (isOfTenant(alert, feed.tenantId)) return true;
      setAside(foreign, `${place}.alerts[${index}]`, alert);
      return false;
    });
    return { ...item, alerts: own } as JsonObject;
  };

  items.forEach((item, index) => {
    const place = `value[${index}]`;
    if (!isOfTenant(item, feed.tenantId)) setAside(foreign, place, item);
    else if (feed.collection === 'alerts') readAlert(item, place);
    else readIncident(item, place);
  });
  return { incidents, alerts, quarantined };
}

const foreign = 'it belongs to another tenant';

/** An item that names no tenant is of the one that was asked. */
function isOfTenant(item: unknown, tenantId: TenantId): boolean {
  const named = textMember(item, 'tenantId');
  return named === null || named.toLowerCase() === tenantId;
}

function expandedAlerts(item: unknown): readonly unknown[] {
  if (!isJsonObject(item) || !Object.hasOwn(item, 'alerts')) return [];
  return Array.isArray(item['alerts']) ? item['alerts'] : [];
}

function expandedAlertAt(item: unknown, place: string, alertPlace: string): unknown {
  return expandedAlerts(item).find((_alert, index) => `${place}.alerts[${index}]` === alertPlace);
}
