import { afterEach, describe, expect, it } from 'vitest';
import { createExchange } from './http-exchange.ts';
import { createPace } from './pace.ts';
import { startScriptedService } from './scripted-service.ts';
import type { ScriptedService } from './scripted-service.ts';
import { defaultLimits } from './service-client.ts';
import { signedIn } from './signed-in-exchange.ts';

let service: ScriptedService;
afterEach(() => service.stop());

/** The service accepts the tokens named; the provider hands out token-1, token-2, ... */
async function setUp({ accepted, challenge }: { accepted: string; challenge?: string }) {
  service = await startScriptedService(({ headers }) =>
    headers.authorization === `Bearer ${accepted}`
      ? { body: { value: [] } }
      : { status: 401, ...(challenge && { headers: { 'www-authenticate': challenge } }) },
  );
  const reasons: object[] = [];
  const clock = { now: Date.now };
  const exchange = createExchange({
    origin: new URL(service.baseUrl).origin,
    headers: {},
    limits: defaultLimits,
    urgency: 'background',
    pace: createPace(defaultLimits, clock, async () => undefined),
    clock,
  });
  const send = signedIn(exchange, {
    token: async (reason) => `token-${reasons.push(reason)}`,
  });
  const get = (url = `${service.baseUrl}/x`) => send({ method: 'GET', url });
  return { get, reasons };
}

const sentTokens = () => service.received.map((request) => request.headers.authorization);

describe('signed-in exchange', () => {
  it('sends the token', async () => {
    const { get, reasons } = await setUp({ accepted: 'token-1' });
    expect(await get()).toMatchObject({ json: { value: [] } });
    expect(sentTokens()).toEqual(['Bearer token-1']);
    expect(reasons).toEqual([{ rejected: null, claims: null }]);
  });

  it('asks for a fresh one once, with the claims that the service demands', async () => {
    const { get, reasons } = await setUp({
      accepted: 'token-2',
      challenge: 'Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ=="',
    });
    expect(await get()).toMatchObject({ json: { value: [] } });
    expect(sentTokens()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(reasons).toEqual([
      { rejected: null, claims: null },
      { rejected: 'token-1', claims: 'eyJhIjoxfQ==' },
    ]);
  });

  it('takes a second refusal for an answer', async () => {
    const { get } = await setUp({ accepted: 'none' });
    await expect(get()).rejects.toMatchObject({ trouble: { kind: 'status', status: 401 } });
    expect(sentTokens().length).toBe(2);
  });

  it('sends no token to another origin', async () => {
    const { get } = await setUp({ accepted: 'token-1' });
    const other = await startScriptedService(() => ({ body: {} }));
    await expect(get(`${other.baseUrl}/x`)).rejects.toMatchObject({ trouble: { kind: 'strayed' } });
    expect([other.received, service.received]).toEqual([[], []]);
    await other.stop();
  });
});
