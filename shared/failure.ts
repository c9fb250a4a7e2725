// Expected trouble, as plain data that can cross any port. A bug is not a Failure: it throws.

export type FailureKind =
  | 'auth'
  | 'offline'
  | 'throttled'
  | 'rejected'
  | 'conflict'
  | 'storage'
  | 'query'
  | 'unsupported'
  | 'cancelled';

export interface Failure {
  readonly kind: FailureKind;
  /** What happened, in one plain sentence without jargon or ids. */
  readonly summary: string;
  /** What the person can do about it, as an imperative sentence. */
  readonly action?: string;
  /** Where it happened (a URL without its query, a file and line, a JSON path). */
  readonly place?: string;
  /** When it is worth trying again, UTC epoch milliseconds. */
  readonly retryAt?: number;
}

/** Carries a Failure up the stack inside one room; at a port it becomes a Result. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: { readonly cause?: unknown }) {
    super(failure.summary, options);
    this.failure = failure;
  }
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** The Failure inside an error thrown in this room; null when the error is a bug. */
export function failureIn(error: unknown): Failure | null {
  return error instanceof FailureError ? error.failure : null;
}
