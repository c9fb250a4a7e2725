// Reads a body under a size cap, an idle time-out and a signal.
import { ServiceTroubleError } from './service-failure.ts';

interface BodyLimits {
  /** Counted after decompression. */
  readonly maxBytes: number;
  readonly idleMs: number;
}

/** Throws ServiceTroubleError over a limit, else what the stream or the signal throws; the body is released. */
export async function readBody(
  response: Response,
  limits: BodyLimits,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await promptly(reader.read(), limits.idleMs, signal);
      if (done) return Buffer.concat(chunks, size);
      size += value.byteLength;
      if (size > limits.maxBytes) {
        throw new ServiceTroubleError({ kind: 'oversized', limitBytes: limits.maxBytes });
      }
      chunks.push(value);
    }
  } catch (error) {
    // Cancelling an errored stream rejects with the error that is on its way to the caller already.
    reader.cancel().catch(() => undefined);
    throw error;
  }
}

/** The signal is heeded here too: in Node 20 a read of a compressed body can outlive fetch's own signal. */
async function promptly<T>(read: Promise<T>, idleMs: number, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const interruption = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ServiceTroubleError({ kind: 'timedOut', phase: 'body', ms: idleMs })),
      idleMs,
    );
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([read, interruption]);
  } finally {
    clearTimeout(timer);
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
