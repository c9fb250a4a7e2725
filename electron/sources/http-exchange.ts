// One request to one origin and its answer: time-outs, redirects, size, content type, error bodies.
import type { Clock } from '../../shared/clock.ts';
import { FailureError } from '../../shared/failure.ts';
import { readJsonText } from './json-text.ts';
import type { Pace, Urgency } from './pace.ts';
import type { Fetch } from './proxied-fetch.ts';
import { readBody } from './response-body.ts';
import { readHttpDate, readRetryAfter } from './retry-after.ts';
import { ServiceTroubleError } from './service-failure.ts';
import type { ServiceTrouble } from './service-failure.ts';

export interface ServiceRequest {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'PUT';
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface ServiceAnswer {
  readonly kind: 'answer';
  /** null for an answer without content (204). */
  readonly json: unknown;
  /** The service's own clock, UTC epoch milliseconds; null where it did not say. */
  readonly serverAt: number | null;
}

export interface ExchangeLimits {
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  readonly totalMs: number;
  /** Of a body, after decompression. */
  readonly maxBytes: number;
}

export interface ExchangeParts {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: ExchangeLimits;
  readonly pace: Pace;
  readonly urgency: Urgency;
  readonly clock: Clock;
  /** In place of Node's own, e.g. one that knows proxies. */
  readonly fetch?: Fetch;
}

/** The token was not accepted; `claims` is what a conditional-access challenge demands. */
export class UnauthorizedError extends ServiceTroubleError {
  readonly claims: string | null;

  constructor(trouble: ServiceTrouble, claims: string | null) {
    super(trouble);
    this.claims = claims;
  }
}

/** Sends once. Nothing is sent outside the origin. Throws ServiceTroubleError, or what aborted it. */
export type Exchange = (request: ServiceRequest, token: string | null) => Promise<ServiceAnswer>;

const mostRedirects = 3;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function createExchange(parts: ExchangeParts): Exchange {
  const { origin, limits, pace, clock, fetch = globalThis.fetch } = parts;

  return async (request, token) => {
    let url = request.url;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      if (!isInside(url)) throw new ServiceTroubleError({ kind: 'strayed', target: url });
      await pace.takeTurn(parts.urgency, request.signal);
      const reached = await sendOnce({ ...request, url }, token);
      if (reached.kind === 'answer') return reached;
      url = reached.url;
    }
    throw new ServiceTroubleError({ kind: 'redirectedTooOften' });
  };

  function isInside(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const target = new URL(url);
    return target.origin === origin && target.username === '' && target.password === '';
  }

  async function sendOnce(
    request: ServiceRequest,
    token: string | null,
  ): Promise<ServiceAnswer | { readonly kind: 'redirect'; readonly url: string }> {
    const deadline = new AbortController();
    const stopAfter = (phase: 'headers' | 'total', ms: number): NodeJS.Timeout =>
      setTimeout(
        () => deadline.abort(new ServiceTroubleError({ kind: 'timedOut', phase, ms })),
        ms,
      );
    const headersTimer = stopAfter('headers', limits.headersMs);
    const totalTimer = stopAfter('total', limits.totalMs);
    // Not AbortSignal.any: in Node 20 it keeps something per request as long as the caller's signal.
    const cancel = (): void => deadline.abort(request.signal?.reason);
    request.signal?.addEventListener('abort', cancel, { once: true });
    if (request.signal?.aborted) cancel();
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: headersOf(request, token),
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
        redirect: 'manual',
        signal: deadline.signal,
      });
      clearTimeout(headersTimer);
      const location = response.headers.get('location');
      if (redirectStatuses.has(response.status) && location && request.method === 'GET') {
        await response.body?.cancel();
        return { kind: 'redirect', url: resolveUrl(location, request.url) };
      }
      return await readAnswer(response, deadline.signal);
    } catch (error) {
      if (deadline.signal.aborted) throw deadline.signal.reason;
      if (error instanceof ServiceTroubleError || error instanceof FailureError) throw error;
      throw new ServiceTroubleError({ kind: 'unreachable', error });
    } finally {
      clearTimeout(headersTimer);
      clearTimeout(totalTimer);
      request.signal?.removeEventListener('abort', cancel);
    }
  }

  function headersOf(request: ServiceRequest, token: string | null): Record<string, string> {
    return {
      ...parts.headers,
      Accept: 'application/json',
      ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== null && { Authorization: `Bearer ${token}` }),
    };
  }

  async function readAnswer(response: Response, signal: AbortSignal): Promise<ServiceAnswer> {
    const serverAt = readHttpDate(response.headers.get('date'));
    if (response.status === 204) return { kind: 'answer', json: null, serverAt };
    const reading = readJsonText(await readBody(response, limits, signal));
    if (!response.ok) {
      throw statusTrouble(response, serverAt, reading.kind === 'json' ? reading.value : null);
    }
    if (response.status === 206) throw content('partial');
    switch (reading.kind) {
      case 'json':
        if (!isJsonType(response)) throw content('other');
        return { kind: 'answer', json: reading.value, serverAt };
      case 'nested':
        throw new ServiceTroubleError({ kind: 'nested' });
      case 'malformed':
        throw content(isJsonType(response) ? 'malformed' : 'other');
      default:
        throw content(reading.kind);
    }
  }

  /** Notes a pause that the service asks for, so that no other request breaks it either. */
  function statusTrouble(
    response: Response,
    serverAt: number | null,
    json: unknown,
  ): ServiceTroubleError {
    const { status } = response;
    const asked = readRetryAfter(response.headers.get('retry-after'), serverAt);
    const retryAt = asked === null ? null : clock.now() + asked.waitMs;
    if (retryAt !== null && (status === 429 || status === 503)) pace.pauseUntil(retryAt);
    const trouble = {
      kind: 'status',
      status,
      message: messageOf(json),
      retryAt,
      isWaitCut: asked?.isCut ?? false,
    } as const;
    return status === 401
      ? new UnauthorizedError(trouble, claimsOf(response.headers.get('www-authenticate')))
      : new ServiceTroubleError(trouble);
  }
}

function content(got: Extract<ServiceTrouble, { kind: 'content' }>['got']): ServiceTroubleError {
  return new ServiceTroubleError({ kind: 'content', got });
}

/** An unreadable address stays as it is, and is refused by the check of the next hop. */
function resolveUrl(location: string, base: string): string {
  return URL.canParse(location, base) ? new URL(location, base).href : location;
}

function isJsonType(response: Response): boolean {
  const type = response.headers.get('content-type');
  return type === null || /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(type);
}

/** `error.message` of Graph's and ARM's error shape, cut and without control characters. */
function messageOf(json: unknown): string | null {
  const message = memberOf(memberOf(json, 'error'), 'message');
  if (typeof message !== 'string') return null;
  const text = message
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return text === '' ? null : text;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The base64 claims of a challenge like `Bearer error="insufficient_claims", claims="eyJ..."`. */
function claimsOf(header: string | null): string | null {
  return /\bclaims="([A-Za-z0-9+/_=-]+)"/.exec(header ?? '')?.[1] ?? null;
}
