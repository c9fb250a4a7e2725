// `npm run bench NAME [ARG]...`: runs the benchmark e2e/bench/NAME.ts against the built app.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { onDisplay } from './display.mjs';
import { prepareApp } from './prepare-app.mjs';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';
import { runTool, ToolError } from './tool.mjs';

const folder = join(projectRoot, 'e2e/bench');

await runTool(async () => {
  const [name, ...args] = process.argv.slice(2);
  const benchmarks = findBenchmarks();
  if (name === undefined || !benchmarks.includes(name)) {
    throw new ToolError(
      `Usage: npm run bench NAME; there is: ${benchmarks.join(' ') || 'none yet'}`,
    );
  }
  await prepareApp();
  const script = join(projectRoot, '.ci/run-module.mjs');
  const [command, commandArgs] = onDisplay([script, join(folder, `${name}.ts`), ...args]);
  const { code } = await runCommand(command, commandArgs, { interactive: true });
  return code;
});

function findBenchmarks() {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
}
