// Entry of the hidden store window: hosts the data worker, hands it the ports that main sends, and
// replaces it when it dies.
import type { PortMessage } from '../shared/contract/shell.ts';
import { restartDelayMs } from './worker-restart.ts';

/** When each worker of this page died, performance.now(). */
const deaths: number[] = [];
let worker = startWorker();

function startWorker(): Worker {
  const started = new Worker(new URL('./workers/store/data-worker.ts', import.meta.url), {
    type: 'module',
    name: 'store',
  });
  started.addEventListener('error', (event) => {
    event.preventDefault();
    console.error('the data worker died and is replaced:', event.message);
    started.terminate();
    deaths.push(performance.now());
    setTimeout(replaceWorker, restartDelayMs(deaths));
  });
  return started;
}

function replaceWorker(): void {
  worker = startWorker();
  // The ports went down with the old worker: main makes new ones, for itself and every window.
  void window.clearpane.call('store.restarted', null);
}

window.addEventListener('message', (event: MessageEvent<PortMessage>) => {
  const [port] = event.ports;
  if (event.source !== window || port === undefined) return;
  worker.postMessage(event.data, [port]);
});
