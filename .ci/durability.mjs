// `npm run durability [-- --runs N --seed S]`: starts of the built app on databases that a disk has damaged.
import { join } from 'node:path';

import { onDisplay } from './display.mjs';
import { prepareApp } from './prepare-app.mjs';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  await prepareApp();
  const script = join(projectRoot, '.ci/run-module.mjs');
  const corruption = join(projectRoot, 'e2e/durability/corruption.ts');
  const [command, args] = onDisplay([script, corruption, ...process.argv.slice(2)]);
  const { code } = await runCommand(command, args, { interactive: true });
  return code;
});
