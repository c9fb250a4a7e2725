// Sends with a token, and once more with a fresh one when the service does not accept it.
import { UnauthorizedError } from './http-exchange.ts';
import type { Exchange, ServiceAnswer, ServiceRequest } from './http-exchange.ts';

export interface TokenProvider {
  /**
   * `rejected` is the token that the service did not accept, null at first; `claims` is what it
   * demanded in addition (base64). Throws FailureError of kind `auth`.
   */
  token(reason: {
    readonly rejected: string | null;
    readonly claims: string | null;
  }): Promise<string>;
}

/** Without tokens, requests go out as they are. A second refusal is the service's last word. */
export function signedIn(
  exchange: Exchange,
  tokens: TokenProvider | undefined,
): (request: ServiceRequest) => Promise<ServiceAnswer> {
  if (tokens === undefined) return (request) => exchange(request, null);
  return async (request) => {
    const token = await tokens.token({ rejected: null, claims: null });
    try {
      return await exchange(request, token);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      const fresh = await tokens.token({ rejected: token, claims: error.claims });
      return exchange(request, fresh);
    }
  };
}
