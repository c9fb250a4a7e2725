// How an import stops in the middle: between records, and inside of one that may be endless.
import { FailureError } from '../../../shared/failure.ts';

/** Throws FailureError, kind `cancelled`. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new FailureError({ kind: 'cancelled', summary: 'The import was cancelled.' });
}

/** The same bytes; throws as stopIfCancelled between them. */
export async function* cancellable(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    stopIfCancelled(signal);
    yield chunk;
  }
}
