// `npm run soak [-- ARG...]`: the long form of the soak run, against the built app; e2e/soak/soak.ts has its arguments.
import { join } from 'node:path';

import { onDisplay } from './display.mjs';
import { prepareApp } from './prepare-app.mjs';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  await prepareApp();
  const script = join(projectRoot, '.ci/run-module.mjs');
  const soak = join(projectRoot, 'e2e/soak/soak.ts');
  const [command, args] = onDisplay([script, soak, ...process.argv.slice(2)]);
  const { code } = await runCommand(command, args, { interactive: true });
  return code;
});
