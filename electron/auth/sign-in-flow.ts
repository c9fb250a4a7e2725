// The two ways in: the system's browser with a code and its proof key, or a code typed on another device.
import { randomBytes } from 'node:crypto';
import { CryptoProvider, PromptValue, ResponseMode, ServerError } from '@azure/msal-node';
import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { Clock } from '../../shared/clock.ts';
import type { SignInStage } from '../../shared/contract/connections.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { signInCancelled } from './auth-failure.ts';
import { listenForRedirect } from './redirect-listener.ts';

export interface SignInFlow {
  readonly client: PublicClientApplication;
  /** Of one service; the result's token is for it. */
  readonly scopes: readonly string[];
  /** Of other services, for the same consent; a device code cannot ask for them. */
  readonly extraScopes: readonly string[];
  /** Whom the page should offer first; null to let the person choose. */
  readonly accountHint: string | null;
  readonly clock: Clock;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly onStage: (stage: SignInStage) => void;
  readonly signal: AbortSignal;
}

export async function signInByBrowser(flow: SignInFlow): Promise<AuthenticationResult> {
  const { client, accountHint, signal } = flow;
  const scopes = [...flow.scopes];
  const state = randomBytes(24).toString('base64url');
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const listener = await listenForRedirect(state);
  try {
    const { redirectUri } = listener;
    const url = await client.getAuthCodeUrl({
      scopes,
      redirectUri,
      extraScopesToConsent: [...flow.extraScopes],
      state,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      responseMode: ResponseMode.FORM_POST,
      ...(accountHint === null
        ? { prompt: PromptValue.SELECT_ACCOUNT }
        : { loginHint: accountHint }),
    });
    flow.onStage({ kind: 'browser', url });
    // Without a browser the address of the stage is left to copy.
    await flow.openBrowser(url).catch(() => undefined);
    const redirect = await untilAborted(listener.redirect, signal);
    if (redirect.kind === 'error') throw new ServerError(redirect.error, '', redirect.description);
    const { code, clientInfo } = redirect;
    return await untilAborted(
      client.acquireTokenByCode({
        code,
        scopes,
        redirectUri,
        codeVerifier: verifier,
        ...(clientInfo !== null && { clientInfo }),
      }),
      signal,
    );
  } finally {
    listener.close();
  }
}

export async function signInByDeviceCode(flow: SignInFlow): Promise<AuthenticationResult> {
  const { client, clock, signal } = flow;
  const request = {
    scopes: [...flow.scopes],
    deviceCodeCallback: (answer: DeviceCode): void => {
      // The library passes a refusal on as an answer without a code, and without the reason.
      if (typeof answer.userCode !== 'string') throw new FailureError(noDeviceCode);
      flow.onStage({
        kind: 'deviceCode',
        code: answer.userCode,
        url: answer.verificationUri,
        expiresAt: clock.now() + answer.expiresIn * 1000,
      });
    },
    cancel: false,
  };
  // The library looks at it before it asks again.
  const stopPolling = (): void => {
    request.cancel = true;
  };
  signal.addEventListener('abort', stopPolling, { once: true });
  try {
    const result = await untilAborted(client.acquireTokenByDeviceCode(request), signal);
    if (result === null) throw new FailureError(signInCancelled);
    return result;
  } finally {
    signal.removeEventListener('abort', stopPolling);
  }
}

const noDeviceCode: Failure = {
  kind: 'rejected',
  summary: 'The identity service gave no code.',
  action:
    'Check the client id, the cloud and the tenant, and that public client flows are allowed.',
};

interface DeviceCode {
  readonly userCode?: string;
  readonly verificationUri: string;
  /** Seconds. */
  readonly expiresIn: number;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new FailureError(signInCancelled);
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new FailureError(signInCancelled));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
