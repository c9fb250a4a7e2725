// Gives a run of the tests a temporary folder of its own, which goes with all that they left in it.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

export function setup({ config }: TestProject): () => void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'clearpane-tests-'));
  // What each platform reads; workers get these variables when they start.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) config.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
