// Screens: whether there is one, and a virtual one where there is none.
import { ToolError } from './tool.mjs';

/** True on every platform but Linux, where a window needs an X or a Wayland server. */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/**
 * The command line that gives a Node script a screen. One virtual screen serves the whole script: start it
 * around a suite, not around a test.
 *
 * @param {readonly string[]} nodeArgs
 * @returns {readonly [command: string, args: readonly string[]]}
 */
export function onDisplay(nodeArgs) {
  if (hasDisplay()) return [process.execPath, nodeArgs];
  return ['xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...nodeArgs]];
}

/**
 * @param {string} command what the person typed, for the hint
 * @throws {ToolError} one line, where no window can be shown
 */
export function requireDisplay(command) {
  if (hasDisplay()) return;
  throw new ToolError(
    `Clearpane needs a display, and DISPLAY is not set. Without a screen (packages xvfb and xauth): xvfb-run -a ${command}`,
  );
}
