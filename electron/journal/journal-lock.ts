// One process writes a journal at a time: a file names it, and is taken over when it is gone.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { FailureError } from '../../shared/failure.ts';
import { errorCode, type JournalFiles } from './journal-files.ts';

export const lockName = 'journal.lock';

export interface JournalLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** Tells this run of the pid from another; null where the system does not say. */
  readonly run: string | null;
  readonly lockedAt: number;
}

/** @throws FailureError of kind `conflict` while another process, or this one, holds it */
export async function lockJournal(
  folder: string,
  files: JournalFiles,
  now: number,
): Promise<JournalLock> {
  const path = join(folder, lockName);
  const own = `${path}.${randomUUID()}`;
  const holder: Holder = { pid: process.pid, run: runOf(process.pid), lockedAt: now };
  // Outside of the `try`: what was not made cannot be removed, and its failure is the one that counts.
  const file = await files.open(own, 'create');
  try {
    try {
      await file.write(Buffer.from(JSON.stringify(holder)), 0);
    } finally {
      await file.close();
    }
    // The link appears with its content or not at all.
    while (!(await tryLink(own, path, files))) await takeOver({ path, folder, files, now });
  } finally {
    await files.remove(own);
  }
  return { release: () => files.remove(path) };
}

async function tryLink(own: string, path: string, files: JournalFiles): Promise<boolean> {
  try {
    await files.link(own, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

interface Contest {
  readonly path: string;
  readonly folder: string;
  readonly files: JournalFiles;
  readonly now: number;
}

/** Moves a dead process's lock away. Moved, not removed: of two that try, one finds it gone. */
async function takeOver({ path, folder, files, now }: Contest): Promise<void> {
  const judged = await readHolder(path, files);
  if (judged === null) return;
  if (isAlive(judged.holder, now)) throw new FailureError(heldBy(judged.holder, folder));
  const moved = `${path}.${randomUUID()}`;
  try {
    await files.rename(path, moved);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const found = await readHolder(moved, files);
  if (found !== null && found.text !== judged.text) await tryLink(moved, path, files);
  await files.remove(moved);
}

async function readHolder(
  path: string,
  files: JournalFiles,
): Promise<{ readonly text: string; readonly holder: Holder | null } | null> {
  let text: string;
  try {
    text = (await files.read(path)).toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const { pid, run, lockedAt } = JSON.parse(text) as Partial<Holder>;
    const isShaped = Number.isSafeInteger(pid) && typeof lockedAt === 'number';
    return { text, holder: isShaped ? ({ pid, run, lockedAt } as Holder) : null };
  } catch {
    // Power was lost before its content reached the disk: nobody lives who wrote it.
    return { text, holder: null };
  }
}

function isAlive(holder: Holder | null, now: number): holder is Holder {
  if (holder === null) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: alive, and of another account.
    if (errorCode(error) !== 'EPERM') return false;
  }
  const run = runOf(holder.pid);
  if (run !== null && holder.run !== null) return run === holder.run;
  const bootedAt = now - uptime() * 1000;
  return holder.lockedAt >= bootedAt;
}

/** On Linux: which boot, and when in it the process started. */
function runOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the name before it may hold spaces and parentheses.
    const startTicks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    return startTicks === undefined ? null : `${boot} ${startTicks}`;
  } catch {
    // Without /proc the time of the lock decides.
    return null;
  }
}

function heldBy({ pid }: Holder, folder: string) {
  return {
    kind: 'conflict',
    summary: `Another Clearpane (process ${pid}) has this profile open.`,
    action: 'Close it, or start with another profile folder (--profile).',
    place: folder,
  } as const;
}
