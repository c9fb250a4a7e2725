// A real HTTP server on loopback that speaks Microsoft Graph security and answers some requests in the ways
// of the table of hostile behaviours. It holds the truth about its items and remembers what it was asked.
import {
  GraphError,
  badRequest,
  errorBody,
  notFound,
} from '../../electron/demo-tenant/graph-error.ts';
import { nextPageParameters, parseListQuery } from '../../electron/demo-tenant/odata-query.ts';
import { startScriptedService } from '../../electron/sources/scripted-service.ts';
import type { ReceivedRequest } from '../../electron/sources/scripted-service.ts';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import { pageBody } from './fault.ts';
import type { HonestPage, Reply } from './fault.ts';
import { faults, randomFaultNames } from './faults.ts';
import type { FaultName } from './faults.ts';
import { hostileTenantId, hostileTenantName } from './hostile-items.ts';
import { createItemRequests } from './item-requests.ts';
import type { ItemRequests, ItemRequestsOptions } from './item-requests.ts';
import { HostileWorld } from './hostile-world.ts';
import type { Collection, WorldOptions } from './hostile-world.ts';
import type { Cut } from './update-order.ts';

export interface HostileServiceOptions extends WorldOptions {
  /** Injected at random until so many were; 0 or absent for a service that is honest until told. */
  readonly faults?: number;
  /** The same for changes and comments, and for the looks at items before and after them. */
  readonly writeFaults?: number;
  /** Of ItemRequestsOptions; at once unless told. */
  readonly lateMs?: ItemRequestsOptions['lateMs'];
  readonly sleep?: ItemRequestsOptions['sleep'];
}

export interface Injection {
  readonly name: FaultName;
  /** Requests that it spoils; 1 unless told. */
  readonly times?: number;
  /** Both unless told. */
  readonly collection?: Collection;
}

export interface LedgerEntry {
  readonly collection: Collection;
  readonly url: string;
  /** null for an honest answer. */
  readonly fault: FaultName | null;
}

export interface HostileService {
  readonly baseUrl: string;
  readonly world: HostileWorld;
  /** Every request for a page, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Those for single items, and what was written to them. */
  readonly items: ItemRequests;
  /** Requests that carried a credential, or reached the server that must not be asked. */
  leaks(): number;
  /** Faults of pages, of the random choice, that are still to come. */
  faultsLeft(): number;
  /** Spoils the next requests for pages, after those injected before. */
  inject(injection: Injection): void;
  /** Honest from now on. */
  calm(): void;
  stop(): Promise<void>;
}

/** Of the requests for pages, so many get a fault while some are left. */
const faultShare = 0.3;

/** Outdated items that a page brings besides its own. */
const olderAtOnce = 20;

const limits = {
  incidents: { maxTop: 50, defaultTop: 50, canExpandAlerts: true },
  alerts: { maxTop: 1_000, defaultTop: 1_000, canExpandAlerts: false },
} as const;

const collectionByPath: ReadonlyMap<string, Collection> = new Map([
  ['/v1.0/security/incidents', 'incidents'],
  ['/v1.0/security/alerts_v2', 'alerts'],
]);

export async function startHostileService(options: HostileServiceOptions): Promise<HostileService> {
  const world = new HostileWorld(options);
  const items = createItemRequests({
    seed: options.seed,
    world,
    faults: options.writeFaults ?? 0,
    lateMs: options.lateMs ?? [0, 0],
    ...(options.sleep && { sleep: options.sleep }),
  });
  const random = randomFor(`${options.seed}/faults`);
  const ledger: LedgerEntry[] = [];
  let injections: (Injection & { readonly left: number })[] = [];
  let faultsLeft = options.faults ?? 0;
  let credentials = 0;

  const stranger = await startScriptedService(() => ({ body: { value: [] } }));
  const strangerHost = new URL(stranger.baseUrl).host;
  const service = await startScriptedService((request) => dated(answer(request)));
  const { host } = new URL(service.baseUrl);

  function answer(request: ReceivedRequest): Reply {
    if (request.headers.authorization !== undefined) credentials += 1;
    const url = new URL(request.url, service.baseUrl);
    try {
      if (url.pathname === '/v1.0/organization') return { body: organization };
      const collection = collectionByPath.get(url.pathname);
      if (collection === undefined) {
        const reply = items.answer(request, url);
        if (reply === null) throw notFound('It is not here.');
        return reply;
      }
      const page = readPage(collection, url);
      const fault = chooseFault(collection);
      ledger.push({ collection, url: request.url, fault });
      if (fault === null) return { body: pageBody(page) };
      const setting = { random, serverAt: options.now(), host, strangerHost };
      return faults[fault].answer(page, setting);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      return { status: error.status, body: errorBody(error, 'request', options.now()) };
    }
  }

  function chooseFault(collection: Collection): FaultName | null {
    const injection = injections.find(
      (one) => one.collection === undefined || one.collection === collection,
    );
    if (injection !== undefined) {
      injections = injections
        .map((one) => (one === injection ? { ...one, left: one.left - 1 } : one))
        .filter(({ left }) => left > 0);
      return injection.name;
    }
    if (faultsLeft === 0 || random.next() >= faultShare) return null;
    faultsLeft -= 1;
    return random.pick(randomFaultNames);
  }

  function readPage(collection: Collection, url: URL): HonestPage {
    const query = parseListQuery(url.searchParams, limits[collection]);
    const { property, descending } = query.order;
    if (property !== 'lastUpdateDateTime' || descending) throw badRequest('Sorted otherwise.');
    const cut: Cut = {
      from: lowerBound(query.filter),
      after: query.after && { at: Number(query.after.key), number: Number(query.after.id) },
      top: query.top,
    };
    const { entries, more } = world.orders[collection].page(cut);
    const last = entries.at(-1);
    return {
      collection,
      url: url.href,
      items: () => entries.map((entry) => world.read(collection, entry, query.expandsAlerts)),
      olderItems: () => world.readOlder(collection, random, olderAtOnce),
      nextLink: more && last !== undefined ? linkAfter(url, last) : null,
    };
  }

  /** By the service's own clock, which is not ours. */
  function dated(reply: Reply): Reply {
    const date = new Date(options.now()).toUTCString();
    if (typeof reply !== 'function') return { ...reply, headers: { date, ...reply.headers } };
    return (response) => {
      response.setHeader('date', date);
      reply(response);
    };
  }

  return {
    baseUrl: service.baseUrl,
    world,
    ledger,
    items,
    leaks: () => credentials + stranger.received.length,
    faultsLeft: () => faultsLeft,
    inject(injection) {
      injections = [...injections, { ...injection, left: injection.times ?? 1 }];
    },
    calm() {
      injections = [];
      faultsLeft = 0;
      items.calm();
    },
    async stop() {
      items.stop();
      await Promise.all([service.stop(), stranger.stop()]);
    },
  };
}

/** Epoch milliseconds, rounded down, since the order of items knows no less. */
function lowerBound(filter: string | null): number {
  if (filter === null) return Number.NEGATIVE_INFINITY;
  const time = /^lastUpdateDateTime ge (\S+)$/.exec(filter)?.[1];
  const at = time === undefined ? Number.NaN : Date.parse(time);
  if (Number.isNaN(at)) throw badRequest(`Invalid filter clause: '${filter}'.`);
  return at;
}

function linkAfter(url: URL, { at, number }: { at: number; number: number }): string {
  const next = nextPageParameters(url.searchParams, { key: String(at), id: String(number) });
  return `${url.origin}${url.pathname}?${next.toString()}`;
}

const organization = {
  value: [{ id: hostileTenantId, displayName: hostileTenantName, verifiedDomains: [] }],
};
