// Entry of the correlation worker: keeps alerts clustered, off the path of the queues. Forgets all when it
// ends; the data worker shows it everything again.
import type { CorrelationEngineCalls } from '../../../shared/contract/correlation-engine.ts';
import type { PortMessage } from '../../../shared/contract/shell.ts';
import { serve } from '../../../shared/rpc.ts';
import type { MessageEndpoint, ServedPort } from '../../../shared/rpc.ts';
import { engineCalls } from './engine-calls.ts';

declare const self: DedicatedWorkerGlobalScope;

let served: ServedPort | null = null;

/** The engine cannot be trusted any more: its host sees the error and starts another. */
function stopForBug(error: unknown, name: string): void {
  console.error('correlation worker: a bug in', name, error);
  setTimeout(() => {
    throw error;
  });
}

self.addEventListener('message', ({ ports: [port] }: MessageEvent<PortMessage>) => {
  if (port === undefined) throw new Error('a port message without a port');
  served?.close();
  served = serve<CorrelationEngineCalls>(
    port as unknown as MessageEndpoint,
    // A data worker that is new knows nothing, and starts with an engine that does not either.
    engineCalls(),
    {},
    stopForBug,
  );
});
