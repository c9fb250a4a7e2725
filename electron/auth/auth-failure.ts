// The one place where what went wrong at the identity service becomes a Failure.
import { AuthError } from '@azure/msal-node';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';

/** Codes that mean that the service was not reached, or gave no usable answer. */
const unreachable: ReadonlySet<string> = new Set([
  'network_error',
  'no_network_connectivity',
  'endpoints_resolution_error',
  'openid_config_error',
]);

/** Codes that only a person at the sign-in page can clear. */
const needsPerson: ReadonlySet<string> = new Set([
  'invalid_grant',
  'interaction_required',
  'consent_required',
  'login_required',
  'bad_token',
  'no_tokens_found',
  'native_account_unavailable',
  'refresh_token_expired',
  'no_account_found',
  'no_account_in_silent_request',
]);

/** The identity service's own numbers, where they have an answer that helps. */
const failureByNumber: ReadonlyMap<string, Omit<Failure, 'place'>> = new Map([
  [
    '700016',
    {
      kind: 'rejected',
      summary: 'The tenant does not know an app registration with this client id.',
      action: 'Check the client id, the cloud and the tenant.',
    },
  ],
  [
    '90002',
    {
      kind: 'rejected',
      summary: 'There is no tenant of this name in this cloud.',
      action: 'Check the tenant and the cloud.',
    },
  ],
  [
    '50011',
    {
      kind: 'rejected',
      summary: 'The app registration does not list the address that a sign-in comes back to.',
      action: 'Add http://localhost there as a redirect of the mobile and desktop platform.',
    },
  ],
  [
    '7000218',
    {
      kind: 'rejected',
      summary: 'The app registration wants a client secret, so it is no public client.',
      action: 'Set "Allow public client flows" to Yes in its authentication settings.',
    },
  ],
  [
    '90094',
    {
      kind: 'rejected',
      summary: 'An administrator has to consent to the permissions first.',
      action: 'Ask an administrator of the tenant to grant them to the app registration.',
    },
  ],
  [
    '65001',
    {
      kind: 'auth',
      summary: 'The account has not consented to a permission that is needed now.',
      action: 'Sign in again.',
    },
  ],
  [
    '65004',
    {
      kind: 'rejected',
      summary: 'The permissions were declined.',
      action: 'Connect again and accept them, or ask an administrator to grant them.',
    },
  ],
  [
    '50105',
    {
      kind: 'rejected',
      summary: 'The account is not assigned to the app registration.',
      action: 'Ask an administrator of the tenant for the assignment.',
    },
  ],
]);

export const signInNeeded: Failure = {
  kind: 'auth',
  summary: 'Nobody is signed in to this tenant.',
  action: 'Sign in again, in Settings under Sources.',
};

export const signInCancelled: Failure = {
  kind: 'cancelled',
  summary: 'The sign-in was cancelled.',
};

/** Throws the Failure for an error of the library; anything else is a bug and goes on as it is. */
export function rethrowAuthError(error: unknown, place: string): never {
  if (!(error instanceof AuthError)) throw error;
  throw new FailureError({ ...failureOf(error), place });
}

function failureOf(error: AuthError): Failure {
  const { errorCode, subError } = error;
  const code = errorCode === 'post_request_failed' ? deviceCodeError(error) : errorCode;
  const known = failureByNumber.get(/AADSTS(\d+)/.exec(error.errorMessage)?.[1] ?? '');
  if (known !== undefined) return known;
  if (unreachable.has(code)) {
    return {
      kind: 'offline',
      summary: 'The identity service cannot be reached.',
      action: 'Check the network connection.',
    };
  }
  if (needsPerson.has(code) || needsPerson.has(subError)) {
    return {
      kind: 'auth',
      summary: 'The identity service wants the account to sign in again.',
      action: 'Sign in again, in Settings under Sources.',
    };
  }
  switch (code) {
    case 'authorization_declined':
    case 'access_denied':
      return {
        kind: 'rejected',
        summary: 'The sign-in was declined.',
        action: 'Connect again and accept it.',
      };
    case 'expired_token':
    case 'device_code_expired':
      return {
        kind: 'cancelled',
        summary: 'The code ran out before it was used.',
        action: 'Start again for a new code.',
      };
    case 'device_code_polling_cancelled':
    case 'user_canceled':
      return signInCancelled;
    default:
      // Its message may quote what was sent; its code says which rule refused.
      return {
        kind: 'rejected',
        summary: `The identity service refused the sign-in (${numberOf(error) ?? code}).`,
      };
  }
}

/** While it waits for a device code, the library puts the service's error where the message belongs. */
function deviceCodeError({ errorMessage }: AuthError): string {
  return errorMessage;
}

function numberOf({ errorMessage }: AuthError): string | null {
  return /AADSTS\d+/.exec(errorMessage)?.[0] ?? null;
}
