// Which sources are on and who is signed in to them: what the settings page shows and changes.
import { noAzureSources, permissionsByGroup } from '../../shared/contract/connections.ts';
import type {
  ConnectionCalls,
  ConnectionCheck,
  ConnectionsState,
  PermissionGroup,
  SignInStage,
  TenantConnection,
} from '../../shared/contract/connections.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { SignInRequest, SignIns } from '../auth/sign-ins.ts';
import type { ConnectionFile, KeptConnections } from '../shell/connection-file.ts';
import type { TokenProvider } from '../sources/signed-in-exchange.ts';

type Tenant = KeptConnections['tenants'][number];

/** The tokens of one connection for a service. */
export type TokensOf = (group: PermissionGroup) => TokenProvider;

export interface ConnectionsParts {
  readonly file: ConnectionFile;
  /** Loads the sign-in library at its first call. */
  readonly signIns: () => Promise<SignIns>;
  /** Touches the system's keyring. */
  readonly hasKeyring: () => Promise<boolean>;
  /** Address from the command line that takes the place of all sources. */
  readonly replacedBy: string | null;
  readonly check: (tenant: Tenant, tokens: TokensOf) => Promise<readonly ConnectionCheck[]>;
  readonly onState: (state: ConnectionsState) => void;
  /** Other sources are on now, or one of them can go on. */
  readonly onSources: () => void;
}

type Handlers = {
  readonly [N in keyof ConnectionCalls]: (
    argument: ConnectionCalls[N]['argument'],
  ) => Promise<ConnectionCalls[N]['result']>;
};

export interface Connections {
  readonly handlers: Handlers;
  tenants(): readonly Tenant[];
  isDemoTenantOn(): boolean;
  /** A failure to read shows on the connection; another permission that is missing becomes wanted there. */
  tokens(tenant: Tenant, group: PermissionGroup): TokenProvider;
  /** Whether sign-ins may be on disk. */
  mayKeep(): Promise<boolean>;
  /** A source has found out what its tenant calls itself. */
  nameTenant(id: string, tenantName: string): void;
}

export function openConnections(parts: ConnectionsParts): Connections {
  const { file } = parts;
  const failureById = new Map<string, Failure>();
  const wantedById = new Map<string, Set<PermissionGroup>>();
  let signingIn: { readonly stage: SignInStage; readonly controller: AbortController } | null =
    null;

  async function state(): Promise<ConnectionsState> {
    const hasKeyring = await parts.hasKeyring();
    const { demoTenant, keepsUnprotected, tenants } = file.read();
    const withoutKeyring = keepsUnprotected ? 'unprotected' : 'memory';
    return {
      demoTenant,
      tenants: tenants.map((tenant): TenantConnection => {
        const wanted = [...(wantedById.get(tenant.id) ?? [])];
        return { ...tenant, wanted, failure: failureById.get(tenant.id) ?? null };
      }),
      signingIn: signingIn?.stage ?? null,
      keeping: hasKeyring ? 'keyring' : withoutKeyring,
      replacedBy: parts.replacedBy,
    };
  }

  const publish = (): void => void state().then(parts.onState);

  async function change(changes: Partial<KeptConnections>): Promise<void> {
    await file.write({ ...file.read(), ...changes });
    publish();
  }

  function tenantOf(id: string): Tenant {
    const tenant = file.read().tenants.find((one) => one.id === id);
    if (tenant !== undefined) return tenant;
    throw new FailureError({ kind: 'rejected', summary: 'This connection was removed.' });
  }

  function note(id: string, failure: Failure | null): void {
    if (JSON.stringify(failureById.get(id) ?? null) === JSON.stringify(failure)) return;
    if (failure === null) failureById.delete(id);
    else failureById.set(id, failure);
    publish();
  }

  function want(id: string, group: PermissionGroup): void {
    const wanted = wantedById.get(id) ?? new Set();
    if (wanted.has(group)) return;
    wantedById.set(id, wanted.add(group));
    publish();
  }

  function dropWanted({ id, granted }: Pick<Tenant, 'id' | 'granted'>): void {
    const missing = [...(wantedById.get(id) ?? [])].filter(
      (group) => !permissionsByGroup[group].every((permission) => granted.includes(permission)),
    );
    wantedById.set(id, new Set(missing));
  }

  /** What to ask for at the next sign-in. */
  function groupsOf({ id, azure }: Tenant): readonly PermissionGroup[] {
    const usesAzure = azure.alerts || azure.workspaces.length > 0;
    return [
      ...new Set<PermissionGroup>([
        'read',
        ...(wantedById.get(id) ?? []),
        ...(usesAzure ? (['azure'] as const) : []),
      ]),
    ];
  }

  function tokens(tenant: Tenant, group: PermissionGroup): TokenProvider {
    return {
      async token(reason) {
        try {
          const signIns = await parts.signIns();
          const token = await signIns.tokens(tenant, group).token(reason);
          if (group === 'read') note(tenant.id, null);
          return token;
        } catch (error) {
          const failure = failureIn(error);
          if (failure === null) throw error;
          if (group === 'read') note(tenant.id, failure);
          else if (failure.kind === 'auth') want(tenant.id, group);
          // Elsewhere it stands among failures of other tenants.
          const summary = `${tenant.tenantName ?? tenant.account}: ${failure.summary}`;
          throw new FailureError({ ...failure, summary }, { cause: error });
        }
      },
    };
  }

  async function signIn(
    request: Omit<SignInRequest, 'onStage' | 'signal'>,
    expected: Tenant | null,
  ): Promise<void> {
    if (signingIn !== null) {
      throw new FailureError({
        kind: 'conflict',
        summary: 'Another sign-in is under way.',
        action: 'Finish or cancel it first.',
      });
    }
    const controller = new AbortController();
    const onStage = (stage: SignInStage): void => {
      signingIn = { stage, controller };
      publish();
    };
    onStage({ kind: 'starting' });
    try {
      const signIns = await parts.signIns();
      const { signal } = controller;
      const signedIn = await signIns.signIn({ ...request, onStage, signal });
      const { tenants } = file.read();
      const former = tenants.find(({ id }) => id === signedIn.id);
      if (expected !== null && expected.id !== signedIn.id) {
        if (former === undefined) await signIns.signOut(signedIn);
        throw new FailureError({
          kind: 'rejected',
          summary: `${signedIn.account} signed in, which is not the account of this connection.`,
          action: 'Choose the other account, or connect this one as a tenant of its own.',
        });
      }
      failureById.delete(signedIn.id);
      dropWanted(signedIn);
      // What was granted to the same app before still is.
      const granted = former?.clientId === signedIn.clientId ? former.granted : [];
      const kept: Tenant = {
        ...signedIn,
        granted: [...new Set([...granted, ...signedIn.granted])].toSorted(),
        tenantName: former?.tenantName ?? null,
        azure: former?.azure ?? noAzureSources,
      };
      await change({
        tenants: former
          ? tenants.map((tenant) => (tenant.id === kept.id ? kept : tenant))
          : [...tenants, kept],
      });
      parts.onSources();
    } finally {
      signingIn = null;
      publish();
    }
  }

  async function signOut(id: string): Promise<Tenant> {
    const tenant = tenantOf(id);
    await (await parts.signIns()).signOut(tenant);
    return tenant;
  }

  const mayKeep = async (): Promise<boolean> =>
    file.read().keepsUnprotected || (await parts.hasKeyring());

  return {
    tenants: () => file.read().tenants,
    isDemoTenantOn: () => file.read().demoTenant,
    tokens,
    mayKeep,
    nameTenant(id, tenantName) {
      const { tenants } = file.read();
      if (!tenants.some((tenant) => tenant.id === id && tenant.tenantName !== tenantName)) return;
      const named = tenants.map((tenant) =>
        tenant.id === id ? { ...tenant, tenantName } : tenant,
      );
      void change({ tenants: named });
    },
    handlers: {
      'connections.read': state,
      'connections.connect': async ({ cloud, clientId, tenant, method }) => {
        const request = { cloud, clientId, tenant, method, accountHint: null };
        await signIn({ ...request, groups: ['read'] }, null);
        return null;
      },
      'connections.signIn': async ({ id, method }) => {
        const tenant = tenantOf(id);
        const { cloud, clientId, tenantId, account } = tenant;
        const request = { cloud, clientId, tenant: tenantId, method, accountHint: account };
        await signIn({ ...request, groups: groupsOf(tenant) }, tenant);
        return null;
      },
      'connections.cancelSignIn': async () => {
        signingIn?.controller.abort();
        return null;
      },
      'connections.test': async ({ id }) => {
        const tenant = tenantOf(id);
        return parts.check(tenant, (group) => tokens(tenant, group));
      },
      'connections.signOut': async ({ id }) => {
        await signOut(id);
        // Said at once, and not only when the next token is asked for.
        note(id, signedOut);
        parts.onSources();
        return null;
      },
      'connections.remove': async ({ id }) => {
        await signOut(id);
        failureById.delete(id);
        wantedById.delete(id);
        await change({ tenants: file.read().tenants.filter((tenant) => tenant.id !== id) });
        parts.onSources();
        return null;
      },
      'connections.setAzure': async ({ id, azure }) => {
        const changed = { ...tenantOf(id), azure };
        // Wanted anew by what is on.
        wantedById.get(id)?.delete('azure');
        const { tenants } = file.read();
        await change({ tenants: tenants.map((tenant) => (tenant.id === id ? changed : tenant)) });
        parts.onSources();
        return null;
      },
      'connections.setDemoTenant': async ({ isOn }) => {
        if (isOn === file.read().demoTenant) return null;
        await change({ demoTenant: isOn });
        parts.onSources();
        return null;
      },
      'connections.keepUnprotected': async ({ isOn }) => {
        await change({ keepsUnprotected: isOn });
        await (await parts.signIns()).follow(file.read().tenants);
        return null;
      },
    },
  };
}

const signedOut: Failure = {
  kind: 'auth',
  summary: 'You signed out.',
  action: 'Sign in again to go on.',
};
