// For tests: a hostile service, the real connector, the real sync loop and the real data store, joined.
// Nobody waits: the client's and the loop's pauses pass at once and are remembered.
import { onTestFinished, vi } from 'vitest';
import {
  createGraphSecuritySource,
  graphHeaders,
} from '../../electron/sources/graph-security/graph-security-source.ts';
import { createServiceClient } from '../../electron/sources/service-client.ts';
import { startSync } from '../../electron/sync/sync-loop.ts';
import type { AlertRow, IncidentRow, QueueFilter } from '../../shared/contract/queue.ts';
import type { SyncState } from '../../shared/contract/shell.ts';
import type { Failure } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { makeDisk, openTestStore } from '../../renderer/workers/store/store-under-test.ts';
import { differencesOf, noDifferences } from './differences.ts';
import type { Differences } from './differences.ts';
import { startHostileService } from './hostile-service.ts';
import type { HostileServiceOptions } from './hostile-service.ts';
import type { Collection, TrueRow } from './hostile-world.ts';

/** When the service says the tests take place. */
export const serverStart = Date.UTC(2026, 10, 24, 12);

/** Also what bears no time, or one of the year 1. */
export const everything: QueueFilter = {
  range: { kind: 'days', days: 10_000_000 },
  conditions: [],
};
const window = { offset: 0, limit: 1_000 };

export const none = { alerts: noDifferences, incidents: noDifferences };

interface BenchOptions extends Partial<HostileServiceOptions> {
  /** The client waits for half a second where it would wait for half a minute. */
  readonly isImpatient?: boolean;
}

export async function startSyncBench({ isImpatient = false, ...options }: BenchOptions = {}) {
  let skewMs = 0;
  const service = await startHostileService({
    seed: 'rows',
    alerts: 320,
    incidents: 55,
    now: () => serverStart + skewMs,
    ...options,
  });
  onTestFinished(() => service.stop());
  // So that some items have older versions.
  for (let count = 0; count < 40; count += 1) service.world.change();
  const store = openTestStore(makeDisk());
  onTestFinished(() => store.close());

  const requestPauses: number[] = [];
  const attemptPauses: number[] = [];
  const failures: Failure[] = [];
  let now = 0;
  let state: SyncState | null = null;
  let onPause = (): void => undefined;
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const note = (next: SyncState): void => {
    state = next;
    if (next.phase.kind === 'offline' || next.phase.kind === 'error') {
      failures.push(next.phase.failure);
    }
  };

  const clock = { now: () => now };
  const { baseUrl } = service;
  const client = createServiceClient({
    baseUrl,
    headers: graphHeaders,
    clock,
    random: () => 0.5,
    sleep: async (ms) => {
      requestPauses.push(ms);
      onPause();
      await pass(ms);
    },
    limits: {
      budget: [],
      ...(isImpatient && { headersMs: 500, idleMs: 500, totalMs: 1_000 }),
    },
  });

  return {
    service,
    store,
    /** Of the client, between the attempts of one request. */
    requestPauses,
    /** Of the loop, after a failure. */
    attemptPauses,
    /** As the person was told, in order; one that stays is told again with each attempt. */
    failures,
    state: () => state,
    /** Runs with each pause of the client. */
    whilePaused(run: () => void) {
      onPause = run;
    },
    advanceServer(ms: number) {
      skewMs += ms;
    },

    /** Syncs until both feeds are up to date, then stops; from the stored cursors, as an app that starts. */
    async syncOnce(): Promise<void> {
      state = null;
      const loop = startSync({
        sources: [createGraphSecuritySource({ client, baseUrl })],
        store: store.ingest,
        clock,
        random: () => 0.5,
        intervalMs: 600_000,
        rediscoverMs: 600_000,
        onState: note,
        onBug: (error) => {
          throw error;
        },
        sleep: async (ms, signal) => {
          if (ms === 600_000) {
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            return;
          }
          attemptPauses.push(ms);
          await pass(ms);
        },
      });
      await vi.waitFor(
        () => {
          if (state?.phase.kind !== 'live') throw new Error(JSON.stringify(state));
        },
        { timeout: 25_000, interval: 5 },
      );
      await loop.stop();
    },

    /** As the service gives it now. */
    trueAlert(number: number): JsonObject {
      const { world } = service;
      const entry = world.orders.alerts.latest(number);
      if (entry === undefined) throw new Error(`there is no alert ${number}`);
      return world.read('alerts', entry, false);
    },

    /** Between what both queues show and the truth. */
    async differences(): Promise<Readonly<Record<Collection, Differences>>> {
      const alerts = await store.first('queue.alerts', {
        filter: everything,
        sort: { column: 'alertId', descending: false },
        window,
        facets: [],
      });
      const incidents = await store.first('queue.incidents', {
        filter: everything,
        sort: { column: 'incidentId', descending: false },
        window,
        facets: [],
      });
      const { world } = service;
      return {
        alerts: differencesOf(alerts.rows.map(alertAsTrue), world.truth('alerts')),
        incidents: differencesOf(incidents.rows.map(incidentAsTrue), world.truth('incidents')),
      };
    },
  };
}

function alertAsTrue({ alertId, title, lastUpdateAt }: AlertRow): TrueRow {
  const isMade = title.startsWith('Alert ');
  return { id: alertId, title: isMade ? title : null, lastUpdateAt: lastUpdateAt ?? Number.NaN };
}

function incidentAsTrue({ incidentId, name, lastUpdateAt }: IncidentRow): TrueRow {
  return { id: incidentId, title: name, lastUpdateAt: lastUpdateAt ?? Number.NaN };
}
