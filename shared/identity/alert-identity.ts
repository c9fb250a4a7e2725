// By which ids the same alert is recognised in several sources: never by its title or its machines.
import type { SourceKind } from '../model/alert-source.ts';
import type { Alert } from '../model/alert.ts';
import type { Branded } from '../model/brand.ts';
import { tenantId } from '../model/tenant.ts';

/** `tenant/product/id`, the id in lower case and without the letters that Graph puts before it. */
export type AlertIdentity = Branded<'AlertIdentity'>;

type Product =
  | 'endpoint'
  | 'office'
  | 'identity'
  | 'cloudApps'
  | 'xdr'
  | 'cloud'
  | 'entra'
  | 'dlp'
  | 'sentinel'
  | 'insiderRisk';

/** Graph's `serviceSource`, and the names that Azure and Sentinel give the same product. Lower case. */
const PRODUCT_BY_NAME: ReadonlyMap<string, Product> = new Map([
  ['microsoftdefenderforendpoint', 'endpoint'],
  ['microsoft defender for endpoint', 'endpoint'],
  ['microsoft defender advanced threat protection', 'endpoint'],
  ['mdatp', 'endpoint'],
  ['microsoftdefenderforoffice365', 'office'],
  ['microsoft defender for office 365', 'office'],
  ['office 365 advanced threat protection', 'office'],
  ['oatp', 'office'],
  ['microsoftdefenderforidentity', 'identity'],
  ['microsoft defender for identity', 'identity'],
  ['azure advanced threat protection', 'identity'],
  ['microsoftdefenderforcloudapps', 'cloudApps'],
  ['microsoft defender for cloud apps', 'cloudApps'],
  ['microsoft cloud app security', 'cloudApps'],
  ['microsoftcloudappsecurity', 'cloudApps'],
  ['mcas', 'cloudApps'],
  ['microsoftappgovernance', 'cloudApps'],
  ['microsoft365defender', 'xdr'],
  ['microsoft 365 defender', 'xdr'],
  ['microsoft defender xdr', 'xdr'],
  ['microsoftthreatprotection', 'xdr'],
  ['microsoftdefenderforcloud', 'cloud'],
  ['microsoft defender for cloud', 'cloud'],
  ['azure security center', 'cloud'],
  ['azureadidentityprotection', 'entra'],
  ['microsoft entra id protection', 'entra'],
  ['azure active directory identity protection', 'entra'],
  ['ipc', 'entra'],
  ['datalossprevention', 'dlp'],
  ['microsoft data loss prevention', 'dlp'],
  ['microsoftsentinel', 'sentinel'],
  ['microsoft sentinel', 'sentinel'],
  ['azure sentinel', 'sentinel'],
  ['microsoftinsiderriskmanagement', 'insiderRisk'],
  ['microsoft purview insider risk management', 'insiderRisk'],
]);

/** Two letters that Graph puts before a product's own id (defender-docs, "Alert sources"). */
const PRODUCT_BY_PREFIX: ReadonlyMap<string, Product> = new Map([
  ['da', 'endpoint'],
  ['ed', 'endpoint'],
  ['fa', 'office'],
  ['aa', 'identity'],
  ['ri', 'identity'],
  ['ca', 'cloudApps'],
  ['ma', 'cloudApps'],
  ['rm', 'cloudApps'],
  ['ra', 'xdr'],
  ['ta', 'xdr'],
  ['ea', 'xdr'],
  ['dc', 'cloud'],
  ['ad', 'entra'],
  ['dl', 'dlp'],
  ['sn', 'sentinel'],
  ['ir', 'insiderRisk'],
]);

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/**
 * Ids as products make them. Such an id has no prefix even where it begins with two letters that are
 * one: many GUIDs begin with `da`, `ea`, or `fa`.
 */
const OWN_FORM = new RegExp(
  `^(?:${GUID}(?:_\\d{1,3})?|\\d{15,20}_(?:-?\\d{1,12}|${GUID})|[0-9a-f]{24}|[0-9a-f]{64})$`,
);

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
  const products = productsOf(alert);
  const identities = new Set<AlertIdentity>();
  for (const { text, mustHaveOwnForm } of statedIds(alert, sourceKind)) {
    for (const { product, id } of normalisedIds(text, products, mustHaveOwnForm)) {
      identities.add(`${tenant}/${product}/${id}` as AlertIdentity);
    }
  }
  return [...identities];
}

/**
 * A product's own id, in lower case: without one known prefix. Applied again it changes nothing.
 * An id of unknown form loses only a prefix of its own `product`.
 */
export function withoutPrefix(id: string, product: string | null): string {
  const text = id.trim().toLowerCase();
  if (OWN_FORM.test(text)) return text;
  const owner = PRODUCT_BY_PREFIX.get(text.slice(0, 2));
  if (owner === undefined) return text;
  const rest = text.slice(2).trim();
  if (OWN_FORM.test(rest)) return rest;
  const isPrefixedTwice = PRODUCT_BY_PREFIX.has(rest.slice(0, 2));
  return owner === product && rest !== '' && !isPrefixedTwice ? rest : text;
}

interface StatedId {
  readonly text: string;
  /** An id that another alert of the same source may have too, unless its form tells that it is unique. */
  readonly mustHaveOwnForm: boolean;
}

function statedIds(alert: Alert, sourceKind: SourceKind): readonly StatedId[] {
  const provided = alert.providerAlertId ?? '';
  switch (sourceKind) {
    case 'graph':
    case 'file':
      return [
        { text: alert.id, mustHaveOwnForm: false },
        { text: provided, mustHaveOwnForm: true },
      ];
    case 'arm':
      return [
        { text: alert.id.slice(alert.id.lastIndexOf('/') + 1), mustHaveOwnForm: false },
        { text: provided, mustHaveOwnForm: true },
      ];
    case 'sentinel':
      // Sentinel's SystemAlertId is its own GUID and no other source's: only a prefixed id counts.
      return [
        { text: provided, mustHaveOwnForm: false },
        { text: hasPrefix(alert.id) ? alert.id : '', mustHaveOwnForm: false },
      ];
    default:
      return sourceKind satisfies never;
  }
}

function hasPrefix(id: string): boolean {
  return withoutPrefix(id, null) !== id.trim().toLowerCase();
}

/** Under the products that the alert names, and under the one that its prefix names. */
function normalisedIds(
  text: string,
  products: ReadonlySet<string>,
  mustHaveOwnForm: boolean,
): readonly { readonly product: string; readonly id: string }[] {
  const stated = text.trim().toLowerCase();
  const candidates = new Set(products);
  const owner = PRODUCT_BY_PREFIX.get(stated.slice(0, 2));
  if (owner !== undefined && hasPrefix(stated)) candidates.add(owner);
  return [...candidates]
    .map((product) => ({ product, id: withoutPrefix(stated, product) }))
    .filter(({ id }) => OWN_FORM.test(id) || (!mustHaveOwnForm && id.length >= LEAST_LENGTH))
    .filter(({ id }) => !PLACEHOLDER.test(id));
}

/** A service that is newer than this app is a product by its own name. */
function productsOf({ serviceSource, productName }: Alert): ReadonlySet<string> {
  const products = new Set<string>();
  const service = serviceSource?.trim().toLowerCase() ?? '';
  if (service !== '' && service !== 'unknown' && service !== 'unknownfuturevalue') {
    products.add(PRODUCT_BY_NAME.get(service) ?? service);
  }
  const named = PRODUCT_BY_NAME.get(productName?.trim().toLowerCase() ?? '');
  if (named !== undefined) products.add(named);
  return products;
}
