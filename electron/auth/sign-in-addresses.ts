// Where one signs in to each cloud, and whose permissions are asked for there.
import { permissionsByGroup } from '../../shared/contract/connections.ts';
import type { Cloud, PermissionGroup } from '../../shared/contract/connections.ts';

export interface SignInAddresses {
  /** Origin of the identity service, from Microsoft's page on national clouds. */
  readonly login: string;
  readonly graph: string;
  /** Azure Resource Manager, where its API is too. */
  readonly resourceManager: string;
}

export const signInAddressesByCloud: Readonly<Record<Cloud, SignInAddresses>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    resourceManager: 'https://management.azure.com',
  },
  usGovernmentL4: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
  },
  usGovernmentL5: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
  },
};

/** `tenant` is a GUID, a domain, or null for the tenant of whoever signs in. */
export function authorityOf(cloud: Cloud, tenant: string | null): string {
  return `${signInAddressesByCloud[cloud].login}/${tenant ?? 'organizations'}`;
}

/** A token is for one service: the group says whose. */
export function scopesOf(cloud: Cloud, group: PermissionGroup): readonly string[] {
  const { graph, resourceManager } = signInAddressesByCloud[cloud];
  const service = group === 'azure' ? resourceManager : graph;
  return permissionsByGroup[group].map((permission) => `${service}/${permission}`);
}

/** Scopes as a token's answer spells them, back to the names; those of OpenID are left out. */
export function permissionsIn(scopes: readonly string[]): readonly string[] {
  const openId = new Set(['openid', 'profile', 'email', 'offline_access']);
  const names = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  return [...new Set(names.filter((name) => !openId.has(name) && name !== '.default'))].toSorted();
}
