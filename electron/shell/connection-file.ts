// Where the data comes from, as the profile keeps it. Holds no secret: tokens are in electron/auth.
import { join } from 'node:path';
import {
  clouds,
  isClientId,
  isWorkspaceId,
  noAzureSources,
} from '../../shared/contract/connections.ts';
import type { AzureSources, TenantConnection } from '../../shared/contract/connections.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

export interface KeptConnections {
  readonly demoTenant: boolean;
  /** Sign-ins are kept on disk although there is no keyring. */
  readonly keepsUnprotected: boolean;
  readonly tenants: readonly Omit<TenantConnection, 'failure' | 'wanted'>[];
}

export interface ConnectionFile {
  read(): KeptConnections;
  /** Resolves when the file is on disk. */
  write(connections: KeptConnections): Promise<void>;
}

const firstConnections: KeptConnections = {
  demoTenant: true,
  keepsUnprotected: false,
  tenants: [],
};

export async function openConnectionFile(profileFolder: string): Promise<ConnectionFile> {
  const path = join(profileFolder, 'connections.json');
  let current = connectionsFrom(await readJsonFile(path).catch(() => null));
  let lastWrite = Promise.resolve();
  return {
    read: () => current,
    write(connections) {
      current = connections;
      lastWrite = lastWrite
        .catch(() => undefined)
        .then(() => writeJsonFile(path, { version: 1, ...connections }));
      return lastWrite;
    },
  };
}

/** What is valid in `value`; a tenant that is not is left out, since a sign-in brings it back. */
export function connectionsFrom(value: unknown): KeptConnections {
  if (!isRecord(value)) return firstConnections;
  const { demoTenant, keepsUnprotected, tenants } = value;
  const kept = Array.isArray(tenants) ? tenants.map(tenantFrom) : [];
  const valid = kept.filter((tenant) => tenant !== null);
  return {
    demoTenant: demoTenant !== false,
    keepsUnprotected: keepsUnprotected === true,
    tenants: [...new Map(valid.map((tenant) => [tenant.id, tenant])).values()],
  };
}

function tenantFrom(value: unknown): KeptConnections['tenants'][number] | null {
  if (!isRecord(value)) return null;
  const { id, tenantId, tenantName, clientId, account, granted } = value;
  const cloud = clouds.find((name) => name === value['cloud']);
  // Both become parts of paths.
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/.test(id)) return null;
  if (typeof tenantId !== 'string' || !id.endsWith(`.${tenantId}`)) return null;
  if (cloud === undefined || typeof clientId !== 'string' || !isClientId(clientId)) return null;
  if (typeof account !== 'string') return null;
  return {
    id,
    cloud,
    tenantId,
    tenantName: typeof tenantName === 'string' ? tenantName : null,
    clientId,
    account,
    azure: azureFrom(value['azure']),
    granted: Array.isArray(granted) ? granted.filter((name) => typeof name === 'string') : [],
  };
}

function azureFrom(value: unknown): AzureSources {
  if (!isRecord(value)) return noAzureSources;
  const { alerts, workspaces } = value;
  const ids: readonly unknown[] = Array.isArray(workspaces) ? workspaces : [];
  return {
    alerts: alerts === true,
    workspaces: ids.filter((id) => typeof id === 'string').filter(isWorkspaceId),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
