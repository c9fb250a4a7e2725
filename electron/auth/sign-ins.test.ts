import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SignInStage } from '../../shared/contract/connections.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { createScriptedAuthority } from './scripted-authority.ts';
import type { Person, ScriptedAuthority } from './scripted-authority.ts';
import { openSignIns } from './sign-ins.ts';
import type { SignInRequest, SignIns } from './sign-ins.ts';

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
const adaId = `${ada.objectId}.${ada.tenantId}`;
const first = { rejected: null, claims: null };

interface Bench {
  readonly authority: ScriptedAuthority;
  readonly signIns: SignIns;
  readonly folder: string;
  readonly visited: string[];
  /** Who sits at the browser. */
  person: Person;
  mayKeep: boolean;
  /** What is posted to the redirect, before it goes. */
  change: (form: URLSearchParams) => void;
  /** The same profile in a next run of the app. */
  restart(): SignIns;
}

/** Turns every byte, which hides text and undoes itself. */
const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

function openBench(folder = mkdtempSync(join(tmpdir(), 'clearpane-auth-'))): Bench {
  const authority = createScriptedAuthority();
  const visited: string[] = [];
  const open = (): SignIns =>
    openSignIns({
      folder: join(folder, 'sign-ins'),
      keyStore: async () => ({
        name: 'turned',
        isProtected: true,
        wrap: async (bytes) => turn(bytes),
        unwrap: async (wrapped) => turn(wrapped),
      }),
      mayKeep: async () => bench.mayKeep,
      openBrowser: async (url) => {
        visited.push(url);
        await authority.visit(url, bench.person, bench.change);
      },
      clock: { now: Date.now },
      network: authority.network,
    });
  const bench: Bench = {
    authority,
    folder: join(folder, 'sign-ins'),
    visited,
    person: ada,
    mayKeep: true,
    change: () => undefined,
    restart: open,
    signIns: open(),
  };
  return bench;
}

const byBrowser: SignInRequest = {
  cloud: 'global',
  clientId,
  tenant: null,
  accountHint: null,
  groups: ['read'],
  method: 'browser',
  onStage: () => undefined,
  signal: new AbortController().signal,
};

async function failureOf(work: Promise<unknown>): Promise<Failure | null> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return failureIn(error);
}

const adaSignedIn = {
  id: adaId,
  cloud: 'global',
  tenantId: ada.tenantId,
  clientId,
  account: ada.username,
  granted: ['SecurityAlert.Read.All', 'SecurityIncident.Read.All', 'User.Read'],
} as const;

describe('a sign-in by browser', () => {
  it('asks for the least, with a proof key, and comes back to a loopback port', async () => {
    const bench = openBench();
    expect(await bench.signIns.signIn(byBrowser)).toEqual(adaSignedIn);
    const url = new URL(bench.visited[0] ?? '');
    expect(url.origin + url.pathname).toBe(
      'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize',
    );
    expect(url.searchParams.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
    expect(url.searchParams.get('response_mode')).toBe('form_post');
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.searchParams.get('scope')?.split(' ').toSorted()).toEqual([
      'https://graph.microsoft.com/SecurityAlert.Read.All',
      'https://graph.microsoft.com/SecurityIncident.Read.All',
      'https://graph.microsoft.com/User.Read',
      'offline_access',
      'openid',
      'profile',
    ]);
    expect(await bench.signIns.tokens(adaSignedIn, 'read').token(first)).toMatch(/^access-/);
    expect(bench.authority.tokenRequests()).toHaveLength(1);
  });

  it.each([
    ['usGovernmentL4', 'https://login.microsoftonline.us', 'https://graph.microsoft.us'],
    ['usGovernmentL5', 'https://login.microsoftonline.us', 'https://dod-graph.microsoft.us'],
    [
      'china',
      'https://login.partner.microsoftonline.cn',
      'https://microsoftgraph.chinacloudapi.cn',
    ],
  ] as const)('goes to the addresses of %s', async (cloud, login, graph) => {
    const bench = openBench();
    await bench.signIns.signIn({ ...byBrowser, cloud, tenant: ada.tenantId });
    const url = new URL(bench.visited[0] ?? '');
    expect(url.origin + url.pathname).toBe(`${login}/${ada.tenantId}/oauth2/v2.0/authorize`);
    expect(url.searchParams.get('scope')).toContain(`${graph}/SecurityIncident.Read.All`);
  });

  it('takes no answer with another state, and still takes the right one', async () => {
    const bench = openBench();
    bench.change = (form) => form.set('state', 'forged');
    const signingIn = bench.signIns.signIn(byBrowser);
    await expect.poll(() => bench.visited).toHaveLength(1);
    const url = bench.visited[0] ?? '';
    const twice = await bench.authority.visit(url, grace, (form) => form.append('state', 'twice'));
    expect([twice.status, await twice.text()]).toEqual([
      400,
      'This is not the sign-in that Clearpane waits for.',
    ]);
    const inAddress = await fetch(`${new URL(url).searchParams.get('redirect_uri')}/?code=x`);
    expect(inAddress.status).toBe(404);
    expect(bench.authority.tokenRequests()).toEqual([]);
    await bench.authority.visit(url, ada);
    expect(await signingIn).toEqual(adaSignedIn);
  });

  it('ends when it is cancelled, and frees its port', async () => {
    const bench = openBench();
    const controller = new AbortController();
    bench.change = (form) => form.delete('state');
    const signingIn = failureOf(bench.signIns.signIn({ ...byBrowser, signal: controller.signal }));
    await expect.poll(() => bench.visited).toHaveLength(1);
    controller.abort();
    expect(await signingIn).toEqual({ kind: 'cancelled', summary: 'The sign-in was cancelled.' });
    await expect(bench.authority.visit(bench.visited[0] ?? '', ada)).rejects.toThrow(
      'fetch failed',
    );
    expect(readdirSync(dirname(bench.folder))).toEqual([]);
  });

  it('says why the identity service refused', async () => {
    const bench = openBench();
    bench.change = (form) => {
      form.delete('code');
      form.set('error', 'invalid_client');
      form.set('error_description', 'AADSTS90094: Admin consent is required for secret-thing.');
    };
    expect(await failureOf(bench.signIns.signIn(byBrowser))).toEqual({
      kind: 'rejected',
      summary: 'An administrator has to consent to the permissions first.',
      action: 'Ask an administrator of the tenant to grant them to the app registration.',
      place: 'https://login.microsoftonline.com/organizations',
    });
    bench.change = (form) => {
      form.set('code', 'stolen');
    };
    expect(await failureOf(bench.signIns.signIn(byBrowser))).toMatchObject({ kind: 'auth' });
  });

  it('fails as offline without a network', async () => {
    const bench = openBench();
    bench.authority.setDown(true);
    expect(await failureOf(bench.signIns.signIn(byBrowser))).toMatchObject({ kind: 'offline' });
  });
});

describe('a sign-in by device code', () => {
  it('shows the code and waits for its use', async () => {
    const bench = openBench();
    const stages: SignInStage[] = [];
    const signingIn = bench.signIns.signIn({
      ...byBrowser,
      method: 'deviceCode',
      onStage: (stage) => stages.push(stage),
    });
    await expect.poll(() => bench.authority.tokenRequests().length).toBeGreaterThan(1);
    bench.authority.useDeviceCode(ada);
    expect(await signingIn).toEqual(adaSignedIn);
    expect(stages).toEqual([
      { kind: 'starting' },
      {
        kind: 'deviceCode',
        code: 'ABCD-EFGH',
        url: 'https://microsoft.com/devicelogin',
        expiresAt: expect.closeTo(Date.now() + 900_000, -5),
      },
    ]);
    expect(bench.visited).toEqual([]);
  });

  it('ends when it is declined or cancelled, and asks no more', async () => {
    const bench = openBench();
    const request = { ...byBrowser, method: 'deviceCode' } as const;
    const declined = failureOf(bench.signIns.signIn(request));
    await expect.poll(() => bench.authority.tokenRequests().length).toBeGreaterThan(0);
    bench.authority.declineDeviceCode();
    expect(await declined).toMatchObject({
      kind: 'rejected',
      summary: 'The sign-in was declined.',
    });

    const controller = new AbortController();
    const cancelled = failureOf(bench.signIns.signIn({ ...request, signal: controller.signal }));
    await expect.poll(() => bench.authority.tokenRequests().length).toBeGreaterThan(2);
    controller.abort();
    expect(await cancelled).toMatchObject({ kind: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const asked = bench.authority.tokenRequests().length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(bench.authority.tokenRequests()).toHaveLength(asked);
  });
});

it('by device code says what to check when the service gives no code', async () => {
  const bench = openBench();
  bench.authority.refuseDeviceCodes();
  expect(await failureOf(bench.signIns.signIn({ ...byBrowser, method: 'deviceCode' }))).toEqual({
    kind: 'rejected',
    summary: 'The identity service gave no code.',
    action:
      'Check the client id, the cloud and the tenant, and that public client flows are allowed.',
  });
  expect(bench.authority.tokenRequests()).toEqual([]);
});

describe('a token', () => {
  it('is renewed once when it is refused, for all who hold the old one', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    const tokens = bench.signIns.tokens(adaSignedIn, 'read');
    const refused = await tokens.token(first);
    const renewed = await tokens.token({ rejected: refused, claims: null });
    expect(renewed).not.toBe(refused);
    expect(await tokens.token({ rejected: refused, claims: null })).toBe(renewed);
    expect(bench.authority.tokenRequests().map((body) => body['grant_type'])).toEqual([
      'authorization_code',
      'refresh_token',
    ]);
  });

  it('is asked for again with the claims that a service demands', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    const tokens = bench.signIns.tokens(adaSignedIn, 'read');
    const rejected = await tokens.token(first);
    const demand = { access_token: { nbf: { essential: true, value: '1700000000' } } };
    const claims = Buffer.from(JSON.stringify(demand)).toString('base64');
    expect(await tokens.token({ rejected, claims })).not.toBe(rejected);
    expect(JSON.parse(bench.authority.tokenRequests().at(-1)?.['claims'] ?? '')).toMatchObject({
      access_token: { ...demand.access_token, xms_cc: { values: ['CP1'] } },
    });
    expect(await failureOf(tokens.token({ rejected, claims: 'no json' }))).toMatchObject({
      kind: 'auth',
    });
  });

  it('cannot be had after a revocation, and says what to do', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    const tokens = bench.signIns.tokens(adaSignedIn, 'read');
    const rejected = await tokens.token(first);
    bench.authority.revokeAll();
    expect(await failureOf(tokens.token({ rejected, claims: null }))).toEqual({
      kind: 'auth',
      summary: 'The identity service wants the account to sign in again.',
      action: 'Sign in again, in Settings under Sources.',
      place: `https://login.microsoftonline.com/${ada.tenantId}`,
    });
    await bench.signIns.signIn(byBrowser);
    expect(await tokens.token(first)).toMatch(/^access-/);
  });

  it('of more permissions needs no page when they were granted before', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    await bench.signIns.tokens(adaSignedIn, 'write').token(first);
    expect(bench.authority.tokenRequests().at(-1)?.['scope']).toContain(
      'https://graph.microsoft.com/SecurityIncident.ReadWrite.All',
    );
    expect(bench.visited).toHaveLength(1);
  });
});

describe('a sign-in that also wants Azure', () => {
  it('asks once for both services, and has a token of each', async () => {
    const bench = openBench();
    const signedIn = await bench.signIns.signIn({ ...byBrowser, groups: ['read', 'azure'] });
    expect(signedIn).toEqual({
      ...adaSignedIn,
      granted: [...adaSignedIn.granted, 'user_impersonation'],
    });
    expect(new URL(bench.visited[0] ?? '').searchParams.get('scope')).toContain(
      'https://management.azure.com/user_impersonation',
    );
    const [forGraph, forAzure] = bench.authority.tokenRequests();
    expect(forGraph?.['scope']).not.toContain('management.azure.com');
    expect(forAzure?.['scope']).toContain('https://management.azure.com/user_impersonation');
    expect(forAzure?.['scope']).not.toContain('graph.microsoft.com');
    const graphToken = await bench.signIns.tokens(adaSignedIn, 'read').token(first);
    expect(await bench.signIns.tokens(adaSignedIn, 'azure').token(first)).not.toBe(graphToken);
  });

  it('does not claim it where it was not granted', async () => {
    const bench = openBench();
    bench.authority.refuseScope('https://management.azure.com/user_impersonation');
    const request = { ...byBrowser, groups: ['read', 'azure'] } as const;
    expect(await bench.signIns.signIn(request)).toEqual(adaSignedIn);
    expect(await failureOf(bench.signIns.tokens(adaSignedIn, 'azure').token(first))).toEqual({
      kind: 'auth',
      summary: 'The account has not consented to a permission that is needed now.',
      action: 'Sign in again.',
      place: `https://login.microsoftonline.com/${ada.tenantId}`,
    });
  });
});

describe('several accounts', () => {
  it('get their own tokens, whoever signed in last', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    bench.person = grace;
    const other = await bench.signIns.signIn(byBrowser);
    const adas = await bench.signIns.tokens(adaSignedIn, 'read').token(first);
    const graces = await bench.signIns.tokens(other, 'read').token(first);
    expect(adas).not.toBe(graces);
    await bench.signIns.signOut(adaSignedIn);
    expect(await failureOf(bench.signIns.tokens(adaSignedIn, 'read').token(first))).toEqual({
      kind: 'auth',
      summary: 'Nobody is signed in to this tenant.',
      action: 'Sign in again, in Settings under Sources.',
      place: `https://login.microsoftonline.com/${ada.tenantId}`,
    });
    expect(await bench.signIns.tokens(other, 'read').token(first)).toBe(graces);
    expect(readdirSync(bench.folder)).toEqual([`${grace.objectId}.${grace.tenantId}.tokens`]);
  });
});

describe('the token cache', () => {
  it('is sealed on disk and opens in the next run', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    const token = await bench.signIns.tokens(adaSignedIn, 'read').token(first);
    const text = readFileSync(join(bench.folder, `${adaId}.tokens`), 'latin1');
    expect(text.length).toBeGreaterThan(500);
    for (const secret of [...bench.authority.secrets(), ada.username, 'RefreshToken']) {
      expect(text).not.toContain(secret);
    }
    expect(await bench.restart().tokens(adaSignedIn, 'read').token(first)).toBe(token);
  });

  it('leaves no file where it may not be kept, and is gone in the next run', async () => {
    const bench = openBench();
    bench.mayKeep = false;
    await bench.signIns.signIn(byBrowser);
    const tokens = bench.signIns.tokens(adaSignedIn, 'read');
    const rejected = await tokens.token(first);
    await tokens.token({ rejected, claims: null });
    expect(readdirSync(bench.folder)).toEqual([]);
    const later = bench.restart().tokens(adaSignedIn, 'read');
    expect(await failureOf(later.token(first))).toMatchObject({ kind: 'auth' });

    bench.mayKeep = true;
    await bench.signIns.follow([adaSignedIn]);
    expect(readdirSync(bench.folder)).toEqual([`${adaId}.tokens`]);
    bench.mayKeep = false;
    await bench.signIns.follow([adaSignedIn]);
    expect(readdirSync(bench.folder)).toEqual([]);
    expect(await tokens.token(first)).toMatch(/^access-/);
  });

  it('is wiped by a sign-out, which a refresh under way cannot undo', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    const tokens = bench.signIns.tokens(adaSignedIn, 'read');
    const rejected = await tokens.token(first);
    const refreshing = tokens.token({ rejected, claims: null }).catch(() => null);
    await bench.signIns.signOut(adaSignedIn);
    await refreshing;
    expect(existsSync(join(bench.folder, `${adaId}.tokens`))).toBe(false);
    expect(await failureOf(bench.restart().tokens(adaSignedIn, 'read').token(first))).toMatchObject(
      { kind: 'auth' },
    );
  });

  it('says so when the keyring does not open it, and leaves it alone', async () => {
    const bench = openBench();
    await bench.signIns.signIn(byBrowser);
    const other = openSignIns({
      folder: bench.folder,
      keyStore: async () => ({
        name: 'locked',
        isProtected: true,
        wrap: async (bytes) => bytes,
        unwrap: () => Promise.reject(new FailureError(locked)),
      }),
      mayKeep: async () => true,
      openBrowser: async () => undefined,
      clock: { now: Date.now },
      network: bench.authority.network,
    });
    const locked: Failure = { kind: 'auth', summary: 'The keyring is locked.' };
    const token = await bench.signIns.tokens(adaSignedIn, 'read').token(first);
    expect(await failureOf(other.tokens(adaSignedIn, 'read').token(first))).toEqual(locked);
    expect(await bench.restart().tokens(adaSignedIn, 'read').token(first)).toBe(token);
  });
});
