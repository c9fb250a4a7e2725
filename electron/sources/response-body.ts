// Reads a body under a size cap and an idle time-out.
import { ServiceTroubleError } from './service-failure.ts';

interface BodyLimits {
  /** Counted after decompression. */
  readonly maxBytes: number;
  readonly idleMs: number;
}

/** Throws ServiceTroubleError over a limit, else what the stream throws. The body is released. */
export async function readBody(response: Response, limits: BodyLimits): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await withinIdle(reader.read(), limits.idleMs);
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

async function withinIdle<T>(read: Promise<T>, idleMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ServiceTroubleError({ kind: 'timedOut', phase: 'body', ms: idleMs })),
      idleMs,
    );
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}
