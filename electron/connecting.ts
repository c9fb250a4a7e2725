// Connected tenants, with a sign-in library that a start without any does not pay for.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { ConnectionsState } from '../shared/contract/connections.ts';
import type { KeyStore } from '../shared/key-store.ts';
import { networkThrough } from './auth/network-through.ts';
import type { SignIns } from './auth/sign-ins.ts';
import { checkTenant } from './check-tenant.ts';
import { openConnections } from './connections/connections.ts';
import type { Connections } from './connections/connections.ts';
import { openConnectionFile } from './shell/connection-file.ts';
import type { Fetch } from './sources/proxied-fetch.ts';
import type { ServiceClients } from './service-clients.ts';

export interface ConnectingParts {
  readonly profileFolder: string;
  /** Touches the system's keyring. */
  readonly keyStore: () => Promise<KeyStore>;
  /** Address that takes the place of all sources. */
  readonly replacedBy: string | null;
  /** Opens the system's browser. */
  readonly openBrowser: (url: string) => Promise<void>;
  readonly services: ServiceClients;
  /** The way out to the identity service. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly onState: (state: ConnectionsState) => void;
  /** Other sources are on now, or one of them can go on. */
  readonly onSources: () => void;
}

export async function openConnecting(parts: ConnectingParts): Promise<Connections> {
  const { profileFolder, keyStore, openBrowser, clock } = parts;
  let opening: Promise<SignIns> | null = null;

  async function openSignIns(): Promise<SignIns> {
    const { openSignIns: open } = await import('./auth/sign-ins.ts');
    const network = networkThrough(parts.fetch);
    const folder = join(profileFolder, 'sign-ins');
    const mayKeep = (): Promise<boolean> => connections.mayKeep();
    return open({ folder, keyStore, mayKeep, openBrowser, network, clock });
  }

  const connections = openConnections({
    file: await openConnectionFile(profileFolder),
    signIns: () => (opening ??= openSignIns()),
    hasKeyring: async () => (await keyStore()).isProtected,
    replacedBy: parts.replacedBy,
    check: (tenant, tokens) => checkTenant(tenant, tokens, parts.services),
    onState: parts.onState,
    onSources: parts.onSources,
  });
  return connections;
}
