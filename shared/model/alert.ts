// An alert as the service describes it, under the service's own member names.
import type { Branded } from './brand.ts';
import type { GraphObject } from './graph/contract.ts';

/** One detection. `id` is unique within its tenant and never empty. */
export interface Alert extends GraphObject<'alert'> {
  readonly id: string;
}

/** `tenant/id`, unique over all tenants. */
export type AlertKey = Branded<'AlertKey'>;

/** The tenant is lower-cased; the id is kept as it is, since the service compares it so. */
export function alertKey(tenantId: string, id: string): AlertKey {
  return `${tenantId.toLowerCase()}/${id}` as AlertKey;
}
