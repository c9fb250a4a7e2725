// `npm run durability [-- [corruption | full-disk] ARG...]`: the built app on a disk that damages its database
// (--runs N --seed S) or is full (--points N).
import { join } from 'node:path';

import { onDisplay } from './display.mjs';
import { prepareApp } from './prepare-app.mjs';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  await prepareApp();
  const script = join(projectRoot, '.ci/run-module.mjs');
  const given = process.argv.slice(2);
  const [name, ...rest] =
    given[0] === 'corruption' || given[0] === 'full-disk' ? given : ['corruption', ...given];
  const module = join(projectRoot, `e2e/durability/${name}.ts`);
  const [command, args] = onDisplay([script, module, ...rest]);
  const { code } = await runCommand(command, args, { interactive: true });
  return code;
});
