// For tests: the places at which a journal's process can die, by name, and files that kill it there.
import { basename } from 'node:path';
import { nodeFiles, type JournalFile, type JournalFiles } from './journal-files.ts';

type Kind = 'segment' | 'snapshot' | 'keys' | 'lock';
type Operation = 'create' | 'write' | 'sync' | 'truncate' | 'rename' | 'remove' | 'read' | 'folder';

interface KillPoint {
  /** Of which file. A segment's entries are written to its own name, all others to `NAME.new` first. */
  readonly file: Kind | 'entries';
  readonly operation: Operation;
  readonly when: 'before' | 'half' | 'after';
  /** The point at which the life before has to have died for this one to be met. */
  readonly follows?: string;
}

const point = (
  file: KillPoint['file'],
  operation: Operation,
  when: KillPoint['when'],
  follows?: string,
): KillPoint => ({ file, operation, when, ...(follows !== undefined && { follows }) });

export const killPoints: Readonly<Record<string, KillPoint>> = {
  'lock made': point('lock', 'create', 'after'),
  'lock written': point('lock', 'write', 'after'),
  'key file made': point('keys', 'create', 'after'),
  'half of the key written': point('keys', 'write', 'half'),
  'key written': point('keys', 'write', 'after'),
  'key synced': point('keys', 'sync', 'after'),
  'key in place': point('keys', 'rename', 'after'),
  'name of the key synced': point('keys', 'folder', 'after'),
  'before a segment is made': point('segment', 'create', 'before'),
  'segment made': point('segment', 'create', 'after'),
  'half of the head of a segment written': point('segment', 'write', 'half'),
  'head of a segment written': point('segment', 'write', 'after'),
  'head of a segment synced': point('segment', 'sync', 'after'),
  'segment in place': point('segment', 'rename', 'after'),
  'name of a segment synced': point('segment', 'folder', 'after'),
  'before entries are written': point('entries', 'write', 'before'),
  'half of the entries written': point('entries', 'write', 'half'),
  'entries written': point('entries', 'write', 'after'),
  'entries synced': point('entries', 'sync', 'after'),
  'before a torn end is cut off': point(
    'entries',
    'truncate',
    'before',
    'half of the entries written',
  ),
  'torn end cut off': point('entries', 'truncate', 'after', 'half of the entries written'),
  'before a snapshot is made': point('snapshot', 'create', 'before'),
  'snapshot made': point('snapshot', 'create', 'after'),
  'half of a value of a snapshot written': point('snapshot', 'write', 'half'),
  'snapshot written': point('snapshot', 'sync', 'before'),
  'snapshot synced': point('snapshot', 'sync', 'after'),
  'snapshot in place': point('snapshot', 'rename', 'after'),
  'name of a snapshot synced': point('snapshot', 'folder', 'after'),
  'snapshot read back': point('snapshot', 'read', 'after'),
  'before a replaced segment is removed': point('segment', 'remove', 'before'),
  'replaced segment removed': point('segment', 'remove', 'after'),
  'replaced snapshot removed': point('snapshot', 'remove', 'after'),
};

/** Node's files, in a process that dies the `count`th time that it comes to the point. */
export function filesThatKill(name: string, count: number): JournalFiles {
  const wanted = killPoints[name];
  if (wanted === undefined) throw new Error(`There is no kill point called ${name}.`);
  let left = count;
  let lastPlaced: KillPoint['file'] | null = null;

  const come = (file: KillPoint['file'] | null, operation: Operation, when: KillPoint['when']) => {
    if (file !== wanted.file || operation !== wanted.operation || when !== wanted.when) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
  async function around<Value>(
    file: KillPoint['file'] | null,
    operation: Operation,
    work: () => Promise<Value>,
  ): Promise<Value> {
    come(file, operation, 'before');
    const value = await work();
    come(file, operation, 'after');
    return value;
  }
  const fileThatKills = (kind: KillPoint['file'] | null, file: JournalFile): JournalFile => {
    // What is in place under its own name grows by entries.
    const present = () => (kind === 'segment' && lastPlaced === 'segment' ? 'entries' : kind);
    return {
      write: (bytes, position) =>
        around(present(), 'write', async () => {
          const half = Math.floor(bytes.length / 2);
          await file.write(bytes.subarray(0, half), position);
          come(present(), 'write', 'half');
          await file.write(bytes.subarray(half), position + half);
        }),
      truncate: (length) => around(present(), 'truncate', () => file.truncate(length)),
      sync: () => around(present(), 'sync', () => file.sync()),
      close: () => file.close(),
    };
  };

  return {
    ...nodeFiles,
    open: async (path, mode) => {
      const kind = kindOf(path);
      if (mode === 'extend') return fileThatKills('entries', await nodeFiles.open(path, mode));
      lastPlaced = null;
      return fileThatKills(kind, await around(kind, 'create', () => nodeFiles.open(path, mode)));
    },
    read: (path) => around(kindOf(path), 'read', () => nodeFiles.read(path)),
    rename: (from, to) =>
      around(kindOf(to), 'rename', async () => {
        await nodeFiles.rename(from, to);
        lastPlaced = kindOf(to);
      }),
    remove: (path) => around(kindOf(path), 'remove', () => nodeFiles.remove(path)),
    syncFolder: (folder) => around(lastPlaced, 'folder', () => nodeFiles.syncFolder(folder)),
  };
}

function kindOf(path: string): Kind | null {
  const name = basename(path);
  if (name.startsWith('journal.lock')) return 'lock';
  if (name.startsWith('journal.keys')) return 'keys';
  if (name.startsWith('snapshot-')) return 'snapshot';
  return name.startsWith('journal-') ? 'segment' : null;
}
