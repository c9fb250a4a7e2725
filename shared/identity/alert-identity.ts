// By which ids the same alert is recognised in several sources: never by its title or its machines.
import { alertProduct, isWholeId, productsWithPrefix } from '../model/alert-product.ts';
import type { SourceKind } from '../model/alert-source.ts';
import type { Alert } from '../model/alert.ts';
import type { Branded } from '../model/brand.ts';
import { tenantId } from '../model/tenant.ts';
import { isUnstated } from './fold-alerts.ts';

/** `tenant/service/id`, the id in lower case and without the letters that Graph puts before it. */
export type AlertIdentity = Branded<'AlertIdentity'>;

/** What writers put where they have no id. */
const PLACEHOLDER = /^[0-]*$/;

/** A shorter id of unknown form is not taken to be unique in a product. */
const LEAST_LENGTH = 8;

/**
 * Two alerts that share one of these are the same alert. Empty where the alert names no product or no
 * usable id: then it stays alone. `alert.tenantId` must be stated.
 */
export function alertIdentities(alert: Alert, sourceKind: SourceKind): readonly AlertIdentity[] {
  const tenant = tenantId(alert.tenantId ?? '');
  if (tenant === '') return [];
  const services = servicesOf(alert, sourceKind);
  const identities = new Set<AlertIdentity>();
  for (const { text, mustBeWhole } of statedIds(alert, sourceKind)) {
    for (const { service, id } of normalisedIds(text, services, mustBeWhole)) {
      identities.add(`${tenant}/${service}/${id}` as AlertIdentity);
    }
  }
  return [...identities];
}

/**
 * A product's own id, in lower case: without one known prefix. Applied again it changes nothing.
 * An id of unknown form loses only a prefix of its own `service`.
 */
export function withoutPrefix(id: string, service: string | null): string {
  const text = id.trim().toLowerCase();
  const owners = productsWithPrefix(text.slice(0, 2));
  if (owners.length === 0 || isWholeId(text)) return text;
  const rest = text.slice(2).trim();
  if (isWholeId(rest)) return rest;
  const isOfService = owners.some(({ serviceSource }) => serviceSource === service);
  const isPrefixedTwice = productsWithPrefix(rest.slice(0, 2)).length > 0;
  return isOfService && rest !== '' && !isPrefixedTwice ? rest : text;
}

interface StatedId {
  readonly text: string;
  /** An id that another alert of the same source may have too, unless its form tells that it is unique. */
  readonly mustBeWhole: boolean;
}

function statedIds(alert: Alert, sourceKind: SourceKind): readonly StatedId[] {
  const provided = alert.providerAlertId ?? '';
  switch (sourceKind) {
    case 'graph':
    case 'file':
      return [
        { text: alert.id, mustBeWhole: false },
        { text: provided, mustBeWhole: true },
      ];
    case 'arm':
      return [
        { text: alert.id.slice(alert.id.lastIndexOf('/') + 1), mustBeWhole: false },
        { text: provided, mustBeWhole: true },
      ];
    case 'sentinel':
      // Sentinel's SystemAlertId is its own GUID and no other source's: only a prefixed id counts.
      return [
        { text: provided, mustBeWhole: false },
        { text: hasPrefix(alert.id) ? alert.id : '', mustBeWhole: false },
      ];
    default:
      return sourceKind satisfies never;
  }
}

function hasPrefix(id: string): boolean {
  return withoutPrefix(id, null) !== id.trim().toLowerCase();
}

/** Under the services that the alert names, and under those that its prefix names. */
function normalisedIds(
  text: string,
  services: ReadonlySet<string>,
  mustBeWhole: boolean,
): readonly { readonly service: string; readonly id: string }[] {
  const owners = hasPrefix(text) ? productsWithPrefix(text.trim().toLowerCase().slice(0, 2)) : [];
  const candidates = new Set([...services, ...owners.map(({ serviceSource }) => serviceSource)]);
  return [...candidates]
    .map((service) => ({ service, id: withoutPrefix(text, service) }))
    .filter(({ id }) => isWholeId(id) || (!mustBeWhole && id.length >= LEAST_LENGTH))
    .filter(({ id }) => !PLACEHOLDER.test(id));
}

/** A service that is newer than this app is a product by its own name. */
function servicesOf(
  { serviceSource, productName }: Alert,
  sourceKind: SourceKind,
): ReadonlySet<string> {
  const product = alertProduct(productName ?? null);
  // Sentinel passes alerts of other vendors on: there the product, not Sentinel, gave the id.
  if (sourceKind === 'sentinel' && product === null && productName) {
    return new Set([productName.trim().toLowerCase()]);
  }
  const services = new Set<string>();
  const service = serviceSource?.trim() ?? '';
  if (!isUnstated(service)) services.add(alertProduct(service)?.serviceSource ?? service);
  if (product !== null) services.add(product.serviceSource);
  return services;
}
