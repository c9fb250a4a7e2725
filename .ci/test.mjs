// `npm test [unit|e2e|all] [ARG]...`: everything that must hold. Its last line counts what passed and failed.
// ARGs go to Vitest or Playwright and need `unit` or `e2e`.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { lint } from './lint.mjs';
import { runPlaywright } from './playwright.mjs';
import { prepareApp } from './prepare-app.mjs';
import { testResultsDir } from './project.mjs';
import { runNode } from './run-command.mjs';
import { setUp } from './setup.mjs';
import {
  brokenTally,
  sumTallies,
  tallyLine,
  tallyOfPlaywright,
  tallyOfVitest,
  withExitCode,
} from './tally.mjs';
import { runTool, ToolError } from './tool.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ title: string, run: (args: readonly string[]) => Promise<Tally> }} Part
 */

/** @type {Readonly<Record<'types' | 'lint' | 'unit' | 'e2e', Part>>} */
const parts = {
  types: { title: 'Type check', run: () => check(typecheck) },
  lint: { title: 'Lint and format', run: () => check(lint) },
  unit: { title: 'Unit and integration tests', run: runUnit },
  e2e: { title: 'End-to-end tests', run: runEndToEnd },
};

await runTool(async () => {
  const [choice = 'all', ...args] = process.argv.slice(2);
  const chosen = choose(choice, args);
  /** @type {Tally[]} */
  const tallies = [];
  for (const { title, run } of chosen) {
    console.log(`\n== ${title}`);
    tallies.push(await run(args).catch(reportBroken));
  }
  const total = sumTallies(tallies);
  console.log(`\n${tallyLine(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

/**
 * @param {string} choice
 * @param {readonly string[]} args
 * @returns {readonly Part[]}
 */
function choose(choice, args) {
  if (choice === 'unit' || choice === 'e2e') return [parts[choice]];
  if (choice === 'all' && args.length === 0) return Object.values(parts);
  throw new ToolError('Usage: npm test [unit [VITEST ARG]... | e2e [PLAYWRIGHT ARG]... | all]');
}

/**
 * @param {() => Promise<{ code: number, output: string }>} run
 * @returns {Promise<Tally>} one check, whose output matters only when it fails
 */
async function check(run) {
  await setUp({ display: false });
  const { code, output } = await run();
  if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
  console.log(output.trimEnd());
  return brokenTally;
}

function typecheck() {
  return runNode('node_modules/typescript/bin/tsc', ['--build'], { output: 'keep' });
}

/** @param {readonly string[]} args */
async function runUnit(args) {
  await setUp({ display: false });
  const report = await freshReport('unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const config = ['--config', '.ci/vitest.config.ts'];
  const vitest = 'node_modules/vitest/vitest.mjs';
  const { code } = await runNode(vitest, ['run', ...config, ...reporters, ...args]);
  return withExitCode(code, tallyOfVitest(await readReport(report)));
}

/** @param {readonly string[]} args */
async function runEndToEnd(args) {
  await prepareApp();
  const report = await freshReport('e2e.json');
  const code = await runPlaywright('journeys', args);
  return withExitCode(code, tallyOfPlaywright(await readReport(report)));
}

/** @param {string} name */
async function freshReport(name) {
  const path = join(testResultsDir, name);
  // The report of an earlier run must not stand in for one that crashed.
  await rm(path, { force: true });
  return path;
}

/** @param {string} path */
async function readReport(path) {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw new ToolError('It ended without a report.', { cause: error });
  });
  return JSON.parse(text);
}

/**
 * @param {unknown} error
 * @returns {Tally}
 */
function reportBroken(error) {
  console.log(error instanceof ToolError ? error.message : error);
  return brokenTally;
}
