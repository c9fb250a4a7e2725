// For tests: a client and the scripted server it talks to; time moves only by the client's own waiting.
import { onTestFinished } from 'vitest';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { startScriptedService } from './scripted-service.ts';
import type { ScriptedAct, ScriptedReply } from './scripted-service.ts';
import { createServiceClient } from './service-client.ts';
import type { ServiceClientOptions, ServiceReply } from './service-client.ts';

/** Where the client's clock starts. */
export const startedAt = Date.UTC(2026, 10, 24, 12, 0, 0);
interface Setup {
  readonly script: readonly (ScriptedReply | ScriptedAct)[];
  readonly options?: Partial<ServiceClientOptions>;
}

/** The script's last reply is repeated; the server stops with the test. */
export async function startScriptedClient({ script, options }: Setup) {
  const service = await startScriptedService(
    (_request, index) => script[Math.min(index, script.length - 1)] ?? {},
  );
  onTestFinished(() => service.stop());
  const waits: number[] = [];
  let now = startedAt;
  const { limits, ...others } = options ?? {};
  const client = createServiceClient({
    baseUrl: service.baseUrl,
    clock: { now: () => now },
    random: () => 1,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    limits: { headersMs: 5_000, idleMs: 5_000, totalMs: 5_000, ...limits },
    ...others,
  });
  const url = `${service.baseUrl}/security/incidents`;
  return { service, client, waits, url, place: url, host: new URL(url).host };
}

/** The Failure that a reply ends in, thrown or told. */
export async function failureOf(reply: Promise<ServiceReply>): Promise<Failure> {
  try {
    const settled = await reply;
    if (settled.kind === 'refusal') return settled.failure;
  } catch (error) {
    const failure = failureIn(error);
    if (failure !== null) return failure;
    throw error;
  }
  throw new Error('an answer came');
}

export const good: ScriptedReply = {
  body: { value: [1] },
  headers: { date: 'Tue, 24 Nov 2026 11:00:00 GMT' },
};
export const goodAnswer = { kind: 'answer', json: { value: [1] }, serverAt: startedAt - 3_600_000 };
