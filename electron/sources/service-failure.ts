// The one place where what went wrong with a service over HTTP becomes a Failure.
import type { Failure } from '../../shared/failure.ts';

/** Everything that can keep an exchange with a service from giving JSON. */
export type ServiceTrouble =
  /** What fetch, or reading the body, threw. */
  | { readonly kind: 'unreachable'; readonly error: unknown }
  | { readonly kind: 'timedOut'; readonly phase: 'headers' | 'body' | 'total'; readonly ms: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** The service's own words; untrusted. */
      readonly message: string | null;
      readonly retryAt: number | null;
      /** The service asked for a longer wait than is honoured. */
      readonly isWaitCut: boolean;
    }
  | {
      readonly kind: 'content';
      readonly got: 'empty' | 'webPage' | 'malformed' | 'other' | 'partial';
    }
  | { readonly kind: 'oversized'; readonly limitBytes: number }
  | { readonly kind: 'nested' }
  /** A redirect or a link that leaves the service. */
  | { readonly kind: 'strayed'; readonly target: string }
  | { readonly kind: 'redirectedTooOften' }
  | { readonly kind: 'overBudget'; readonly retryAt: number }
  | { readonly kind: 'paused'; readonly retryAt: number }
  | { readonly kind: 'cancelled' };

/** Carries a trouble to the client's exit, where it becomes a Failure. */
export class ServiceTroubleError extends Error {
  readonly trouble: ServiceTrouble;

  constructor(trouble: ServiceTrouble) {
    super(trouble.kind, { cause: trouble.kind === 'unreachable' ? trouble.error : undefined });
    this.trouble = trouble;
  }
}

/** True where the same request may succeed a moment later. */
export function isTransient(trouble: ServiceTrouble): boolean {
  switch (trouble.kind) {
    case 'unreachable':
      return certificateFault(trouble.error) === null;
    case 'timedOut':
      return true;
    case 'status':
      return trouble.status === 408 || trouble.status === 429 || trouble.status >= 500;
    case 'content':
      return trouble.got !== 'webPage' && trouble.got !== 'other';
    default:
      return false;
  }
}

export function serviceFailure(trouble: ServiceTrouble, url: string): Failure {
  const { host, place } = named(url);
  const because = (kind: Failure['kind'], summary: string, action?: string): Failure => ({
    kind,
    summary,
    ...(action !== undefined && { action }),
    place,
  });

  switch (trouble.kind) {
    case 'unreachable':
      return unreachableFailure(trouble.error, host, because);
    case 'timedOut':
      return because(
        'offline',
        `${host} ${slowness[trouble.phase]} within ${seconds(trouble.ms)}.`,
        'Check the network connection; the next attempt starts by itself.',
      );
    case 'status':
      return statusFailure(trouble, host, because);
    case 'content':
      return contentFailure(trouble.got, host, because);
    case 'oversized':
      return because(
        'rejected',
        `${host} sent more than ${Math.round(trouble.limitBytes / 2 ** 20)} MB in one answer.`,
      );
    case 'nested':
      return because('rejected', `${host} sent data nested deeper than any real answer.`);
    case 'strayed':
      return because(
        'rejected',
        `${host} pointed to ${named(trouble.target).host}, which is another service. Nothing was sent there.`,
        'Check that no proxy or network device rewrites the traffic.',
      );
    case 'redirectedTooOften':
      return because('rejected', `${host} sent one request round in circles.`);
    case 'overBudget':
      return {
        ...because(
          'throttled',
          `Clearpane has used its share of the requests that ${host} allows in an hour.`,
          'Leave Clearpane running: it goes on by itself.',
        ),
        retryAt: trouble.retryAt,
      };
    case 'paused':
      return {
        ...because('throttled', `${host} asked to be left alone for a while.`),
        retryAt: trouble.retryAt,
      };
    case 'cancelled':
      return because('cancelled', `The request to ${host} was cancelled.`);
    default:
      return trouble satisfies never;
  }
}

type Because = (kind: Failure['kind'], summary: string, action?: string) => Failure;

const slowness = {
  headers: 'did not answer',
  body: 'stopped sending and did not go on',
  total: 'did not finish its answer',
} as const;

function unreachableFailure(error: unknown, host: string, because: Because): Failure {
  const fault = certificateFault(error);
  if (fault !== null) {
    return because(
      'rejected',
      `The connection to ${host} is not safe: ${fault}.`,
      'Check the clock of this computer and whether a proxy inspects the traffic.',
    );
  }
  const code = systemCode(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return because('offline', `${host} cannot be found.`, 'Check the network connection.');
  }
  if (code === 'PROXY_AUTH') {
    return because(
      'offline',
      `The proxy on the way to ${host} wants a sign-in of its own.`,
      'Ask whoever runs the network to let this computer through without one.',
    );
  }
  if (code === 'PROXY_REFUSED') {
    return because(
      'offline',
      `The proxy on the way to ${host} does not let Clearpane through.`,
      'Ask whoever runs the network to allow it.',
    );
  }
  if (code === 'ECONNREFUSED') {
    return because('offline', `${host} does not accept connections.`);
  }
  return because('offline', `The connection to ${host} broke.`, 'Check the network connection.');
}

function statusFailure(
  trouble: Extract<ServiceTrouble, { kind: 'status' }>,
  host: string,
  because: Because,
): Failure {
  const { status } = trouble;
  const said = trouble.message === null ? '.' : `: "${trouble.message}"`;
  const retry = trouble.retryAt === null ? {} : { retryAt: trouble.retryAt };
  switch (status) {
    case 401:
      return because('auth', `${host} does not accept the sign-in${said}`, 'Sign in again.');
    case 403:
      return because(
        'rejected',
        `${host} does not allow this to the signed-in account${said}`,
        'Ask an administrator of the tenant for the permission.',
      );
    case 404:
      return because('rejected', `${host} does not have what was asked for${said}`);
    case 409:
    case 412:
      return because('conflict', `${host} has a newer version${said}`);
    case 429:
      return {
        ...because(
          'throttled',
          trouble.isWaitCut
            ? `${host} asked for a very long pause; it is asked again every 5 minutes.`
            : `${host} is asked too often and wants a pause.`,
        ),
        ...retry,
      };
    case 502:
    case 503:
    case 504:
      return { ...because('offline', `${host} is not available (${status})${said}`), ...retry };
    default:
      return {
        ...because('rejected', `${host} refused the request (${status})${said}`),
        ...retry,
      };
  }
}

function contentFailure(
  got: Extract<ServiceTrouble, { kind: 'content' }>['got'],
  host: string,
  because: Because,
): Failure {
  switch (got) {
    case 'webPage':
      return because(
        'offline',
        `A web page came from ${host} in place of data.`,
        'Open a browser: the network may ask you to sign in first.',
      );
    case 'empty':
      return because('rejected', `An empty answer came from ${host}.`);
    case 'malformed':
      return because('rejected', `Broken data came from ${host}: it is not complete JSON.`);
    case 'other':
      return because('rejected', `Something other than JSON came from ${host}.`);
    case 'partial':
      return because('rejected', `${host} sent only a part of the data and said so.`);
    default:
      return got satisfies never;
  }
}

const certificateFaults: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['CERT_REVOKED', 'its certificate was revoked'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'nobody vouches for its certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'nobody trusted vouches for its certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'nobody trusted vouches for its certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'nobody trusted vouches for its certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'nobody trusted vouches for its certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate belongs to another name'],
]);

function certificateFault(error: unknown): string | null {
  return certificateFaults.get(systemCode(error) ?? '') ?? null;
}

/** The `code` of the innermost cause that has one; fetch wraps the system's error in a TypeError. */
function systemCode(error: unknown): string | null {
  let code: string | null = null;
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') code = at.code;
  }
  return code;
}

/** The query stays out: it can hold filters and continuation tokens. */
function named(url: string): { readonly host: string; readonly place: string } {
  if (!URL.canParse(url)) return { host: 'an unreadable address', place: 'an unreadable address' };
  const { host, origin, pathname } = new URL(url);
  return { host: host || 'an unreadable address', place: `${origin}${pathname}` };
}

function seconds(ms: number): string {
  const count = Math.max(1, Math.round(ms / 1000));
  return count === 1 ? 'a second' : `${count} seconds`;
}
