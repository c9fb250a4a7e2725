// The loop with sources that are scripted step by step; time moves only when a test says so.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SyncState } from '../../shared/contract/shell.ts';
import type { FeedCursor, FeedId, IngestPage } from '../../shared/contract/store-ingest.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import type { Tenant } from '../../shared/model/tenant.ts';
import type { Source } from '../sources/source.ts';
import { MemoryStore } from './memory-store.ts';
import { startSync } from './sync-loop.ts';
import type { SyncLoop } from './sync-loop.ts';

const contoso: Tenant = {
  tenantId: tenantId('c0'),
  displayName: 'Contoso',
  defaultDomain: null,
};
const offline: Failure = { kind: 'offline', summary: 'No network.' };
const forbidden: Failure = { kind: 'rejected', summary: 'Not allowed.' };

type Pull = (cursor: FeedCursor | null, attempt: number) => Iterable<IngestPart | Error>;
interface IngestPart {
  readonly alerts?: readonly string[];
  readonly broken?: readonly string[];
  readonly leftOut?: number;
  readonly completeTo: string;
}

interface Script {
  readonly discover?: (attempt: number) => readonly Tenant[];
  readonly incidents?: Pull;
  readonly alerts?: Pull;
}

const done: Pull = () => [{ completeTo: 't1' }];

function scriptedSource({ discover, incidents = done, alerts = done }: Script) {
  const cursors: (FeedCursor | null)[] = [];
  const attempts = { discover: 0, incidents: 0, alerts: 0 };
  const source: Source = {
    describe: () => ({
      kind: 'graph',
      sourceId: 'scripted',
      name: 'Scripted',
      collections: ['incidents', 'alerts'],
      writes: [],
    }),
    requests: () => ({ uses: [], waiting: 0, pausedUntilAt: null }),
    discoverTenants: async () => {
      attempts.discover += 1;
      return discover?.(attempts.discover) ?? [contoso];
    },
    async *pull(feed, cursor) {
      attempts[feed.collection] += 1;
      if (feed.collection === 'alerts') cursors.push(cursor);
      const script = feed.collection === 'alerts' ? alerts : incidents;
      for (const part of script(cursor, attempts[feed.collection])) {
        if (part instanceof Error) throw part;
        yield pageOf(feed, part);
      }
    },
  };
  return { source, cursors, attempts };
}

function pageOf(feed: FeedId, part: IngestPart): IngestPage {
  const { alerts = [], broken = [], leftOut = 0, completeTo } = part;
  return {
    feed,
    sourceKind: 'graph',
    incidents: [],
    alerts: alerts.map((id) => ({ id }) as unknown as Alert),
    quarantined: broken.map((raw) => ({ reason: 'broken', place: 'value[0]', raw })),
    leftOut,
    cursor: { completeTo, newestSeen: null, nextLink: null },
  };
}

const loops: SyncLoop[] = [];
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
});

function start(script: Script, store = new MemoryStore()) {
  const scripted = scriptedSource(script);
  const states: SyncState[] = [];
  const bugs: unknown[] = [];
  const waits: number[] = [];
  const sleepers = new Set<{ readonly untilAt: number; readonly wake: () => void }>();
  let now = 1_000_000;

  const loop = startSync({
    sources: [scripted.source],
    store,
    clock: { now: () => now },
    random: () => 1,
    intervalMs: 60_000,
    onState: (state) => states.push(state),
    onBug: (error) => bugs.push(error),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        waits.push(ms);
        const sleeper = { untilAt: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
  });
  loops.push(loop);

  /** Lets everything happen that can without time. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const advance = async (ms: number): Promise<void> => {
    now += ms;
    for (const sleeper of [...sleepers].filter(({ untilAt }) => untilAt <= now)) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
    await settle();
  };
  return { ...scripted, loop, store, states, bugs, waits, settle, advance };
}

describe('a run without trouble', () => {
  it('starts, catches up, is live, and polls', async () => {
    const { states, settle, advance, cursors, store, loop } = start({
      alerts: () => [
        { alerts: ['a', 'b'], completeTo: 't1' },
        { alerts: ['c'], completeTo: 't2' },
      ],
    });
    await settle();
    const live = {
      tenantName: 'Contoso',
      phase: { kind: 'live', syncedAt: 1_000_000 },
      lastSyncedAt: 1_000_000,
      nextAttemptAt: 1_060_000,
      quarantined: 0,
    };
    expect(loop.state()).toEqual(live);
    const phases = states.map(({ phase }) => phase);
    expect(phases[0]).toEqual({ kind: 'starting' });
    expect(phases).toContainEqual({ kind: 'syncing', received: 3, sinceAt: 1_000_000 });
    expect([...store.alertById.keys()]).toEqual(['a', 'b', 'c']);
    expect([...store.tenantById.values()]).toEqual([contoso]);

    states.length = 0;
    await advance(60_000);
    expect(cursors).toEqual([null, { completeTo: 't2', newestSeen: null, nextLink: null }]);
    expect(states.map(({ phase }) => phase.kind)).not.toContain('syncing');
    expect(loop.state()).toEqual({
      ...live,
      phase: { kind: 'live', syncedAt: 1_060_000 },
      lastSyncedAt: 1_060_000,
      nextAttemptAt: 1_120_000,
    });
  });

  it('syncs at once when asked', async () => {
    const { loop, settle, attempts } = start({});
    await settle();
    loop.syncNow();
    await settle();
    expect(attempts).toEqual({ discover: 2, incidents: 2, alerts: 2 });
  });

  it('counts an item that is set aside once, however often it comes', async () => {
    const { loop, settle, advance } = start({
      alerts: (_cursor, attempt) => [{ broken: ['{"x":1}', `{"n":${attempt}}`], completeTo: 't' }],
    });
    await settle();
    expect(loop.state().quarantined).toBe(2);
    await advance(60_000);
    expect(loop.state().quarantined).toBe(3);
  });
});

describe('tenants', () => {
  const fabrikam: Tenant = { ...contoso, tenantId: tenantId('f0'), displayName: 'Fabrikam' };
  const quarterHour = 15 * 60_000;

  it('that come later are followed by themselves', async () => {
    const { store, settle, advance } = start({
      discover: (attempt) => (attempt === 1 ? [contoso] : [contoso, fabrikam]),
    });
    await settle();
    expect([...store.tenantById.values()]).toEqual([contoso]);
    await advance(quarterHour);
    expect([...store.tenantById.values()]).toEqual([contoso, fabrikam]);
  });

  it('that go are no longer read, and that is said; when they come back, they are read again', async () => {
    const { loop, settle, advance, attempts } = start({
      discover: (attempt) => (attempt === 2 ? [contoso] : [contoso, fabrikam]),
    });
    await settle();
    await advance(quarterHour);
    expect(loop.state().phase).toEqual({
      kind: 'error',
      sinceAt: 1_000_000 + quarterHour,
      failure: {
        kind: 'rejected',
        summary: 'This sign-in no longer reaches Fabrikam. What it brought is kept.',
        action: 'Sign in with an account that may read it, or remove the connection.',
      },
    });
    const before = attempts.alerts;
    await advance(60_000);
    expect(attempts.alerts).toBe(before + 1);
    await advance(quarterHour);
    expect(loop.state().phase.kind).toBe('live');
  });

  it('are followed on where they can no longer be asked for', async () => {
    const { loop, settle, advance, attempts, bugs } = start({
      discover: (attempt) => {
        if (attempt > 1) throw new FailureError(forbidden);
        return [contoso];
      },
    });
    await settle();
    await advance(quarterHour);
    await advance(60_000);
    expect(loop.state().phase.kind).toBe('live');
    expect([attempts.discover, attempts.alerts, bugs]).toEqual([2, 3, []]);
  });
});

describe('a restart', () => {
  it('knows when the data was complete, also where the service cannot be reached', async () => {
    const first = start({});
    await first.settle();
    await first.loop.stop();
    const refuse = () => {
      throw new FailureError(offline);
    };
    const { loop, settle } = start({ discover: refuse }, first.store);
    await settle();
    expect(loop.state()).toMatchObject({ phase: { kind: 'offline' }, lastSyncedAt: 1_000_000 });
    await loop.stop();
    const again = start({ alerts: () => [new FailureError(offline)] }, first.store);
    await again.settle();
    expect(again.loop.state()).toMatchObject({
      phase: { kind: 'offline' },
      lastSyncedAt: 1_000_000,
    });
  });
});

it('reports what each feed brought', async () => {
  const { loop, settle } = start({
    alerts: () => [
      { alerts: ['a', 'b'], broken: ['{}'], leftOut: 2, completeTo: 't1' },
      { alerts: ['a'], broken: ['{}'], leftOut: 1, completeTo: 't2' },
    ],
  });
  await settle();
  const status = {
    tenantName: 'Contoso',
    phase: { kind: 'current' },
    lastSyncedAt: 1_000_000,
    nextAttemptAt: 1_060_000,
  };
  expect(loop.sources()).toEqual([
    {
      sourceId: 'scripted',
      kind: 'graph',
      name: 'Scripted',
      requests: { uses: [], waiting: 0, pausedUntilAt: null },
      accounts: [],
      feeds: [
        {
          ...status,
          feed: { sourceId: 'scripted', tenantId: 'c0', collection: 'incidents' },
          counts: { pages: 1, items: 0, skipped: 0, quarantined: 0, leftOut: 0, turnedOff: 0 },
        },
        {
          ...status,
          feed: { sourceId: 'scripted', tenantId: 'c0', collection: 'alerts' },
          counts: { pages: 2, items: 3, skipped: 1, quarantined: 1, leftOut: 3, turnedOff: 0 },
        },
      ],
    },
  ]);
});

describe('trouble with the service', () => {
  it('is told, waited out longer and longer, and forgotten', async () => {
    const { loop, settle, advance, waits } = start({
      alerts: (_cursor, attempt) =>
        attempt <= 3 ? [new FailureError(offline)] : [{ alerts: ['a'], completeTo: 't' }],
    });
    await settle();
    expect(loop.state()).toEqual({
      tenantName: 'Contoso',
      phase: { kind: 'offline', sinceAt: 1_000_000, failure: offline },
      lastSyncedAt: null,
      nextAttemptAt: 1_005_000,
      quarantined: 0,
    });
    await advance(5_000);
    await advance(10_000);
    expect(loop.state().phase).toEqual({ kind: 'offline', sinceAt: 1_000_000, failure: offline });
    await advance(20_000);
    expect(loop.state().phase.kind).toBe('live');
    expect(waits.filter((ms) => ms < 60_000)).toEqual([5_000, 10_000, 20_000]);
  });

  it('is tried again at once when asked', async () => {
    const { loop, settle } = start({
      discover: (attempt) => {
        if (attempt === 1) throw new FailureError(offline);
        return [contoso];
      },
    });
    await settle();
    expect(loop.state().phase.kind).toBe('offline');
    loop.syncNow();
    await settle();
    expect(loop.state().phase.kind).toBe('live');
  });

  it('in one feed leaves the other alone', async () => {
    const { loop, settle, advance, attempts } = start({
      incidents: () => [new FailureError(forbidden)],
    });
    await settle();
    expect(loop.state().phase).toEqual({ kind: 'error', sinceAt: 1_000_000, failure: forbidden });
    await advance(60_000);
    expect(attempts.alerts).toBe(2);
  });

  it('is waited out as long as the service asks', async () => {
    const throttled: Failure = { kind: 'throttled', summary: 'Wait.', retryAt: 1_007_777 };
    const { loop, settle } = start({ alerts: () => [new FailureError(throttled)] });
    await settle();
    expect(loop.state().nextAttemptAt).toBe(1_007_777);
  });

  it('in mid-window keeps the pages that came, and goes on from their cursor', async () => {
    const { store, settle, advance, cursors } = start({
      alerts: (_cursor, attempt) =>
        attempt === 1
          ? [{ alerts: ['a'], completeTo: 't1' }, new FailureError(offline)]
          : [{ alerts: ['b'], completeTo: 't2' }],
    });
    await settle();
    expect([...store.alertById.keys()]).toEqual(['a']);
    await advance(5_000);
    expect([...store.alertById.keys()]).toEqual(['a', 'b']);
    expect(cursors.map((cursor) => cursor?.completeTo)).toEqual([undefined, 't1']);
  });

  it('at the start leaves the name of the tenant that the store knows', async () => {
    const store = new MemoryStore();
    store.tenantById.set(contoso.tenantId, contoso);
    const refuse = () => {
      throw new FailureError(offline);
    };
    const { loop, settle } = start({ discover: refuse }, store);
    await settle();
    expect(loop.state()).toMatchObject({ tenantName: 'Contoso', phase: { kind: 'offline' } });
  });

  it('counts no tenant of the store that no source reads any more', async () => {
    const store = new MemoryStore();
    const removed = { ...contoso, tenantId: tenantId('removed'), displayName: 'Removed' };
    store.tenantById.set(removed.tenantId, removed);
    const { loop, settle } = start({}, store);
    await settle();
    expect(loop.state()).toMatchObject({ tenantName: 'Contoso' });
  });

  it('says so when the service names no tenant', async () => {
    const { loop, settle } = start({ discover: () => [] });
    await settle();
    expect(loop.state().phase).toMatchObject({
      kind: 'error',
      failure: { kind: 'rejected', summary: 'Scripted names no tenant.' },
    });
  });
});

describe('defects', () => {
  it('are reported, told without detail, and tried again', async () => {
    const defect = new TypeError('x is not a function');
    const { loop, settle, advance, bugs } = start({
      alerts: (_cursor, attempt) => (attempt === 1 ? [defect] : [{ completeTo: 't' }]),
    });
    await settle();
    expect(bugs).toEqual([defect]);
    expect(loop.state().phase).toMatchObject({
      kind: 'error',
      failure: {
        kind: 'rejected',
        summary: 'Clearpane met a defect of its own while it read the alerts of Contoso.',
      },
    });
    await advance(5_000);
    expect(loop.state().phase.kind).toBe('live');
  });
});

describe('the store', () => {
  it('that refuses a page stops the feed there, and the cursor with it', async () => {
    const full: Failure = { kind: 'storage', summary: 'The disk is full.' };
    const store = new MemoryStore();
    store.beforeCall = async (name) => {
      if (name === 'page.commit') throw new FailureError(full);
    };
    const { loop, settle, advance } = start({}, store);
    await settle();
    expect(loop.state().phase).toEqual({ kind: 'error', sinceAt: 1_000_000, failure: full });
    store.beforeCall = async () => undefined;
    await advance(5_000);
    expect(loop.state().phase.kind).toBe('live');
  });

  it('that died without a word is replaced: work goes on at the cursors of the new one', async () => {
    const dead = new MemoryStore();
    dead.beforeCall = (name) =>
      name === 'page.commit' ? new Promise(() => undefined) : Promise.resolve();
    const { loop, settle, cursors } = start({}, dead);
    await settle();
    expect(loop.state().phase.kind).toBe('syncing');

    const next = new MemoryStore();
    const cursor = { completeTo: 'of the new store', newestSeen: null, nextLink: null };
    next.cursorByFeed.set(JSON.stringify(['scripted', 'c0', 'alerts']), cursor);
    loop.attachStore(next);
    await settle();
    expect(loop.state().phase.kind).toBe('live');
    expect(cursors).toEqual([null, cursor]);
    expect([...next.tenantById.values()]).toEqual([contoso]);
  });

  it('that is replaced between two pages gets none without those before it', async () => {
    const next = new MemoryStore();
    const replaceStore: { now: () => void } = { now: () => undefined };
    const { loop, settle, cursors } = start({
      alerts: function* (_cursor, attempt) {
        yield { alerts: [`a${attempt}`], completeTo: 't1' };
        if (attempt === 1) replaceStore.now();
        yield { alerts: [`b${attempt}`], completeTo: 't2' };
      },
    });
    replaceStore.now = () => loop.attachStore(next);
    await settle();
    expect(cursors).toEqual([null, null]);
    expect([...next.alertById.keys()]).toEqual(['a2', 'b2']);
    expect(loop.state().phase.kind).toBe('live');
  });

  it('that says it is gone is waited for', async () => {
    const gone: Failure = { kind: 'storage', summary: 'The data process stopped.' };
    const store = new MemoryStore();
    store.beforeCall = async (name) => {
      if (name === 'cursor.read') throw new FailureError(gone);
    };
    const { loop, settle } = start({}, store);
    await settle();
    expect(loop.state().phase).toMatchObject({ kind: 'error', failure: gone });
    loop.attachStore(new MemoryStore());
    await settle();
    expect(loop.state().phase.kind).toBe('live');
  });
});

describe('stopping', () => {
  it.each<[string, Script, MemoryStore['beforeCall']]>([
    ['while it sleeps', {}, async () => undefined],
    ['while it backs off', { alerts: () => [new FailureError(offline)] }, async () => undefined],
    ['while a dead store has a page', {}, () => new Promise(() => undefined)],
  ])('%s ends everything, silently', async (_name, script, beforeCall) => {
    const store = new MemoryStore();
    store.beforeCall = beforeCall;
    const { loop, settle, advance, states, attempts } = start(script, store);
    await settle();
    states.length = 0;
    const before = { ...attempts };
    await vi.waitFor(() => loop.stop(), { timeout: 30_000 });
    await advance(1_000_000);
    expect([states, attempts]).toEqual([[], before]);
  });
});
