// A collaborator of tests: the identity service behind MSAL's network hook, so that MSAL's own code runs.
// It checks what the real one checks: codes, proof keys, redirects, refresh tokens.
import { createHash } from 'node:crypto';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

export interface Person {
  readonly objectId: string;
  readonly tenantId: string;
  readonly username: string;
}

export interface ScriptedAuthority {
  readonly network: INetworkModule;
  /** Plays the browser: signs the person in at the address and posts the answer to the redirect. */
  visit(url: string, person: Person, change?: (form: URLSearchParams) => void): Promise<Response>;
  /** Lets the person use the device code that was given out last. */
  useDeviceCode(person: Person): void;
  declineDeviceCode(): void;
  refuseDeviceCodes(): void;
  /** Refresh tokens of before count no more. */
  revokeAll(): void;
  /** Nobody has consented to this one. */
  refuseScope(scope: string): void;
  /** The network is down until the next call with false. */
  setDown(isDown: boolean): void;
  /** Bodies of all token requests so far, oldest first. */
  tokenRequests(): readonly Readonly<Record<string, string>>[];
  /** Every secret given out so far. */
  secrets(): readonly string[];
}

interface Grant {
  readonly person: Person;
  readonly challenge: string;
  readonly redirectUri: string;
}

type DeviceCode = { readonly scope: string; answer: Person | 'pending' | 'declined' };

const day = 86_400;

export function createScriptedAuthority(): ScriptedAuthority {
  const grantByCode = new Map<string, Grant>();
  const personByRefreshToken = new Map<string, Person>();
  const requests: Record<string, string>[] = [];
  const secrets: string[] = [];
  let deviceCode: DeviceCode | null = null;
  let refusedScope: string | null = null;
  let refusesDeviceCodes = false;
  let isDown = false;

  function secret(kind: string): string {
    const text = `${kind}-secret-${secrets.length + 1}`;
    secrets.push(text);
    return text;
  }

  function tokensFor(person: Person, scope: string): object {
    const refreshToken = secret('refresh');
    personByRefreshToken.set(refreshToken, person);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `https://login.microsoftonline.com/${person.tenantId}/v2.0`,
      aud: 'client',
      exp: now + day,
      iat: now,
      oid: person.objectId,
      sub: person.objectId,
      tid: person.tenantId,
      preferred_username: person.username,
    };
    return {
      token_type: 'Bearer',
      scope,
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: secret('access'),
      refresh_token: refreshToken,
      id_token: `${base64Json({ alg: 'none' })}.${base64Json(claims)}.`,
      client_info: base64Json({ uid: person.objectId, utid: person.tenantId }),
    };
  }

  function answerToken(body: Readonly<Record<string, string>>): readonly [number, object] {
    const { code = '', code_verifier: verifier = '', refresh_token: refreshToken = '' } = body;
    switch (body['grant_type']) {
      case 'authorization_code': {
        const grant = grantByCode.get(code);
        grantByCode.delete(code);
        const challenge = createHash('sha256').update(verifier).digest('base64url');
        if (grant?.challenge !== challenge || grant.redirectUri !== body['redirect_uri']) {
          return refusal('invalid_grant', 'AADSTS501481: The code or its verifier is wrong.');
        }
        return [200, tokensFor(grant.person, body['scope'] ?? '')];
      }
      case 'device_code': {
        const answer = deviceCode?.answer ?? 'pending';
        if (answer === 'pending') return refusal('authorization_pending', 'AADSTS70016: Pending.');
        if (answer === 'declined') return refusal('authorization_declined', 'Declined.');
        return [200, tokensFor(answer, deviceCode?.scope ?? '')];
      }
      case 'refresh_token': {
        const person = personByRefreshToken.get(refreshToken);
        if (person === undefined) {
          return refusal('invalid_grant', 'AADSTS50173: The grant has been revoked.');
        }
        const scope = body['scope'] ?? '';
        if (refusedScope !== null && scope.includes(refusedScope)) {
          return refusal('invalid_grant', 'AADSTS65001: Nobody has consented to this.');
        }
        return [200, tokensFor(person, scope)];
      }
      default:
        return refusal('unsupported_grant_type', 'AADSTS70003: What is this?');
    }
  }

  async function post(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<readonly [number, object]> {
    if (isDown) throw new TypeError('fetch failed');
    const body = Object.fromEntries(new URLSearchParams(options?.body));
    if (url.includes('/devicecode')) {
      if (refusesDeviceCodes) {
        return refusal('unauthorized_client', 'AADSTS700016: No such application.');
      }
      deviceCode = { scope: body['scope'] ?? '', answer: 'pending' };
      const given = {
        user_code: 'ABCD-EFGH',
        device_code: secret('device'),
        verification_uri: 'https://microsoft.com/devicelogin',
        expires_in: 900,
        interval: 0.02,
        message: 'Enter the code.',
      };
      return [200, given];
    }
    if (!url.includes('/token')) return [404, {}];
    requests.push(body);
    return answerToken(body);
  }

  return {
    network: {
      sendGetRequestAsync: async <T>(url: string) => {
        if (isDown) throw new TypeError('fetch failed');
        const [, origin = '', tenant = ''] = /^(https:\/\/[^/]+)\/([^/]+)/.exec(url) ?? [];
        return asResponse<T>([
          200,
          {
            issuer: `${origin}/{tenantid}/v2.0`,
            authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
            token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
            end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
            jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
          },
        ]);
      },
      sendPostRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) =>
        asResponse<T>(await post(url, options)),
    },
    visit(url, person, change) {
      const asked = new URL(url).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const code = secret('code');
      grantByCode.set(code, {
        person,
        challenge: asked.get('code_challenge') ?? '',
        redirectUri,
      });
      const form = new URLSearchParams({ code, state: asked.get('state') ?? '' });
      form.set('client_info', base64Json({ uid: person.objectId, utid: person.tenantId }));
      change?.(form);
      return fetch(redirectUri, { method: 'POST', body: form });
    },
    useDeviceCode(person) {
      if (deviceCode !== null) deviceCode.answer = person;
    },
    declineDeviceCode() {
      if (deviceCode !== null) deviceCode.answer = 'declined';
    },
    refuseDeviceCodes() {
      refusesDeviceCodes = true;
    },
    refuseScope(scope) {
      refusedScope = scope;
    },
    revokeAll: () => personByRefreshToken.clear(),
    setDown(down) {
      isDown = down;
    },
    tokenRequests: () => requests,
    secrets: () => secrets,
  };
}

function refusal(error: string, description: string): readonly [number, object] {
  return [400, { error, error_description: description, error_codes: [] }];
}

function asResponse<T>([status, body]: readonly [number, object]): NetworkResponse<T> {
  return { status, headers: {}, body: body as T };
}

function base64Json(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
