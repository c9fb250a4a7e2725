// One start of the app on a profile, up to the first rows of its queue.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { resolveElectron } from '../../.ci/electron/resolve.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 120_000;

/** Milliseconds from the spawn to the rows in the window, as the app's own start report says. */
export async function firstRows(profileDir: string, args: readonly string[]): Promise<number> {
  const { executable } = await resolveElectron();
  const report = join(tmpdir(), `clearpane-start-${process.pid}.json`);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const spawnedAt = Date.now();
  const child = spawn(
    executable,
    [...sandbox, '.', `--profile=${profileDir}`, ...args, `--start-report=${report}`],
    { stdio: 'ignore', cwd: root },
  );
  const exited = once(child, 'exit');
  try {
    for (;;) {
      if (Date.now() - spawnedAt > patienceMs) throw new Error(`no rows within ${patienceMs} ms`);
      await sleep(25);
      const text = await readFile(report, 'utf8').catch(() => '');
      if (!text.trimEnd().endsWith('}')) continue;
      const marks = JSON.parse(text) as Readonly<Record<string, number>>;
      return (marks['window rows'] ?? Number.NaN) - spawnedAt;
    }
  } finally {
    child.kill('SIGKILL');
    await exited;
    await rm(report, { force: true });
  }
}
