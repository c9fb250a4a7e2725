// What the app does without a window, for the command line: one catch-up of every source, or an import.
// Results are JSON lines; the exit code is 0 when all went well.
import { randomUUID } from 'node:crypto';
import type {
  CommitOutcome,
  FeedId,
  IngestPage,
  StoreIngest,
} from '../shared/contract/store-ingest.ts';
import { failureIn } from '../shared/failure.ts';
import type { Failure } from '../shared/failure.ts';
import { isJsonObject } from '../shared/model/json.ts';
import { tenantId } from '../shared/model/tenant.ts';
import type { RpcClient } from '../shared/rpc.ts';
import { runImport } from './imports/run-import.ts';
import { chooseSources } from './sources/choose-sources.ts';
import type { Source } from './sources/source.ts';

export type Task =
  | {
      readonly kind: 'sync';
      /** Names or kinds of sources; all of them when it is empty. */
      readonly sources: readonly string[];
    }
  | {
      readonly kind: 'import';
      readonly files: readonly string[];
      /** Of what names none. */
      readonly tenantId: string;
      readonly keepsInformational: boolean;
    };

export interface TaskParts {
  readonly store: RpcClient<StoreIngest>;
  readonly openSources: () => Promise<readonly Source[]>;
  readonly print: (line: object) => void;
  /** One line, for a call that cannot be followed. */
  readonly complain: (line: string) => void;
}

/** Null for a text that is no task. */
export function readTask(text: string): Task | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value)) return null;
  const { kind, sources } = value;
  if (kind === 'sync') return isTexts(sources) ? { kind, sources } : null;
  const { files, tenantId: tenant, keepsInformational } = value;
  const isImport =
    kind === 'import' &&
    isTexts(files) &&
    typeof tenant === 'string' &&
    typeof keepsInformational === 'boolean';
  return isImport ? { kind, files, tenantId: tenant, keepsInformational } : null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** Resolves to the exit code of the app. */
export function runTask(task: Task, parts: TaskParts): Promise<number> {
  switch (task.kind) {
    case 'sync':
      return syncOnce(task.sources, parts);
    case 'import':
      return importOnce(task, parts);
    default:
      return task satisfies never;
  }
}

const wrongCallCode = 2;

interface Sums {
  readonly alerts: number;
  readonly incidents: number;
  readonly quarantined: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

const nothing: Sums = {
  alerts: 0,
  incidents: 0,
  quarantined: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
};

/** A feed that fails does not keep the others from being caught up. */
async function syncOnce(names: readonly string[], parts: TaskParts): Promise<number> {
  const { store, print } = parts;
  const sources = chooseSources(await parts.openSources(), names);
  if ('trouble' in sources) {
    parts.complain(`clearpane: ${sources.trouble}`);
    return wrongCallCode;
  }
  let sums = nothing;
  let failures = 0;
  const attempt = async (feed: object, work: () => Promise<Sums>): Promise<void> => {
    const { sums: found, failure } = await settle(work);
    sums = add(sums, found);
    if (failure !== null) failures += 1;
    print({ ...feed, ...found, failure });
  };
  const never = new AbortController().signal;
  for (const source of sources) {
    const { sourceId, collections } = source.describe();
    await attempt({ sourceId, collection: 'tenants' }, async () => {
      for (const tenant of await source.discoverTenants(never)) {
        await store.call('tenant.put', tenant);
        for (const collection of collections) {
          const feed: FeedId = { sourceId, tenantId: tenant.tenantId, collection };
          await attempt(feed, () => catchUp(feed, source, store));
        }
      }
      return nothing;
    });
  }
  print({ kind: 'summary', ...sums, failures });
  return failures === 0 ? 0 : 1;
}

async function catchUp(feed: FeedId, source: Source, store: RpcClient<StoreIngest>): Promise<Sums> {
  const cursor = await store.call('cursor.read', feed);
  let sums = nothing;
  for await (const page of source.pull(feed, cursor, new AbortController().signal)) {
    sums = add(sums, await commit(page, store));
  }
  return sums;
}

async function importOnce(
  { files, tenantId: tenant, keepsInformational }: Extract<Task, { kind: 'import' }>,
  { store, print }: TaskParts,
): Promise<number> {
  const { texts, textsOmitted, sums, stored, end } = await runImport(
    {
      id: randomUUID(),
      name: files.join(', '),
      watchedFolder: null,
      paths: files,
      tenantId: tenantId(tenant),
      keepsInformational,
    },
    { commit: (page) => store.call('page.commit', page), clock: { now: Date.now } },
  );
  for (const text of texts) print(text);
  const failure = end.kind === 'failed' ? end.failure : null;
  print({ kind: 'summary', ...sums, textsOmitted, stored: true, ...stored, failure });
  return failure === null && sums.refused + sums.failures === 0 ? 0 : 1;
}

async function commit(page: IngestPage, store: RpcClient<StoreIngest>): Promise<Sums> {
  const outcome: CommitOutcome = await store.call('page.commit', page);
  return {
    alerts: page.alerts.length,
    incidents: page.incidents.length,
    quarantined: page.quarantined.length,
    ...outcome,
  };
}

function add(a: Sums, b: Sums): Sums {
  return {
    alerts: a.alerts + b.alerts,
    incidents: a.incidents + b.incidents,
    quarantined: a.quarantined + b.quarantined,
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
  };
}

/** Expected trouble becomes part of the result; a bug goes on its way. */
async function settle(
  work: () => Promise<Sums>,
): Promise<{ readonly sums: Sums; readonly failure: Failure | null }> {
  try {
    return { sums: await work(), failure: null };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { sums: nothing, failure };
  }
}
