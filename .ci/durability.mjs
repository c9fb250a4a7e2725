// `npm run durability [-- [corruption | full-disk | kill-points] ARG...]`: the built app on a disk that damages its
// database (--runs N --seed S) or is full (--points N), or killed at named points (--seeds N --seed S).
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
  const isNamed = ['corruption', 'full-disk', 'kill-points'].includes(given[0] ?? '');
  const [name, ...rest] = isNamed ? given : ['corruption', ...given];
  const module = join(projectRoot, `e2e/durability/${name}.ts`);
  const [command, args] = onDisplay([script, module, ...rest]);
  const { code } = await runCommand(command, args, { interactive: true });
  return code;
});
