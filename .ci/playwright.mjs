// Runs a project of e2e/playwright.config.ts, all of it on one screen.
import { onDisplay } from './display.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @param {'journeys' | 'screenshots'} project
 * @param {readonly string[]} args Playwright's own
 * @returns {Promise<number>} Playwright's exit code
 */
export async function runPlaywright(project, args) {
  const playwright = 'node_modules/@playwright/test/cli.js';
  const config = ['--config', 'e2e/playwright.config.ts', `--project=${project}`];
  const [command, commandArgs] = onDisplay([playwright, 'test', ...config, ...args]);
  const { code } = await runCommand(command, commandArgs);
  return code;
}
