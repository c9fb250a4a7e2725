// How the queue benchmark asks: from the visible window's page, over a port of its own to the data worker,
// as the window's scripts do. Times run from the request to the answer in the page, without painting.
import type { ElectronApplication, Page } from '@playwright/test';
import type { QueueName } from '../../shared/queue/queue-filters.ts';
import type { Facet, QueueFilter, QueueView } from '../../shared/contract/queue.ts';

export interface Answer {
  readonly ms: number;
  readonly total: number;
  readonly rows: number;
  readonly facets: Readonly<Record<string, Facet>>;
}

export type AnyView = Omit<QueueView<string>, 'filter'> & { readonly filter: QueueFilter };

interface BenchDoor {
  ask(queue: QueueName, view: unknown): Promise<Answer>;
  /** Resolves with the first item. */
  follow(queue: QueueName, view: unknown): Promise<void>;
  arrivals(): readonly number[];
}

type BenchWindow = { readonly benchDoor: BenchDoor };

export async function openQueueDoor(app: ElectronApplication, page: Page): Promise<void> {
  const opened = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        type Item = Pick<Answer, 'total' | 'facets'> & { readonly rows: readonly unknown[] };
        type Reply =
          | { readonly rpc: 'item'; readonly id: number; readonly value: Item }
          | { readonly rpc: 'bug' | 'failure'; readonly id: number };
        const take = (event: MessageEvent): void => {
          const [port] = event.ports;
          const { clearpanePort } = event.data as { readonly clearpanePort?: string };
          if (port === undefined || clearpanePort !== 'bench') return;
          event.stopImmediatePropagation();
          const listenerById = new Map<number, (reply: Reply) => void>();
          port.onmessage = ({ data }: MessageEvent<Reply>) => listenerById.get(data.id)?.(data);
          let lastId = 0;
          let arrivals: number[] = [];
          const watch = (queue: string, view: unknown, listener: (item: Item) => void): number => {
            const id = ++lastId;
            listenerById.set(id, (reply) => {
              if (reply.rpc !== 'item') throw new Error(JSON.stringify(reply));
              listener(reply.value);
            });
            port.postMessage({ rpc: 'watch', id, name: `queue.${queue}`, argument: view });
            return id;
          };
          const benchDoor: BenchDoor = {
            ask: (queue, view) =>
              new Promise((answer) => {
                const sentAt = performance.now();
                const id = watch(queue, view, ({ total, rows, facets }) => {
                  const ms = performance.now() - sentAt;
                  listenerById.delete(id);
                  port.postMessage({ rpc: 'cancel', id });
                  answer({ ms, total, rows: rows.length, facets });
                });
              }),
            follow: (queue, view) =>
              new Promise((first) => {
                arrivals = [];
                watch(queue, view, () => {
                  arrivals.push(performance.timeOrigin + performance.now());
                  first();
                });
              }),
            arrivals: () => arrivals,
          };
          Object.assign(window, { benchDoor });
          resolve();
        };
        window.addEventListener('message', take, { capture: true });
        Object.assign(window, { benchReady: true });
      }),
  );
  await page.waitForFunction(() => 'benchReady' in window);
  await app.evaluate(({ MessageChannelMain, webContents }) => {
    const all = webContents.getAllWebContents();
    const store = all.find((contents) => contents.getURL().endsWith('/store.html'));
    const visible = all.find((contents) => !contents.getURL().endsWith('/store.html'));
    const { port1, port2 } = new MessageChannelMain();
    store?.postMessage('clearpane:port', { clearpanePort: 'store-queries' }, [port2]);
    visible?.postMessage('clearpane:port', { clearpanePort: 'bench' }, [port1]);
  });
  await opened;
}

/** One after another, with a pause between as a person makes. */
export function askAll(
  page: Page,
  queue: QueueName,
  views: readonly AnyView[],
): Promise<readonly Answer[]> {
  return page.evaluate(
    async ([name, asked]) => {
      const { benchDoor } = globalThis as unknown as BenchWindow;
      const answers: Answer[] = [];
      for (const view of asked) {
        answers.push(await benchDoor.ask(name, view));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return answers;
    },
    [queue, views] as const,
  );
}

/** Resolves when the first answer is there; the later ones are counted by `arrivals`. */
export function follow(page: Page, queue: QueueName, view: AnyView): Promise<void> {
  return page.evaluate(
    ([name, followed]) => (globalThis as unknown as BenchWindow).benchDoor.follow(name, followed),
    [queue, view] as const,
  );
}

/** UTC epoch milliseconds with fractions, of each answer to what is followed. */
export function arrivals(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => (globalThis as unknown as BenchWindow).benchDoor.arrivals());
}
