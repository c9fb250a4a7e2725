// Whether the unpacked app starts and works. Playwright needs the inspector, which a package has switched
// off for good: a copy with only that switch on is tested.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runPlaywright } from '../playwright.mjs';
import { projectRoot } from '../project.mjs';
import { ToolError } from '../tool.mjs';

/** @returns {Promise<number>} Playwright's exit code */
export async function smokeTestPackage() {
  if (process.platform !== 'linux')
    throw new ToolError('The smoke test of a package runs on Linux only.');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const work = await mkdtemp(join(tmpdir(), 'clearpane-package-'));
  try {
    await cp(join(projectRoot, 'release/linux-unpacked'), work, { recursive: true });
    const executable = join(work, 'clearpane');
    await flipFuses(executable, {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    process.env['CLEARPANE_PACKAGED_EXECUTABLE'] = executable;
    return await runPlaywright('journeys', ['--grep', '@smoke']);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
