// Where one signs in to each cloud, and the name by which Microsoft Graph's permissions are asked for there.
import type { Cloud } from '../../shared/contract/connections.ts';

export interface SignInAddresses {
  /** Origin of the identity service, from Microsoft's page on national clouds. */
  readonly login: string;
  readonly graph: string;
}

export const signInAddressesByCloud: Readonly<Record<Cloud, SignInAddresses>> = {
  global: { login: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  usGovernmentL4: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
  },
  usGovernmentL5: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
  },
};

/** `tenant` is a GUID, a domain, or null for the tenant of whoever signs in. */
export function authorityOf(cloud: Cloud, tenant: string | null): string {
  return `${signInAddressesByCloud[cloud].login}/${tenant ?? 'organizations'}`;
}

/** Permissions by their names, as scopes of the cloud's Graph. */
export function graphScopes(cloud: Cloud, permissions: readonly string[]): string[] {
  return permissions.map((permission) => `${signInAddressesByCloud[cloud].graph}/${permission}`);
}

/** Scopes as a token's answer spells them, back to the names; those of OpenID are left out. */
export function graphPermissions(scopes: readonly string[]): readonly string[] {
  const openId = new Set(['openid', 'profile', 'email', 'offline_access']);
  const names = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  return [...new Set(names.filter((name) => !openId.has(name) && name !== '.default'))].toSorted();
}
