// Runs one TypeScript module in this Node, which cannot read TypeScript itself: `run-module.mjs FILE [ARG]...`.
// The module sees the arguments as any script does; a rejection of its top level is exit code 1.
import { runnerImport } from 'vite';

import { projectRoot } from './project.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  const [node = '', , file = '', ...args] = process.argv;
  process.argv = [node, file, ...args];
  await runnerImport(file, { configFile: false, root: projectRoot, logLevel: 'warn' });
  return Number(process.exitCode ?? 0);
});
