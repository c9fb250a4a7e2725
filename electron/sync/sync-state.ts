// One line for people out of what every feed is doing. Pure.
import type { SyncState } from '../../shared/contract/shell.ts';
import type { FeedCounts, TaskPhase } from '../../shared/contract/sources.ts';

/** Where one feed, or the search for a source's tenants, stands. Times are UTC epoch milliseconds. */
export interface TaskStatus {
  readonly phase: TaskPhase;
  /** Items of the catch-up under way, or of the last one. */
  readonly received: number;
  /** Also of an earlier start. */
  readonly lastSyncedAt: number | null;
  /** null while an attempt is under way. */
  readonly nextAttemptAt: number | null;
  readonly counts: FeedCounts;
}

export const startingStatus: TaskStatus = {
  phase: { kind: 'starting' },
  received: 0,
  lastSyncedAt: null,
  nextAttemptAt: null,
  counts: { pages: 0, items: 0, skipped: 0, quarantined: 0, leftOut: 0, turnedOff: 0 },
};

interface SyncFacts {
  readonly tenantName: string | null;
  readonly tasks: readonly TaskStatus[];
  readonly quarantined: number;
}

/** The worst wins: a feed that works does not hide one that does not. */
export function syncStateOf({ tenantName, tasks, quarantined }: SyncFacts): SyncState {
  const lastSyncedAt = earliest(tasks.map((task) => task.lastSyncedAt));
  const attempts = tasks.map((task) => task.nextAttemptAt).filter((at) => at !== null);
  return {
    tenantName,
    phase: phaseOf(tasks, lastSyncedAt),
    lastSyncedAt,
    nextAttemptAt: earliest(attempts),
    quarantined,
  };
}

function phaseOf(tasks: readonly TaskStatus[], lastSyncedAt: number | null): SyncState['phase'] {
  const phases = tasks.map((task) => task.phase);
  const failing = phases.filter((phase) => phase.kind === 'failing');
  // Without a network nothing else that fails can be told apart from it.
  const offline = failing.filter((phase) => phase.failure.kind === 'offline');
  const [first] = offline.length > 0 ? offline : failing;
  if (first !== undefined) {
    const since = (offline.length > 0 ? offline : failing).map((phase) => phase.sinceAt);
    return {
      kind: offline.length > 0 ? 'offline' : 'error',
      sinceAt: Math.min(...since),
      failure: first.failure,
    };
  }
  const catchingUp = phases.filter((phase) => phase.kind === 'catchingUp');
  if (catchingUp.length > 0) {
    return {
      kind: 'syncing',
      received: tasks.reduce((sum, task) => sum + task.received, 0),
      sinceAt: Math.min(...catchingUp.map((phase) => phase.sinceAt)),
    };
  }
  const isAllDone = phases.every((phase) => phase.kind === 'current');
  return lastSyncedAt === null || !isAllDone
    ? { kind: 'starting' }
    : { kind: 'live', syncedAt: lastSyncedAt };
}

/** null where there is none, or one of them is unknown. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 || known.length < times.length ? null : Math.min(...known);
}
