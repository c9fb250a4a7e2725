import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConnectionsState } from '../../shared/contract/connections.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { createScriptedAuthority } from '../auth/scripted-authority.ts';
import type { Person } from '../auth/scripted-authority.ts';
import { openSignIns } from '../auth/sign-ins.ts';
import { openConnectionFile } from '../shell/connection-file.ts';
import { openConnections } from './connections.ts';

const clientId = '11111111-1111-4111-8111-111111111111';
const ada: Person = {
  objectId: 'aaaaaaaa-0000-4000-8000-000000000001',
  tenantId: 'bbbbbbbb-0000-4000-8000-000000000001',
  username: 'ada@contoso.example',
};
const grace: Person = {
  objectId: 'aaaaaaaa-0000-4000-8000-000000000002',
  tenantId: 'bbbbbbbb-0000-4000-8000-000000000002',
  username: 'grace@fabrikam.example',
};
const idOf = ({ objectId, tenantId }: Person): string => `${objectId}.${tenantId}`;
const connectionOf = (person: Person) => ({
  id: idOf(person),
  cloud: 'global' as const,
  tenantId: person.tenantId,
  tenantName: null,
  clientId,
  account: person.username,
  granted: ['SecurityAlert.Read.All', 'SecurityIncident.Read.All', 'User.Read'],
  azure: { alerts: false, workspaces: [] },
  wanted: [],
  failure: null,
});
const byBrowser = { cloud: 'global', clientId, tenant: null, method: 'browser' } as const;
const first = { rejected: null, claims: null };

async function openBench(hasKeyring = true) {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-connections-'));
  const authority = createScriptedAuthority();
  const states: ConnectionsState[] = [];
  const bench = { person: ada, isAway: false, sourceChanges: 0, loads: 0 };
  const file = await openConnectionFile(folder);
  const signIns = openSignIns({
    folder: join(folder, 'sign-ins'),
    keyStore: async () => ({
      name: 'open',
      isProtected: hasKeyring,
      wrap: async (bytes) => bytes,
      unwrap: async (wrapped) => wrapped,
    }),
    mayKeep: () => connections.mayKeep(),
    openBrowser: async (url) => {
      if (!bench.isAway) await authority.visit(url, bench.person);
    },
    clock: { now: Date.now },
    network: authority.network,
  });
  const connections = openConnections({
    file,
    signIns: async () => {
      bench.loads += 1;
      return signIns;
    },
    hasKeyring: async () => hasKeyring,
    replacedBy: null,
    check: async (tenant, tokens) => {
      const token = await tokens('read').token(first);
      return [{ what: 'Tenant', outcome: { found: `${tenant.tenantId} by ${token.slice(0, 6)}` } }];
    },
    onState: (state) => states.push(state),
    onSources: () => {
      bench.sourceChanges += 1;
    },
  });
  const { handlers } = connections;
  const state = () => handlers['connections.read'](null);
  const tokenFiles = () => readdirSync(join(folder, 'sign-ins'));
  return { bench, authority, connections, handlers, state, states, tokenFiles };
}

async function failureOf(work: Promise<unknown>): Promise<Failure | null> {
  return work.then(
    () => null,
    (error: unknown) => failureIn(error),
  );
}

it('starts with the demo tenant, and does not load the sign-in library for it', async () => {
  const { bench, handlers, state } = await openBench();
  const fresh: ConnectionsState = {
    demoTenant: true,
    tenants: [],
    signingIn: null,
    keeping: 'keyring',
    replacedBy: null,
  };
  expect(await state()).toEqual(fresh);
  await handlers['connections.setDemoTenant']({ isOn: false });
  await handlers['connections.setDemoTenant']({ isOn: false });
  expect(await state()).toEqual({ ...fresh, demoTenant: false });
  expect(bench).toMatchObject({ sourceChanges: 1, loads: 0 });
});

describe('connecting', () => {
  it('adds a connection for each account, and one only for the same', async () => {
    const { bench, handlers, state, states } = await openBench();
    await handlers['connections.connect'](byBrowser);
    bench.person = grace;
    await handlers['connections.connect'](byBrowser);
    await handlers['connections.connect'](byBrowser);
    expect((await state()).tenants).toEqual([connectionOf(ada), connectionOf(grace)]);
    expect(bench.sourceChanges).toBe(3);
    expect(states.slice(0, 2).map(({ signingIn }) => signingIn?.kind)).toEqual([
      'starting',
      'starting',
    ]);
    expect(states.find(({ signingIn }) => signingIn?.kind === 'browser')?.signingIn).toMatchObject({
      url: expect.stringMatching(/^https:\/\/login\.microsoftonline\.com\//),
    });
    expect(states.at(-1)?.signingIn).toBeNull();
  });

  it('is one at a time, and can be cancelled', async () => {
    const { bench, handlers, state } = await openBench();
    bench.isAway = true;
    const waiting = failureOf(handlers['connections.connect'](byBrowser));
    await expect.poll(async () => (await state()).signingIn?.kind).toBe('browser');
    expect(await failureOf(handlers['connections.connect'](byBrowser))).toMatchObject({
      kind: 'conflict',
    });
    await handlers['connections.cancelSignIn'](null);
    expect(await waiting).toMatchObject({ kind: 'cancelled' });
    expect(await state()).toMatchObject({ tenants: [], signingIn: null });
  });
});

describe('a sign-in again', () => {
  it('asks for what was needed and not granted, and remembers what was', async () => {
    const { authority, connections, handlers, state } = await openBench();
    await handlers['connections.connect'](byBrowser);
    const [tenant] = connections.tenants();
    if (tenant === undefined) throw new Error('not connected');
    authority.revokeAll();
    const writing = connections.tokens(tenant, 'write').token(first);
    expect(await failureOf(writing)).toMatchObject({
      kind: 'auth',
      summary: 'ada@contoso.example: The identity service wants the account to sign in again.',
    });
    expect((await state()).tenants).toEqual([{ ...connectionOf(ada), wanted: ['write'] }]);

    const again = { id: idOf(ada), method: 'browser' } as const;
    await handlers['connections.signIn'](again);
    await handlers['connections.signIn'](again);
    expect((await state()).tenants).toEqual([
      {
        ...connectionOf(ada),
        granted: [
          'SecurityAlert.Read.All',
          'SecurityAlert.ReadWrite.All',
          'SecurityIncident.Read.All',
          'SecurityIncident.ReadWrite.All',
          'User.Read',
        ],
      },
    ]);
    expect(await connections.tokens(tenant, 'write').token(first)).toMatch(/^access-/);
  });

  it('asks for Azure once one of its sources is on', async () => {
    const { authority, bench, connections, handlers, state } = await openBench();
    authority.refuseScope('https://management.azure.com/user_impersonation');
    await handlers['connections.connect'](byBrowser);
    const id = idOf(ada);
    const azure = { alerts: true, workspaces: [] };
    await handlers['connections.setAzure']({ id, azure });
    expect(bench.sourceChanges).toBe(2);
    const [tenant] = connections.tenants();
    if (tenant === undefined) throw new Error('not connected');
    await failureOf(connections.tokens(tenant, 'azure').token(first));
    await handlers['connections.signIn']({ id, method: 'browser' });
    expect((await state()).tenants).toEqual([{ ...connectionOf(ada), azure, wanted: ['azure'] }]);
    await handlers['connections.setAzure']({ id, azure: { alerts: false, workspaces: [] } });
    expect((await state()).tenants).toEqual([connectionOf(ada)]);
    await handlers['connections.setAzure']({ id, azure });
    authority.refuseScope('none');
    await handlers['connections.signIn']({ id, method: 'browser' });
    const granted = [...connectionOf(ada).granted, 'user_impersonation'];
    expect((await state()).tenants).toEqual([{ ...connectionOf(ada), azure, granted }]);
  });

  it('of another account is refused, and leaves nothing of that account', async () => {
    const { bench, handlers, state, tokenFiles } = await openBench();
    await handlers['connections.connect'](byBrowser);
    bench.person = grace;
    const again = handlers['connections.signIn']({ id: idOf(ada), method: 'browser' });
    expect(await failureOf(again)).toEqual({
      kind: 'rejected',
      summary: 'grace@fabrikam.example signed in, which is not the account of this connection.',
      action: 'Choose the other account, or connect this one as a tenant of its own.',
    });
    expect((await state()).tenants).toEqual([connectionOf(ada)]);
    expect(tokenFiles()).toEqual([`${idOf(ada)}.tokens`]);
  });
});

it('shows why reading fails until it works again', async () => {
  const { authority, connections, handlers, state } = await openBench();
  await handlers['connections.connect'](byBrowser);
  const [tenant] = connections.tenants();
  if (tenant === undefined) throw new Error('not connected');
  const rejected = await connections.tokens(tenant, 'read').token(first);
  authority.revokeAll();
  const renewal = connections.tokens(tenant, 'read').token({ rejected, claims: null });
  expect(await failureOf(renewal)).toMatchObject({ kind: 'auth' });
  expect((await state()).tenants[0]?.failure).toMatchObject({ kind: 'auth' });
  await connections.tokens(tenant, 'read').token(first);
  expect((await state()).tenants[0]?.failure).toBeNull();
});

it('tests with a token, names the tenant, signs out and removes', async () => {
  const { connections, handlers, state, tokenFiles } = await openBench();
  await handlers['connections.connect'](byBrowser);
  const id = idOf(ada);
  expect(await handlers['connections.test']({ id })).toEqual([
    { what: 'Tenant', outcome: { found: `${ada.tenantId} by access` } },
  ]);
  connections.nameTenant(id, 'Contoso');
  expect((await state()).tenants[0]?.tenantName).toBe('Contoso');

  await handlers['connections.signOut']({ id });
  expect(tokenFiles()).toEqual([]);
  expect((await state()).tenants[0]?.failure).toEqual({
    kind: 'auth',
    summary: 'You signed out.',
    action: 'Sign in again to go on.',
  });
  expect(await failureOf(handlers['connections.test']({ id }))).toMatchObject({ kind: 'auth' });
  await handlers['connections.signIn']({ id, method: 'browser' });
  expect((await state()).tenants).toEqual([{ ...connectionOf(ada), tenantName: 'Contoso' }]);

  await handlers['connections.remove']({ id });
  expect((await state()).tenants).toEqual([]);
  expect(tokenFiles()).toEqual([]);
  expect(await failureOf(handlers['connections.test']({ id }))).toMatchObject({ kind: 'rejected' });
});

it('keeps sign-ins in memory without a keyring, until the person chooses otherwise', async () => {
  const { handlers, state, tokenFiles } = await openBench(false);
  await handlers['connections.connect'](byBrowser);
  expect((await state()).keeping).toBe('memory');
  expect(tokenFiles()).toEqual([]);
  await handlers['connections.keepUnprotected']({ isOn: true });
  expect((await state()).keeping).toBe('unprotected');
  expect(tokenFiles()).toEqual([`${idOf(ada)}.tokens`]);
  await handlers['connections.keepUnprotected']({ isOn: false });
  expect(tokenFiles()).toEqual([]);
});
