// Sync as the app runs it: with the sources that are on, into the store that is open, one restart after the other.
import type { Clock } from '../shared/clock.ts';
import type { SyncState } from '../shared/contract/shell.ts';
import type { SourceStatus } from '../shared/contract/sources.ts';
import type { AnnotationTarget } from '../shared/model/annotation.ts';
import { writerKind } from '../shared/model/writer-id.ts';
import type { Source } from './sources/source.ts';
import type { IngestStore } from './sync/store-link.ts';
import { startSync } from './sync/sync-loop.ts';
import type { SyncLoop } from './sync/sync-loop.ts';
import { syncStateOf } from './sync/sync-state.ts';

export interface SyncingParts {
  /** Those that are on now; called while nothing syncs. */
  readonly openSources: () => Promise<readonly Source[]>;
  /** Sync would compete with the first rows for the processor: nothing begins before. */
  readonly mayBegin: Promise<void>;
  readonly clock: Clock;
  readonly onState: (state: SyncState) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Syncing {
  state(): SyncState;
  /** How each source that is on is doing; empty before sync has begun. */
  sources(): readonly SourceStatus[];
  /** Begins with the first store; with each later one it goes on. */
  attachStore(store: IngestStore): Promise<void>;
  /** Reads the sources that are on now. */
  restart(): void;
  /** Nothing syncs while `work` is under way. Rejects as it does. */
  pauseFor(work: () => Promise<void>): Promise<void>;
  /** Asks its service for one thing before all else. Rejects with a Failure where it does not answer. */
  refresh(target: AnnotationTarget): Promise<void>;
  /** Ends all waiting. */
  syncNow(): void;
  stop(): Promise<void>;
}

const notBegun = syncStateOf({ tenantName: null, tasks: [], quarantined: 0 });
const nothingToSync: SyncState = { ...notBegun, phase: { kind: 'idle' } };

export function createSyncing(parts: SyncingParts): Syncing {
  const { clock, onState, onBug } = parts;
  let store: IngestStore | null = null;
  let loop: SyncLoop | null = null;
  let lastTurn = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async function close(): Promise<void> {
    await loop?.stop();
    loop = null;
  }

  async function open(): Promise<void> {
    if (store === null) return;
    await close();
    const sources = await parts.openSources();
    if (sources.length === 0) {
      onState(nothingToSync);
      return;
    }
    const random = Math.random;
    loop = startSync({ sources, store, clock, random, intervalMs: 15_000, onState, onBug });
  }

  const restart = (): void => void inTurn(open).catch(onBug);

  return {
    sources: () => loop?.sources() ?? [],
    state: () => loop?.state() ?? (store === null ? notBegun : nothingToSync),
    async attachStore(next) {
      await parts.mayBegin;
      const isFirst = store === null;
      store = next;
      if (isFirst) restart();
      else loop?.attachStore(next);
    },
    restart,
    pauseFor: (work) =>
      inTurn(async () => {
        await close();
        try {
          await work();
        } finally {
          await open();
        }
      }),
    async refresh({ sourceId, tenantId, kind: what, id }) {
      const kind = writerKind(sourceId);
      const collection = what === 'incident' ? 'incidents' : 'alerts';
      if (kind !== null) await loop?.refresh({ kind, tenantId, collection, id });
    },
    syncNow: () => loop?.syncNow(),
    stop: async () => loop?.stop(),
  };
}
