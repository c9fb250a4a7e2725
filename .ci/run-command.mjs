// Runs a child process to its end. Children never read our stdin unless asked to.
import { spawn } from 'node:child_process';

import { projectRoot } from './project.mjs';

/**
 * @typedef {object} CommandOptions
 * @property {NodeJS.ProcessEnv} [env] whole environment of the child; ours by default
 * @property {'show' | 'keep'} [output] pass stdout and stderr through, or collect them in `output`
 * @property {number} [timeoutMs] kill the child after this long; its code is then 124
 * @property {boolean} [interactive] hand our stdin and our signals to the child
 *
 * @typedef {object} CommandResult
 * @property {number} code 127 when the program is missing, 128 when a signal ended it
 * @property {string} output empty when it was shown
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>} never rejects: a program that cannot start is code 127
 */
export function runCommand(command, args, options = {}) {
  const { env = process.env, output = 'show', timeoutMs, interactive = false } = options;
  const stream = output === 'show' ? 'inherit' : 'pipe';
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: projectRoot,
      env,
      stdio: [interactive ? 'inherit' : 'ignore', stream, stream],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    /** @type {string[]} */
    const chunks = [];
    for (const pipe of [child.stdout, child.stderr]) {
      pipe?.setEncoding('utf8').on('data', (text) => chunks.push(text));
    }
    let timedOut = false;
    const timer = timeoutMs === undefined ? undefined : setTimeout(stopLate, timeoutMs);
    function stopLate() {
      timedOut = true;
      child.kill('SIGKILL');
    }
    // The child decides when to stop; were we to die first, it would be left without a parent.
    const passOn = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    if (interactive) {
      process.on('SIGINT', passOn);
      process.on('SIGTERM', passOn);
    }
    /** @param {number} code */
    function finish(code) {
      clearTimeout(timer);
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      resolve({ code: timedOut ? 124 : code, output: chunks.join('') });
    }
    child.on('error', (error) => {
      chunks.push(error.message);
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 128));
  });
}

/**
 * Runs a Node script of the project or of a package, by its path from the project's root.
 *
 * @param {string} script
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 */
export function runNode(script, args, options) {
  return runCommand(process.execPath, [script, ...args], options);
}

/**
 * Runs npm: the one that runs us, else the one on PATH.
 *
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 */
export function runNpm(args, options) {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('.js') && /npm-cli/.test(running)) return runNode(running, args, options);
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}
