// Keeps the store in step with every source: finds tenants, catches each feed up, then polls it.
// Each feed runs by itself, so that trouble in one does not hold the others back.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import type { SyncState } from '../../shared/contract/shell.ts';
import type { FeedId, IngestPage } from '../../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Tenant } from '../../shared/model/tenant.ts';
import type { Source } from '../sources/source.ts';
import { waitAfterFailure } from './next-attempt.ts';
import { createStoreLink } from './store-link.ts';
import type { IngestStore } from './store-link.ts';
import { startingStatus, syncStateOf } from './sync-state.ts';
import type { TaskStatus } from './sync-state.ts';

export interface SyncParts {
  readonly sources: readonly Source[];
  readonly store: IngestStore;
  readonly clock: Clock;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** Between the end of a catch-up and the next one. */
  readonly intervalMs: number;
  /** Called with each new state, and once with the first. */
  readonly onState: (state: SyncState) => void;
  /** Gets errors that are no Failure: defects here, in a source, or in the data worker. */
  readonly onBug: (error: unknown) => void;
  /** Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface SyncLoop {
  state(): SyncState;
  /** Ends all waiting; what runs already goes on. */
  syncNow(): void;
  /** Goes on with another data worker, from the cursors that it has. */
  attachStore(store: IngestStore): void;
  /** Resolves when nothing runs any more; a page that is with the store by then may still be committed. */
  stop(): Promise<void>;
}

/** One line of work with a status of its own: a feed, or the search for a source's tenants. */
interface Task {
  readonly id: string;
  /** For people. */
  readonly name: string;
}

export function startSync(parts: SyncParts): SyncLoop {
  const { clock, random, onState, onBug } = parts;
  const sleep = parts.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const link = createStoreLink(parts.store);
  const stopping = new AbortController();
  const naps = new Set<AbortController>();
  const statusById = new Map<string, TaskStatus>();
  const quarantinedDigests = new Set<string>();
  const tenantNameById = new Map<string, string>();
  let isDiscovered = false;
  let published = '';

  function state(): SyncState {
    const names = [...tenantNameById.values()];
    return syncStateOf({
      tenantName: names.length > 1 ? `${names.length} tenants` : (names[0] ?? null),
      tasks: [...statusById.values()],
      quarantined: quarantinedDigests.size,
    });
  }

  function publish(): void {
    if (stopping.signal.aborted) return;
    const next = state();
    const text = JSON.stringify(next);
    if (text === published) return;
    published = text;
    try {
      onState(next);
    } catch (error) {
      // A listener's defect must not end a feed.
      onBug(error);
    }
  }

  function update(task: Task, change: Partial<TaskStatus>): void {
    statusById.set(task.id, { ...(statusById.get(task.id) ?? startingStatus), ...change });
    publish();
  }

  async function nap(ms: number): Promise<void> {
    if (stopping.signal.aborted) return;
    const waking = new AbortController();
    naps.add(waking);
    try {
      await sleep(ms, waking.signal);
    } catch (error) {
      if (!waking.signal.aborted) throw error;
    } finally {
      naps.delete(waking);
    }
  }

  function wake(): void {
    for (const waking of naps) waking.abort();
  }

  /** Repeats an attempt until it succeeds. Resolves with null when sync stops before that. */
  async function persist<T>(task: Task, attempt: () => Promise<T>): Promise<T | null> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const storeVersion = link.version();
      update(task, { nextAttemptAt: null });
      try {
        return await attempt();
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (link.version() !== storeVersion) continue;
        failures += 1;
        const failure = failureOf(error, task);
        const now = clock.now();
        const waitMs = waitAfterFailure(failure, { failures, now, random: random() });
        update(task, { phase: failing(task, failure, now), nextAttemptAt: now + waitMs });
        await nap(waitMs);
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

  function failing(task: Task, failure: Failure, now: number): TaskStatus['phase'] {
    const phase = statusById.get(task.id)?.phase;
    const isSame = phase?.kind === 'failing' && phase.failure.kind === failure.kind;
    return { kind: 'failing', sinceAt: isSame ? phase.sinceAt : now, failure };
  }

  async function followSource(source: Source): Promise<void> {
    const { sourceId, name, collections } = source.describe();
    const discovery: Task = { id: sourceId, name };
    const tenants = await persist(discovery, () => discover(source));
    if (tenants === null) return;
    const feeds = tenants.flatMap((tenant) =>
      collections.map((collection) => {
        const feed: FeedId = { sourceId, tenantId: tenant.tenantId, collection };
        return followFeed({ source, tenant, feed });
      }),
    );
    statusById.delete(discovery.id);
    publish();
    await Promise.all(feeds);
  }

  async function discover(source: Source): Promise<readonly Tenant[]> {
    // The tenants of the last run give the data its name where the service cannot be reached.
    if (!isDiscovered) nameTenants(await link.call('tenants.read', null));
    const tenants = await source.discoverTenants(stopping.signal);
    if (tenants.length === 0) {
      const { name } = source.describe();
      throw new FailureError({ kind: 'rejected', summary: `${name} names no tenant.` });
    }
    // Among them are tenants that no source reads any more.
    if (!isDiscovered) tenantNameById.clear();
    isDiscovered = true;
    nameTenants(tenants);
    return tenants;
  }

  function nameTenants(tenants: readonly Tenant[]): void {
    for (const { tenantId, displayName } of tenants) tenantNameById.set(tenantId, displayName);
  }

  async function followFeed(followed: FollowedFeed): Promise<void> {
    const { tenantId, collection } = followed.feed;
    const task: Task = {
      id: JSON.stringify(followed.feed),
      name: `the ${collection} of ${tenantNameById.get(tenantId) ?? tenantId}`,
    };
    let introducedTo = 0;
    const introduceTenant = async (): Promise<void> => {
      const version = link.version();
      if (introducedTo === version) return;
      await link.call('tenant.put', followed.tenant);
      introducedTo = version;
    };

    while (!stopping.signal.aborted) {
      await persist(task, async () => {
        await introduceTenant();
        await catchUp(task, followed);
      });
      if (stopping.signal.aborted) break;
      const now = clock.now();
      const nextAttemptAt = now + parts.intervalMs;
      update(task, { phase: { kind: 'current' }, lastSyncedAt: now, nextAttemptAt });
      await nap(parts.intervalMs);
    }
  }

  async function catchUp(task: Task, { source, feed }: FollowedFeed): Promise<void> {
    const startedAt = clock.now();
    // A feed that fails shows its failure until something arrives; one that is current shows no poll.
    if (statusById.get(task.id)?.phase.kind === 'starting') beginCatchUp(task, startedAt);
    const store = link.pin();
    const cursor = await store.call('cursor.read', feed);
    for await (const page of source.pull(feed, cursor, stopping.signal)) {
      await store.call('page.commit', page);
      if (statusById.get(task.id)?.phase.kind === 'failing') beginCatchUp(task, startedAt);
      countPage(task, page);
      if (stopping.signal.aborted) break;
    }
  }

  function beginCatchUp(task: Task, sinceAt: number): void {
    update(task, { phase: { kind: 'catchingUp', sinceAt }, received: 0 });
  }

  function countPage(task: Task, page: IngestPage): void {
    // Windows overlap, so that the same item comes again and again; it is one item.
    for (const { raw } of page.quarantined) {
      quarantinedDigests.add(createHash('sha1').update(raw).digest('base64'));
    }
    const { phase, received } = statusById.get(task.id) ?? startingStatus;
    const count = page.incidents.length + page.alerts.length;
    if (phase.kind === 'catchingUp') update(task, { received: received + count });
    else publish();
  }

  const work = parts.sources.map((source) => followSource(source).catch(onBug));
  publish();

  return {
    state,
    syncNow: wake,
    attachStore(store) {
      link.attach(store);
      wake();
    },
    async stop() {
      stopping.abort();
      wake();
      link.close();
      await Promise.all(work);
    },
  };
}

interface FollowedFeed {
  readonly source: Source;
  readonly tenant: Tenant;
  readonly feed: FeedId;
}
