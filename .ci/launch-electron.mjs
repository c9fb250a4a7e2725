// How the app of this folder is started in the resolved Electron.
import { resolveElectron } from './electron/resolve.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @param {readonly string[]} args the app's own
 * @returns {Promise<{ executable: string, args: readonly string[], env: NodeJS.ProcessEnv }>}
 */
export async function electronCommand(args) {
  const { executable } = await resolveElectron();
  // Inside an editor's terminal this is set, and Electron would be plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  // Chromium refuses to sandbox root; a package never gets this switch.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executable, args: [...sandbox, '.', ...args], env };
}

/**
 * Runs until the app quits.
 *
 * @param {readonly string[]} args the app's own
 * @returns {Promise<number>} the app's exit code
 */
export async function launchElectron(args) {
  const { executable, args: allArgs, env } = await electronCommand(args);
  const { code } = await runCommand(executable, allArgs, { env, interactive: true });
  return code;
}
