// Which incidents the person at this machine has looked at: a file of the profile that only grows, a line
// for each look, rewritten at a start once most of its lines are of no use. It holds no word of an
// incident. To lose it costs nothing but bold rows, so that it is not written with the journal's care.
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import type { SeenProjection, StoreIngest } from '../../shared/contract/store-ingest.ts';
import type { ShellCalls } from '../../shared/contract/shell.ts';
import { failureIn } from '../../shared/failure.ts';
import type { AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import { isSeenIncident, withOwnEdits } from '../../shared/model/seen-incident.ts';
import type { SeenIncident } from '../../shared/model/seen-incident.ts';
import type { RpcClient } from '../../shared/rpc.ts';

type Store = Pick<RpcClient<StoreIngest>, 'call'>;
type SeenCalls = 'seen.mark' | 'seen.unmark';

export interface SeenIncidents {
  readonly handlers: {
    readonly [N in SeenCalls]: (argument: ShellCalls[N]['argument']) => Promise<null>;
  };
  /** The store of a worker that knows nothing yet takes the place of the former one. */
  attach(store: Store): void;
  /** The person changed it: what they set themselves is no news. */
  changedByPerson(target: AnnotationTarget, edits: FieldEdits): void;
  /** Resolves when all looks are in the file. */
  settled(): Promise<void>;
}

/** The oldest looks are forgotten beyond it. */
const MOST_SEEN = 200_000;
/** Lines of no use that are worth a new file. */
const MOST_WASTE = 5_000;

export async function openSeenIncidents(
  path: string,
  onTrouble: (error: unknown) => void,
): Promise<SeenIncidents> {
  const seenByKey = await readSeen(path, onTrouble);
  let store: Store | null = null;
  let lastWrite = Promise.resolve();

  const tell = (projection: SeenProjection): void => {
    store?.call('seen.project', projection).catch((error: unknown) => {
      // A worker that died meanwhile: the next one is told in whole.
      if (failureIn(error) === null) onTrouble(error);
    });
  };
  const append = (lines: readonly unknown[]): Promise<void> => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    lastWrite = lastWrite.then(() => appendFile(path, text, { mode: 0o600 })).catch(onTrouble);
    return lastWrite;
  };
  const mark = async (seen: readonly SeenIncident[]): Promise<null> => {
    const news = seen.filter((one) => !isSame(seenByKey.get(one.key), one));
    if (news.length === 0) return null;
    for (const one of news) put(seenByKey, one);
    tell({ isWhole: false, seen: news, unseen: [] });
    await append(news);
    return null;
  };

  return {
    handlers: {
      'seen.mark': ({ seen }) => mark(seen),
      async 'seen.unmark'({ keys }) {
        const unseen = keys.filter((key) => seenByKey.delete(key));
        if (unseen.length === 0) return null;
        tell({ isWhole: false, seen: [], unseen });
        await append(unseen);
        return null;
      },
    },
    attach(next) {
      store = next;
      if (seenByKey.size > 0) tell({ isWhole: true, seen: [...seenByKey.values()], unseen: [] });
    },
    changedByPerson(target, edits) {
      if (target.kind !== 'incident') return;
      const seen = seenByKey.get(incidentKey(target.tenantId, target.id));
      if (seen !== undefined) void mark([withOwnEdits(seen, edits)]);
    },
    settled: () => lastWrite,
  };
}

function put(seenByKey: Map<IncidentKey, SeenIncident>, seen: SeenIncident): void {
  seenByKey.delete(seen.key);
  seenByKey.set(seen.key, seen);
  for (const oldest of seenByKey.keys()) {
    if (seenByKey.size <= MOST_SEEN) break;
    seenByKey.delete(oldest);
  }
}

function isSame(a: SeenIncident | undefined, b: SeenIncident): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** A line that cannot be read is a look less. */
async function readSeen(
  path: string,
  onTrouble: (error: unknown) => void,
): Promise<Map<IncidentKey, SeenIncident>> {
  const seenByKey = new Map<IncidentKey, SeenIncident>();
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') onTrouble(error);
    return '';
  });
  const lines = text.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    const look = parsed(line);
    if (typeof look === 'string') seenByKey.delete(look as IncidentKey);
    else if (isSeenIncident(look)) put(seenByKey, look);
  }
  if (lines.length > seenByKey.size + MOST_WASTE) {
    await rewrite(path, [...seenByKey.values()]).catch(onTrouble);
  }
  return seenByKey;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function rewrite(path: string, seen: readonly SeenIncident[]): Promise<void> {
  const text = seen.map((one) => `${JSON.stringify(one)}\n`).join('');
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
