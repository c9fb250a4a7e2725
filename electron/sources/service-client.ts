// A small HTTP client for one service: everything it returns came, whole, from that service's origin.
// It owns pace, retries, time-outs, size limits and tokens; callers see JSON, a refusal or a Failure.
import type { Clock } from '../../shared/clock.ts';
import type { RequestState } from '../../shared/contract/sources.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { createExchange } from './http-exchange.ts';
import type { ExchangeLimits, ServiceAnswer, ServiceRequest } from './http-exchange.ts';
import { createPace, sleepFor } from './pace.ts';
import type { Pace, PaceLimits, Sleep, Urgency } from './pace.ts';
import type { Fetch } from './proxied-fetch.ts';
import { documentedLimits } from './request-budget.ts';
import { isTransient, serviceFailure, ServiceTroubleError } from './service-failure.ts';
import type { ServiceTrouble } from './service-failure.ts';
import { signedIn } from './signed-in-exchange.ts';
import type { TokenProvider } from './signed-in-exchange.ts';

/** The service understood and said no, or can only answer with more than is taken. */
export interface ServiceRefusal {
  readonly kind: 'refusal';
  /** null where the answer was too large. */
  readonly status: number | null;
  readonly failure: Failure;
}

export type ServiceReply = ServiceAnswer | ServiceRefusal;

export interface ServiceClient {
  /** `scheme://host:port` of the only place this client talks to. */
  readonly origin: string;
  /**
   * A GET is repeated on passing trouble. All else is sent once, since only its sender can
   * tell whether a lost answer means a lost request, and whether others have changed the target since.
   * Throws FailureError where no usable answer came.
   */
  send(request: ServiceRequest): Promise<ServiceReply>;
  getJson(url: string, signal?: AbortSignal): Promise<ServiceReply>;
  /** Also of other clients of the same pace. */
  requests(): RequestState;
}

export interface ServiceLimits extends ExchangeLimits, PaceLimits {
  readonly maxAttempts: number;
  readonly firstBackOffMs: number;
}

export const defaultLimits: ServiceLimits = {
  headersMs: 30_000,
  idleMs: 20_000,
  totalMs: 120_000,
  maxBytes: 64 * 2 ** 20,
  budget: documentedLimits,
  longestPaceMs: 60_000,
  longestPauseMs: 10_000,
  maxAttempts: 4,
  firstBackOffMs: 500,
};

export interface ServiceClientOptions {
  readonly baseUrl: string;
  /** Sent with every request, e.g. `Prefer`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent for a service that wants no sign-in; only possible over https. */
  readonly tokens?: TokenProvider;
  readonly clock: Clock;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly sleep?: Sleep;
  readonly limits?: Partial<ServiceLimits>;
  /** Shared by all clients of one sign-in and service; absent for one of its own, by the limits' budget. */
  readonly pace?: Pace;
  /** As of ExchangeParts. */
  readonly fetch?: Fetch;
  /** Of everything that is sent; background when absent. */
  readonly urgency?: Urgency;
}

const longestBackOffMs = 8_000;

export function createServiceClient(options: ServiceClientOptions): ServiceClient {
  const { clock, random, tokens } = options;
  const { origin, protocol } = new URL(options.baseUrl);
  if (tokens !== undefined && protocol !== 'https:') {
    throw new Error('a token would travel unencrypted');
  }
  const limits = { ...defaultLimits, ...options.limits };
  const sleep = options.sleep ?? sleepFor;
  const { pace = createPace(limits, clock, sleep), urgency = 'background' } = options;
  const exchange = signedIn(
    createExchange({
      origin,
      headers: options.headers ?? {},
      limits,
      pace,
      urgency,
      clock,
      ...(options.fetch && { fetch: options.fetch }),
    }),
    tokens,
  );

  async function send(request: ServiceRequest): Promise<ServiceReply> {
    try {
      return await sendRepeatedly(request);
    } catch (error) {
      if (request.signal?.aborted) {
        throw new FailureError(serviceFailure({ kind: 'cancelled' }, request.url));
      }
      if (!(error instanceof ServiceTroubleError)) throw error;
      const { trouble } = error;
      const failure = serviceFailure(trouble, request.url);
      if (trouble.kind === 'status' && trouble.status !== 429) {
        return { kind: 'refusal', status: trouble.status, failure };
      }
      if (trouble.kind === 'oversized') return { kind: 'refusal', status: null, failure };
      throw new FailureError(failure, { cause: error });
    }
  }

  async function sendRepeatedly(request: ServiceRequest): Promise<ServiceAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await exchange(request);
      } catch (error) {
        if (!(error instanceof ServiceTroubleError) || !isWorthRepeating(request, error.trouble)) {
          throw error;
        }
        const waitMs = repeatAfterMs(error.trouble, attempt);
        if (attempt >= limits.maxAttempts || waitMs > limits.longestPauseMs) throw error;
        await sleep(waitMs, request.signal);
      }
    }
  }

  function repeatAfterMs(trouble: ServiceTrouble, attempt: number): number {
    if (trouble.kind === 'status' && trouble.retryAt !== null) {
      return Math.max(0, trouble.retryAt - clock.now());
    }
    const ceilingMs = Math.min(longestBackOffMs, limits.firstBackOffMs * 2 ** (attempt - 1));
    return ceilingMs * (0.5 + random() / 2);
  }

  return {
    origin,
    send,
    requests: () => pace.state(),
    getJson: (url, signal) => send({ method: 'GET', url, ...(signal && { signal }) }),
  };
}

function isWorthRepeating(request: ServiceRequest, trouble: ServiceTrouble): boolean {
  return request.method === 'GET' && isTransient(trouble) && request.signal?.aborted !== true;
}
