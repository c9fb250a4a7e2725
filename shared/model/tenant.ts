// A tenant of the directory service: the boundary that no data crosses.
import type { Branded } from './brand.ts';

/** A tenant's GUID in lower case. */
export type TenantId = Branded<'TenantId'>;

export interface Tenant {
  readonly tenantId: TenantId;
  readonly displayName: string;
  /** The domain that people know it by, e.g. `contoso.onmicrosoft.com`; null where it is unknown. */
  readonly defaultDomain: string | null;
}

/** Lower-cases, since services spell GUIDs in both cases. */
export function tenantId(text: string): TenantId {
  return text.toLowerCase() as TenantId;
}

/** In the place of a tenant that nobody named. */
export const noTenant = tenantId('00000000-0000-0000-0000-000000000000');
