// Turns a page of security alerts into what the store takes; what is no alert is set aside, whole.
import type { FeedId, QuarantinedItem } from '../../../shared/contract/store-ingest.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { decodeSecurityAlert } from '../../../shared/model/arm/decode-security-alert.ts';

export interface AlertPageContent {
  readonly alerts: readonly Alert[];
  readonly quarantined: readonly QuarantinedItem[];
}

export function readSecurityAlerts(feed: FeedId, items: readonly unknown[]): AlertPageContent {
  const alerts: Alert[] = [];
  const quarantined: QuarantinedItem[] = [];
  items.forEach((item, index) => {
    const place = `value[${index}]`;
    const decoded = decodeSecurityAlert(item, { tenantId: feed.tenantId, place });
    if (decoded.ok) alerts.push(decoded.alert);
    else quarantined.push({ place, reason: decoded.reason, raw: JSON.stringify(item) });
  });
  return { alerts, quarantined };
}
