// Ways into the running app that need no window: the store's content by the door that windows use, sync
// as a person asks for it, and the deaths that a soak run causes. All work from main, by Playwright.
import type { ElectronApplication } from '@playwright/test';
import type { ShellCalls, SyncState } from '../../shared/contract/shell.ts';
import type { AlertPage, StoreSummary } from '../../shared/contract/store-queries.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import type { Alert, AlertKey } from '../../shared/model/alert.ts';
import type { Collection, TrueRow } from '../hostile/hostile-world.ts';

/** Main answers no question later than this, whatever it does. */
const patienceMs = 60_000;

/** Resolves when sync was asked; rejects where no page is alive to ask. */
export function askForSync(app: ElectronApplication): Promise<unknown> {
  return inTime(() => callShell(app, 'sync.now', null));
}

export async function readSyncState(app: ElectronApplication): Promise<SyncState> {
  const result = await inTime(() => callShell(app, 'sync.read', null));
  if (!result.ok) throw new Error(result.failure.summary);
  return result.value;
}

/** From a page of the app, as its own scripts do; asked once, however it ends. */
export function callShell<N extends keyof ShellCalls>(
  app: ElectronApplication,
  name: N,
  argument: ShellCalls[N]['argument'],
): Promise<Result<ShellCalls[N]['result']>> {
  return app.evaluate(
    async ({ webContents }, call) => {
      const page = webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('app://') && !contents.isCrashed());
      if (page === undefined) throw new Error('no page is alive');
      return page.executeJavaScript(`window.clearpane.call(${call})`) as Promise<never>;
    },
    [name, argument].map((part) => JSON.stringify(part)).join(', '),
  );
}

/** What a person sees of the store's size. */
export function readSummary(app: ElectronApplication): Promise<StoreSummary> {
  return askStore(app, [['store.summary', null]]).then(([summary]) => summary as StoreSummary);
}

interface QueueItem {
  readonly total: number;
  readonly rows: readonly {
    readonly key: string;
    readonly alertId?: string;
    readonly title?: string;
    readonly incidentId?: string;
    readonly name?: string;
    readonly lastUpdateAt: number | null;
  }[];
}

/** Of a queue's window; the store gives no more. */
const windowRows = 1_000;
const windowsAtOnce = 20;

/** Every row of a queue without a filter, in order of the ids. */
export async function readRows(
  app: ElectronApplication,
  collection: Collection,
): Promise<readonly TrueRow[]> {
  const rows = await readQueue(app, collection);
  return rows.map(({ alertId, title, incidentId, name, lastUpdateAt }) => {
    const shown = collection === 'alerts' ? title : name;
    return {
      id: (collection === 'alerts' ? alertId : incidentId) ?? '',
      title: shown !== undefined && /^(Alert|Incident) /.test(shown) ? shown : null,
      lastUpdateAt: lastUpdateAt ?? Number.NaN,
    };
  });
}

/** Of every alert, in order of the ids. */
export async function readAlertKeys(app: ElectronApplication): Promise<readonly AlertKey[]> {
  return (await readQueue(app, 'alerts')).map(({ key }) => key as AlertKey);
}

/** The whole document; null where it is not stored. Throws FailureError where it cannot be read. */
export async function openAlert(app: ElectronApplication, key: AlertKey): Promise<Alert | null> {
  const [page] = await askStore(app, [['alert.detail', { key }]]);
  return (page as AlertPage | null)?.alert ?? null;
}

async function readQueue(
  app: ElectronApplication,
  collection: Collection,
): Promise<QueueItem['rows']> {
  const isAlerts = collection === 'alerts';
  const viewAt = (offset: number) => ({
    filter: { range: { kind: 'days', days: 10_000_000 }, conditions: [] },
    facets: [],
    sort: { column: isAlerts ? 'alertId' : 'incidentId', descending: false },
    window: { offset, limit: windowRows },
  });
  const rows: QueueItem['rows'][number][] = [];
  let total = Number.POSITIVE_INFINITY;
  while (rows.length < total) {
    const start = rows.length;
    const requests = Array.from(
      { length: windowsAtOnce },
      (_, index) => [`queue.${collection}`, viewAt(start + index * windowRows)] as const,
    );
    const items = (await askStore(app, requests)) as readonly QueueItem[];
    total = items[0]?.total ?? 0;
    const found = items.flatMap((item) => item.rows);
    rows.push(...found);
    if (found.length === 0) break;
  }
  return rows;
}

type StreamRequest = readonly [name: string, argument: unknown];

/** The first item of each stream, asked for again where it gets lost on its way. */
export function askStore(
  app: ElectronApplication,
  requests: readonly StreamRequest[],
): Promise<readonly unknown[]> {
  return inTime(() => firstItems(app, requests));
}

/** The first item of each stream, over a port like those that windows get. Queue rows come cut down. */
async function firstItems(
  app: ElectronApplication,
  requests: readonly StreamRequest[],
): Promise<readonly unknown[]> {
  const replies = await app.evaluate(async ({ MessageChannelMain, webContents }, asked) => {
    const store = webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().endsWith('/store.html'));
    if (store === undefined) throw new Error('there is no store window');
    const { port1, port2 } = new MessageChannelMain();
    store.postMessage('clearpane:port', { clearpanePort: 'store-queries' }, [port2]);
    const firstReplies: StreamReply[] = [];
    for (const [id, [name, argument]] of asked.entries()) {
      const reply = await new Promise<StreamReply>((resolve) => {
        port1.once('message', ({ data }) => resolve(data as StreamReply));
        port1.start();
        port1.postMessage({ rpc: 'watch', id, name, argument });
      });
      port1.postMessage({ rpc: 'cancel', id });
      firstReplies.push(reply);
    }
    port1.close();
    type Row = Readonly<Record<string, unknown>>;
    return firstReplies.map((reply) => {
      if (reply.rpc !== 'item') return reply;
      const { rows, total } = (reply.value ?? {}) as { rows?: readonly Row[]; total?: number };
      if (rows === undefined) return reply;
      const cut = rows.map(({ key, alertId, title, incidentId, name, lastUpdateAt }) =>
        alertId === undefined
          ? { key, incidentId, name, lastUpdateAt }
          : { key, alertId, title, lastUpdateAt },
      );
      return { rpc: 'item', value: { total, rows: cut } } as const;
    });
  }, requests);
  return replies.map((reply) => {
    if (reply.rpc === 'item') return reply.value;
    throw reply.rpc === 'failure' ? new FailureError(reply.failure) : new Error(reply.message);
  });
}

/** As `serve` of shared/rpc.ts writes them. */
type StreamReply =
  | { readonly rpc: 'item'; readonly value: unknown }
  | { readonly rpc: 'failure'; readonly failure: Failure }
  | { readonly rpc: 'bug'; readonly message: string };

/** Gives up after a while, and asks again where Playwright loses track of main's promise, as it does when pages die meanwhile. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(ask());
    } catch (error) {
      if (attempt === 3 || !String(error).includes('garbage collected')) throw error;
    }
  }
}

async function once<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('main did not answer')), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
