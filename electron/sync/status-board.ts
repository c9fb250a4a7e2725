// What every line of work of sync is doing, and what the listeners hear of it.
import { createHash } from 'node:crypto';
import type { SyncState } from '../../shared/contract/shell.ts';
import type { SourceStatus } from '../../shared/contract/sources.ts';
import type { CommitOutcome, FeedId, IngestPage } from '../../shared/contract/store-ingest.ts';
import type { Tenant, TenantId } from '../../shared/model/tenant.ts';
import type { Source } from '../sources/source.ts';
import { startingStatus, syncStateOf } from './sync-state.ts';
import type { TaskStatus } from './sync-state.ts';

/** One line of work with a status of its own: a feed, or the search for a source's tenants. */
export interface Task {
  /** For people. */
  readonly name: string;
  readonly sourceId: string;
  /** null for the search. */
  readonly feed: FeedId | null;
}

interface TaskReport extends Task {
  readonly status: TaskStatus;
}

export interface StatusBoardParts {
  /** Called with each new state, and once with the first. */
  readonly onState: (state: SyncState) => void;
  readonly onBug: (error: unknown) => void;
}

export interface StatusBoard {
  state(): SyncState;
  /** For people who want to see everything. */
  statusOf(source: Source): SourceStatus;
  status(task: Task): TaskStatus;
  /** Whether the source has feeds of the tenant. */
  follows(source: Source, tenantId: TenantId): boolean;
  update(task: Task, change: Partial<TaskStatus>): void;
  /** The work is over, and nothing more is to be said of it. */
  remove(task: Task): void;
  /** Counts what a stored page brought. */
  addPage(task: Task, page: IngestPage, outcome: CommitOutcome): void;
  nameTenants(tenants: readonly Tenant[]): void;
  /** As people call it; its id while nobody has said. */
  nameOf(tenantId: string): string;
  forgetNames(): void;
  /** Nothing is said from now on. */
  close(): void;
  publish(): void;
}

export function createStatusBoard({ onState, onBug }: StatusBoardParts): StatusBoard {
  const taskById = new Map<string, TaskReport>();
  const digestsById = new Map<string, Set<string>>();
  const tenantNameById = new Map<string, string>();
  let published = '';
  let isClosed = false;

  const idOf = ({ sourceId, feed }: Task): string => JSON.stringify([sourceId, feed]);
  const nameOf = (tenantId: string): string => tenantNameById.get(tenantId) ?? tenantId;
  const reports = (): readonly TaskReport[] => [...taskById.values()];

  function state(): SyncState {
    const names = [...tenantNameById.values()];
    const tasks = reports().map(({ status }) => status);
    return syncStateOf({
      tenantName: names.length > 1 ? `${names.length} tenants` : (names[0] ?? null),
      tasks,
      quarantined: tasks.reduce((sum, { counts }) => sum + counts.quarantined, 0),
    });
  }

  function publish(): void {
    if (isClosed) return;
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

  const status = (task: Task): TaskStatus => taskById.get(idOf(task))?.status ?? startingStatus;

  function update(task: Task, change: Partial<TaskStatus>): void {
    taskById.set(idOf(task), { ...task, status: { ...status(task), ...change } });
    publish();
  }

  /** Windows overlap, so that the same item comes again and again; it is one item. */
  function countQuarantined(task: Task, page: IngestPage): number {
    const digests = digestsById.get(idOf(task)) ?? new Set<string>();
    digestsById.set(idOf(task), digests);
    for (const { raw } of page.quarantined) {
      digests.add(createHash('sha1').update(raw).digest('base64'));
    }
    return digests.size;
  }

  return {
    state,
    statusOf(source) {
      const { sourceId, kind, name } = source.describe();
      const own = reports().filter((report) => report.sourceId === sourceId);
      return {
        sourceId,
        kind,
        name,
        requests: source.requests(),
        accounts: source.accounts?.() ?? [],
        feeds: own.map(({ feed, status: { phase, lastSyncedAt, nextAttemptAt, counts } }) => ({
          feed,
          tenantName: feed === null ? null : nameOf(feed.tenantId),
          phase,
          lastSyncedAt,
          nextAttemptAt,
          counts,
        })),
      };
    },
    status,
    follows(source, tenantId) {
      const { sourceId } = source.describe();
      return reports().some(
        (report) => report.sourceId === sourceId && report.feed?.tenantId === tenantId,
      );
    },
    update,
    remove(task) {
      taskById.delete(idOf(task));
      publish();
    },
    addPage(task, page, { inserted, updated, unchanged }) {
      const { phase, received, counts } = status(task);
      update(task, {
        counts: {
          pages: counts.pages + 1,
          items: counts.items + inserted + updated + unchanged,
          skipped: counts.skipped + unchanged,
          quarantined: countQuarantined(task, page),
          leftOut: counts.leftOut + (page.leftOut ?? 0),
          turnedOff: counts.turnedOff + (page.turnedOff ?? 0),
        },
        ...(phase.kind === 'catchingUp' && {
          received: received + page.incidents.length + page.alerts.length,
        }),
      });
    },
    nameTenants(tenants) {
      for (const { tenantId, displayName } of tenants) tenantNameById.set(tenantId, displayName);
    },
    nameOf,
    forgetNames: () => tenantNameById.clear(),
    close: () => {
      isClosed = true;
    },
    publish,
  };
}
