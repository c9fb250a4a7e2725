// Tokens for a service client out of what MSAL keeps: refreshed when they run out, are refused, or must
// prove more.
import type { PublicClientApplication } from '@azure/msal-node';
import { FailureError } from '../../shared/failure.ts';
import type { TokenProvider } from '../sources/signed-in-exchange.ts';
import { rethrowAuthError, signInNeeded } from './auth-failure.ts';

export interface TokenProviderParts {
  /** Holds one account. Asked each time. */
  readonly client: () => PublicClientApplication;
  /** Of the tenant. */
  readonly authority: string;
  /** GUID in lower case. */
  readonly tenantId: string;
  readonly scopes: readonly string[];
}

export function createTokenProvider(parts: TokenProviderParts): TokenProvider {
  const { authority, tenantId } = parts;

  return {
    async token({ rejected, claims }) {
      const client = parts.client();
      const [account] = await client.getAllAccounts();
      if (account === undefined) throw new FailureError({ ...signInNeeded, place: authority });
      const request = { account: { ...account, tenantId }, authority, scopes: [...parts.scopes] };
      try {
        if (claims !== null) {
          const demanded = readClaims(claims);
          return (await client.acquireTokenSilent({ ...request, claims: demanded })).accessToken;
        }
        const { accessToken } = await client.acquireTokenSilent(request);
        // Somebody else may have renewed it since it was refused.
        if (accessToken !== rejected) return accessToken;
        return (await client.acquireTokenSilent({ ...request, forceRefresh: true })).accessToken;
      } catch (error) {
        rethrowAuthError(error, authority);
      }
    },
  };
}

/** The service sends base64; the identity service wants the JSON in it. */
function readClaims(claims: string): string {
  const text = Buffer.from(claims, 'base64').toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    throw new FailureError({
      kind: 'auth',
      summary: 'The service demands something of the sign-in that cannot be read.',
      action: 'Sign in again, in Settings under Sources.',
    });
  }
  return text;
}
