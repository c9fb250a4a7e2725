// Everyone who is signed in. Each account in each tenant has a client and a token cache of its own, so that
// no token can be taken for another's. The only file that main has to load for a sign-in, and only then.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LogLevel, PublicClientApplication } from '@azure/msal-node';
import type { AuthenticationResult, INetworkModule } from '@azure/msal-node';
import type { Clock } from '../../shared/clock.ts';
import { permissionsByGroup } from '../../shared/contract/connections.ts';
import type {
  Cloud,
  PermissionGroup,
  SignInMethod,
  SignInStage,
} from '../../shared/contract/connections.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { KeyStore } from '../../shared/key-store.ts';
import type { TokenProvider } from '../sources/signed-in-exchange.ts';
import { rethrowAuthError, signInNeeded } from './auth-failure.ts';
import { authorityOf, permissionsIn, scopesOf } from './sign-in-addresses.ts';
import { signInByBrowser, signInByDeviceCode } from './sign-in-flow.ts';
import { createTokenCache } from './token-cache.ts';
import type { TokenCache } from './token-cache.ts';
import { createTokenProvider } from './token-provider.ts';

/** An account in a tenant, and the app registration it signed in through. */
export interface SignInIdentity {
  /** The account's and the tenant's ids: the same after another sign-in. */
  readonly id: string;
  readonly cloud: Cloud;
  /** GUID in lower case. */
  readonly tenantId: string;
  readonly clientId: string;
}

export interface SignedIn extends SignInIdentity {
  readonly account: string;
  /** Permissions by their names. */
  readonly granted: readonly string[];
}

export interface SignInRequest {
  readonly cloud: Cloud;
  readonly clientId: string;
  /** GUID or domain; null for the tenant of whoever signs in. */
  readonly tenant: string | null;
  readonly accountHint: string | null;
  readonly groups: readonly PermissionGroup[];
  readonly method: SignInMethod;
  readonly onStage: (stage: SignInStage) => void;
  readonly signal: AbortSignal;
}

export interface SignIns {
  /** Resolves when the person is through; replaces the tokens of the same identity. Throws FailureError. */
  signIn(request: SignInRequest): Promise<SignedIn>;
  /** Never asks a person, but fails with `auth` where one is needed. */
  tokens(identity: SignInIdentity, group: PermissionGroup): TokenProvider;
  /** Wipes the identity's tokens from memory and disk. */
  signOut(identity: SignInIdentity): Promise<void>;
  /** To be called when `mayKeep` answers otherwise: brings all files in line. */
  follow(identities: readonly SignInIdentity[]): Promise<void>;
}

export interface SignInsParts {
  /** Where token caches are kept; made when first needed. */
  readonly folder: string;
  /** Touches the system's keyring. */
  readonly keyStore: () => Promise<KeyStore>;
  /** Whether tokens may be on disk. */
  readonly mayKeep: () => Promise<boolean>;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly clock: Clock;
  /** Takes the place of MSAL's own HTTP client. */
  readonly network?: INetworkModule;
}

interface Session {
  readonly client: PublicClientApplication;
  readonly cache: TokenCache;
}

export function openSignIns(parts: SignInsParts): SignIns {
  const { folder, clock, openBrowser } = parts;
  const sessionById = new Map<string, Session>();

  function openSession(
    { clientId, cloud }: Pick<SignInIdentity, 'clientId' | 'cloud'>,
    tenant: string | null,
    path: string | null,
  ): Session {
    const cache = createTokenCache(parts, path);
    const client = new PublicClientApplication({
      auth: {
        clientId,
        authority: authorityOf(cloud, tenant),
        // Says that claims challenges are understood, so that revocations take effect at once.
        clientCapabilities: ['CP1'],
      },
      cache: { cachePlugin: cache },
      system: {
        // Nothing of a sign-in is logged, not even the library's errors: they quote the service.
        loggerOptions: {
          loggerCallback: () => undefined,
          logLevel: LogLevel.Error,
          piiLoggingEnabled: false,
        },
        ...(parts.network && { networkClient: parts.network }),
      },
    });
    return { client, cache };
  }

  function sessionOf(identity: SignInIdentity): Session {
    let session = sessionById.get(identity.id);
    if (session === undefined) {
      session = openSession(identity, identity.tenantId, fileOf(identity.id));
      sessionById.set(identity.id, session);
    }
    return session;
  }

  function fileOf(id: string): string {
    return join(folder, `${id}.tokens`);
  }

  async function signIn(request: SignInRequest): Promise<SignedIn> {
    const { cloud, clientId, tenant, method } = request;
    request.onStage({ kind: 'starting' });
    const session = openSession(request, tenant, null);
    const flow = {
      ...request,
      client: session.client,
      scopes: request.groups
        .filter((group) => group !== 'azure')
        .flatMap((group) => scopesOf(cloud, group)),
      extraScopes: request.groups.includes('azure') ? scopesOf(cloud, 'azure') : [],
      clock,
      openBrowser,
    };
    let result: AuthenticationResult;
    try {
      result = await (method === 'browser' ? signInByBrowser(flow) : signInByDeviceCode(flow));
    } catch (error) {
      rethrowAuthError(error, authorityOf(cloud, tenant));
    }
    const signedIn = signedInAs(result, { cloud, clientId });
    const former = sessionById.get(signedIn.id);
    // What the former session still writes must not overwrite the new file.
    await former?.cache.forget();
    sessionById.delete(signedIn.id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await session.cache.keepIn(fileOf(signedIn.id));
    sessionById.set(signedIn.id, session);
    if (!request.groups.includes('azure') || !(await canGet(signedIn, 'azure'))) return signedIn;
    return { ...signedIn, granted: [...signedIn.granted, ...permissionsByGroup.azure] };
  }

  /** The answer to a sign-in tells the permissions of one service only. */
  async function canGet(identity: SignInIdentity, group: PermissionGroup): Promise<boolean> {
    try {
      await tokens(identity, group).token({ rejected: null, claims: null });
      return true;
    } catch (error) {
      if (failureIn(error) === null) throw error;
      return false;
    }
  }

  function tokens(identity: SignInIdentity, group: PermissionGroup): TokenProvider {
    return createTokenProvider({
      // A later sign-in replaces the session.
      client: () => sessionOf(identity).client,
      authority: authorityOf(identity.cloud, identity.tenantId),
      tenantId: identity.tenantId,
      scopes: scopesOf(identity.cloud, group),
    });
  }

  return {
    signIn,
    tokens,
    async signOut(identity) {
      await sessionOf(identity).cache.forget();
      sessionById.delete(identity.id);
    },
    async follow(identities) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const identity of identities) await sessionOf(identity).cache.follow();
    },
  };
}

function signedInAs(
  { account, tenantId, scopes }: AuthenticationResult,
  { cloud, clientId }: Pick<SignInIdentity, 'cloud' | 'clientId'>,
): SignedIn {
  const ids = [account?.localAccountId, tenantId].map((id) => id?.toLowerCase() ?? '');
  // Both come from the answer and become a file's name.
  if (account === null || !ids.every((id) => /^[0-9a-f-]{36}$/.test(id))) {
    throw new FailureError(signInNeeded);
  }
  return {
    id: ids.join('.'),
    cloud,
    clientId,
    tenantId: ids[1] ?? '',
    account: account.username,
    granted: permissionsIn(scopes),
  };
}
