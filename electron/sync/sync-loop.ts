// Keeps the store in step with every source: finds tenants, catches each feed up, then polls it.
// Each feed runs by itself, so that trouble in one does not hold the others back.
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import type { SyncState } from '../../shared/contract/shell.ts';
import type { SourceStatus, TaskPhase } from '../../shared/contract/sources.ts';
import type { FeedId } from '../../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Tenant, TenantId } from '../../shared/model/tenant.ts';
import type { Source } from '../sources/source.ts';
import { waitAfterFailure, waitBetweenPolls } from './next-attempt.ts';
import { createStoreLink } from './store-link.ts';
import type { IngestStore } from './store-link.ts';
import { refreshItem } from './refresh-item.ts';
import type { WantedItem } from './refresh-item.ts';
import { createStatusBoard } from './status-board.ts';
import type { Task } from './status-board.ts';
import { earliest } from './sync-state.ts';

export interface SyncParts {
  readonly sources: readonly Source[];
  readonly store: IngestStore;
  readonly clock: Clock;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** Between the end of a catch-up and the next one, at least: longer where requests become scarce. */
  readonly intervalMs: number;
  /** Between two searches for a source's tenants; 15 minutes when absent. */
  readonly rediscoverMs?: number;
  /** Called with each new state, and once with the first. */
  readonly onState: (state: SyncState) => void;
  /** Gets errors that are no Failure: defects here, in a source, or in the data worker. */
  readonly onBug: (error: unknown) => void;
  /** Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface SyncLoop {
  state(): SyncState;
  /** How each source is doing, with each of its feeds. */
  sources(): readonly SourceStatus[];
  /** Asks for one item before all else. Rejects with a Failure where the service does not answer. */
  refresh(item: WantedItem): Promise<void>;
  /** Ends all waiting; what runs already goes on. */
  syncNow(): void;
  /** Goes on with another data worker, from the cursors that it has. */
  attachStore(store: IngestStore): void;
  /** Resolves when nothing runs any more; a page that is with the store by then may still be committed. */
  stop(): Promise<void>;
}

/** Tenants come and go seldom. */
const defaultRediscoverMs = 15 * 60_000;

/** How long what is said of the last catch-up may be out of date after a restart. */
const noteEveryMs = 60_000;

export function startSync(parts: SyncParts): SyncLoop {
  const { clock, random, onBug } = parts;
  const sleep = parts.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const link = createStoreLink(parts.store);
  const stopping = new AbortController();
  const naps = new Set<AbortController>();
  const board = createStatusBoard(parts);
  let isDiscovered = false;

  async function nap(ms: number, ending: AbortSignal): Promise<void> {
    if (ending.aborted) return;
    const waking = new AbortController();
    const end = (): void => waking.abort();
    naps.add(waking);
    ending.addEventListener('abort', end, { once: true });
    try {
      await sleep(ms, waking.signal);
    } catch (error) {
      if (!waking.signal.aborted) throw error;
    } finally {
      naps.delete(waking);
      ending.removeEventListener('abort', end);
    }
  }

  function wake(): void {
    for (const waking of naps) waking.abort();
  }

  /** Repeats an attempt until it succeeds. Resolves with null when the work ends before that. */
  async function persist<T>(
    task: Task,
    ending: AbortSignal,
    attempt: () => Promise<T>,
  ): Promise<T | null> {
    let failures = 0;
    while (!ending.aborted) {
      const storeVersion = link.version();
      board.update(task, { nextAttemptAt: null });
      try {
        return await attempt();
      } catch (error) {
        if (ending.aborted) break;
        if (link.version() !== storeVersion) continue;
        failures += 1;
        const failure = failureOf(error, task);
        const now = clock.now();
        const waitMs = waitAfterFailure(failure, { failures, now, random: random() });
        board.update(task, { phase: failing(task, failure), nextAttemptAt: now + waitMs });
        await nap(waitMs, ending);
      }
    }
    return null;
  }

  function failureOf(error: unknown, task: Task): Failure {
    const failure = failureIn(error);
    if (failure !== null) return failure;
    onBug(error);
    return {
      kind: 'rejected',
      summary: `Clearpane met a defect of its own while it read ${task.name}.`,
      action: 'Leave Clearpane running: it tries again. Report the defect if it stays.',
    };
  }

  function failing(task: Task, failure: Failure): TaskPhase {
    const { phase } = board.status(task);
    const isSame = phase.kind === 'failing' && phase.failure.kind === failure.kind;
    return { kind: 'failing', sinceAt: isSame ? phase.sinceAt : clock.now(), failure };
  }

  /** Follows what the source's tenants have, also those that come later, and no longer those that go. */
  async function followSource(source: Source): Promise<void> {
    const { sourceId, name, collections } = source.describe();
    const discovery: Task = { name, sourceId, feed: null };
    const endingByTenant = new Map<TenantId, AbortController>();
    const feeds: Promise<void>[] = [];
    const everything = stopping.signal;
    const endAll = (): void => endingByTenant.forEach((ending) => ending.abort());
    everything.addEventListener('abort', endAll, { once: true });

    let tenants = await persist(discovery, everything, async () => {
      board.update(discovery, {
        lastSyncedAt: earliest([...(await syncedFeeds(sourceId)).values()]),
      });
      return discover(source);
    });
    while (tenants !== null && !everything.aborted) {
      for (const tenant of tenants.filter(({ tenantId }) => !endingByTenant.has(tenantId))) {
        const ending = new AbortController();
        endingByTenant.set(tenant.tenantId, ending);
        for (const collection of collections) {
          const feed: FeedId = { sourceId, tenantId: tenant.tenantId, collection };
          feeds.push(followFeed({ source, tenant, feed, ending: ending.signal }));
        }
      }
      const present = new Set(tenants.map(({ tenantId }) => tenantId));
      for (const [tenantId, ending] of endingByTenant) {
        if (present.has(tenantId)) continue;
        ending.abort();
        endingByTenant.delete(tenantId);
      }
      board.remove(discovery);
      await nap(parts.rediscoverMs ?? defaultRediscoverMs, everything);
      tenants = everything.aborted ? null : await rediscover(source, tenants);
    }
    await Promise.all(feeds);
  }

  async function discover(source: Source): Promise<readonly Tenant[]> {
    // The tenants of the last run give the data its name where the service cannot be reached.
    if (!isDiscovered) board.nameTenants(await link.call('tenants.read', null));
    const tenants = await source.discoverTenants(stopping.signal);
    if (tenants.length === 0) {
      const { name } = source.describe();
      throw new FailureError({ kind: 'rejected', summary: `${name} names no tenant.` });
    }
    // Among them are tenants that no source reads any more.
    if (!isDiscovered) board.forgetNames();
    isDiscovered = true;
    board.nameTenants(tenants);
    return tenants;
  }

  /** Where that fails, those that are known are followed on: whatever is wrong shows in their feeds. */
  async function rediscover(source: Source, known: readonly Tenant[]): Promise<readonly Tenant[]> {
    try {
      return await discover(source);
    } catch (error) {
      if (failureIn(error) === null) onBug(error);
      return known;
    }
  }

  /** End of the last complete catch-up of each feed of a source, by its collection and tenant. */
  async function syncedFeeds(sourceId: string): Promise<ReadonlyMap<string, number>> {
    const synced = await link.call('feeds.synced', { sourceId });
    return new Map(synced.map(({ feed, at }) => [nameOf(feed), at]));
  }

  async function followFeed({ source, tenant, feed, ending }: FollowedFeed): Promise<void> {
    const { sourceId, collection } = feed;
    const tenantName = board.nameOf(feed.tenantId);
    const task: Task = { name: `the ${collection} of ${tenantName}`, sourceId, feed };
    let introducedTo = 0;
    const introduceTenant = async (): Promise<void> => {
      const version = link.version();
      if (introducedTo === version) return;
      await link.call('tenant.put', tenant);
      const syncedAt = (await syncedFeeds(sourceId)).get(nameOf(feed));
      if (board.status(task).lastSyncedAt === null && syncedAt !== undefined) {
        board.update(task, { lastSyncedAt: syncedAt });
      }
      introducedTo = version;
    };
    let notedAt = 0;
    const noteSynced = async (at: number): Promise<void> => {
      if (at - notedAt < noteEveryMs) return;
      await link.call('feed.note', { feed, at });
      notedAt = at;
    };

    while (!ending.aborted) {
      await persist(task, ending, async () => {
        await introduceTenant();
        await catchUp(task, { source, tenant, feed, ending });
        if (!ending.aborted) await noteSynced(clock.now());
      });
      if (ending.aborted) break;
      const now = clock.now();
      const waitMs = waitBetweenPolls(parts.intervalMs, source.requests());
      const nextAttemptAt = now + waitMs;
      board.update(task, { phase: { kind: 'current' }, lastSyncedAt: now, nextAttemptAt });
      await nap(waitMs, ending);
    }
    if (stopping.signal.aborted) return;
    const failure: Failure = {
      kind: 'rejected',
      summary: `This sign-in no longer reaches ${tenantName}. What it brought is kept.`,
      action: 'Sign in with an account that may read it, or remove the connection.',
    };
    board.update(task, { phase: failing(task, failure), nextAttemptAt: null });
  }

  async function catchUp(task: Task, { source, feed, ending }: FollowedFeed): Promise<void> {
    const sinceAt = clock.now();
    const begin = (): void =>
      board.update(task, { phase: { kind: 'catchingUp', sinceAt }, received: 0 });
    // A feed that fails shows its failure until something arrives; one that is current shows no poll.
    if (board.status(task).phase.kind === 'starting') begin();
    const store = link.pin();
    const cursor = await store.call('cursor.read', feed);
    for await (const page of source.pull(feed, cursor, ending)) {
      const outcome = await store.call('page.commit', page);
      if (board.status(task).phase.kind === 'failing') begin();
      board.addPage(task, page, outcome);
      if (ending.aborted) break;
    }
  }

  const work = parts.sources.map((source) => followSource(source).catch(onBug));
  board.publish();

  return {
    state: board.state,
    sources: () => parts.sources.map((source) => board.statusOf(source)),
    refresh(item) {
      const sources = parts.sources.filter((source) => board.follows(source, item.tenantId));
      return refreshItem(item, { sources, store: link, clock, signal: stopping.signal });
    },
    syncNow: wake,
    attachStore(store) {
      link.attach(store);
      wake();
    },
    async stop() {
      board.close();
      stopping.abort();
      wake();
      link.close();
      await Promise.all(work);
    },
  };
}

/** Inside of its source. */
function nameOf({ tenantId, collection }: FeedId): string {
  return `${collection} of ${tenantId}`;
}

interface FollowedFeed {
  readonly source: Source;
  readonly tenant: Tenant;
  readonly feed: FeedId;
  /** The tenant is gone, or sync stops. */
  readonly ending: AbortSignal;
}
