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

/** Memory that processes share is counted once for each. */
async function residentBytes(root: number): Promise<number> {
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
  let sum = 0;
  for (const [pid, bytes] of bytesOf) {
    let ancestor: number | undefined = pid;
    while (ancestor !== undefined && ancestor !== root) ancestor = parentOf.get(ancestor);
    if (ancestor === root) sum += bytes;
  }
  return sum;
}
