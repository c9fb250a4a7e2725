// Resident memory of a process and all of its descendants, at its highest. Linux only: it reads /proc.
import { readdir, readFile } from 'node:fs/promises';

export interface MemoryWatch {
  /** The highest sum so far, in MiB. */
  stop(): number;
}

const pageBytes = 4_096;

export function watchMemory(pid: number): MemoryWatch {
  let highest = 0;
  const timer = setInterval(() => {
    void residentBytes(pid).then((bytes) => (highest = Math.max(highest, bytes)));
  }, 500);
  return {
    stop() {
      clearInterval(timer);
      return Math.round(highest / 1024 / 1024);
    },
  };
}

/** As it is now: resident, shared pages counted in each process, and proportional, shared pages divided. */
export async function residentMemory(pid: number): Promise<string> {
  const pids = await descendants(pid);
  let proportional = 0;
  for (const one of pids) {
    const rollup = await readFile(`/proc/${one}/smaps_rollup`, 'utf8').catch(() => '');
    proportional += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  }
  const resident = (await residentBytes(pid)) / 1024 / 1024;
  return `${resident.toFixed(0)} MiB resident, ${(proportional / 1024).toFixed(0)} MiB proportional`;
}

/** Memory that processes share is counted once for each. */
async function residentBytes(root: number): Promise<number> {
  return [...(await residentByProcess(root)).values()].reduce((sum, bytes) => sum + bytes, 0);
}

async function descendants(root: number): Promise<readonly number[]> {
  return [...(await residentByProcess(root)).keys()];
}

/** Bytes of the process and of each that descends from it. */
async function residentByProcess(root: number): Promise<ReadonlyMap<number, number>> {
  const parentOf = new Map<number, number>();
  const bytesOf = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
    if (stat === null) continue;
    // The name of a process, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parentOf.set(Number(name), Number(fields[1]));
    bytesOf.set(Number(name), Number(fields[21]) * pageBytes);
  }
  for (const pid of bytesOf.keys()) {
    let ancestor: number | undefined = pid;
    while (ancestor !== undefined && ancestor !== root) ancestor = parentOf.get(ancestor);
    if (ancestor !== root) bytesOf.delete(pid);
  }
  return bytesOf;
}
