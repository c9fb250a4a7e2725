// Entry of the hidden store window: hosts the data worker and the correlation worker, joins the two, hands
// the ports that main sends to the data worker, and replaces a worker that dies.
import type { PortMessage } from '../shared/contract/shell.ts';
import { restartDelayMs } from './worker-restart.ts';

/** A worker that another one takes the place of when it dies. */
interface HostedWorker {
  send(message: PortMessage, port: MessagePort): void;
}

/** `onReplaced`: the ports went down with the old worker. */
function host(name: string, start: () => Worker, onReplaced: () => void): HostedWorker {
  /** When each worker died, performance.now(). */
  const deaths: number[] = [];
  const startWatched = (): Worker => {
    const started = start();
    started.addEventListener('error', (event) => {
      event.preventDefault();
      console.error(`the ${name} worker died and is replaced:`, event.message);
      started.terminate();
      deaths.push(performance.now());
      setTimeout(() => {
        worker = startWatched();
        onReplaced();
      }, restartDelayMs(deaths));
    });
    return started;
  };
  let worker = startWatched();
  return { send: (message, port) => worker.postMessage(message, [port]) };
}

const data = host(
  'data',
  () =>
    new Worker(new URL('./workers/store/data-worker.ts', import.meta.url), {
      type: 'module',
      name: 'store',
    }),
  () => {
    joinWorkers();
    // Main makes new ports, for itself and every window.
    void window.clearpane.call('store.restarted', null);
  },
);

const correlation = host(
  'correlation',
  () =>
    new Worker(new URL('./workers/correlation/correlation-worker.ts', import.meta.url), {
      type: 'module',
      name: 'correlation',
    }),
  joinWorkers,
);

joinWorkers();

function joinWorkers(): void {
  const { port1, port2 } = new MessageChannel();
  data.send({ clearpanePort: 'correlation-engine' }, port1);
  correlation.send({ clearpanePort: 'correlation-engine' }, port2);
}

window.addEventListener('message', (event: MessageEvent<PortMessage>) => {
  const [port] = event.ports;
  if (event.source !== window || port === undefined) return;
  data.send(event.data, port);
});
