// Runs the app without a window for commands that need its store; its lines of result are passed on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Terminal } from './command.ts';

interface App {
  readonly executable: string;
  /** Before the app's own arguments. */
  readonly args: readonly string[];
}

/** Resolves to the app's exit code. `args` are switches of the app. */
export async function runApp(args: readonly string[], terminal: Terminal): Promise<number> {
  const app = findApp();
  if (app === null) {
    terminal.complain(
      'clearpane: the app was not found; CLEARPANE_EXECUTABLE may name its executable',
    );
    return 2;
  }
  const needsScreen = process.platform === 'linux' && !hasDisplay();
  if (needsScreen && spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).error) {
    terminal.complain('clearpane: there is no display; install xvfb, whose screen nobody sees');
    return 2;
  }
  const command = [app.executable, ...app.args, ...args];
  return run(needsScreen ? ['xvfb-run', '-a', ...command] : command, terminal);
}

function run([executable = '', ...args]: readonly string[], terminal: Terminal): Promise<number> {
  return new Promise((resolve, reject) => {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      if (line.startsWith('{')) terminal.print(line);
    });
    const complaints: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
    child.once('error', reject);
    child.once('close', (code) => {
      const own = complaints.filter((line) => line.startsWith('clearpane:'));
      for (const line of own) terminal.complain(line);
      if (code === null) terminal.complain(['clearpane: the app died', ...complaints].join('\n'));
      resolve(code ?? 70);
    });
  });
}

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** The one that the environment names, else the one that this tool was built beside. */
function findApp(): App | null {
  const named = process.env['CLEARPANE_EXECUTABLE'];
  if (named) {
    // Chromium refuses to sandbox root.
    return { executable: named, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
  }
  const starter = fileURLToPath(new URL('../../.ci/app.mjs', import.meta.url));
  return existsSync(starter) ? { executable: process.execPath, args: [starter] } : null;
}
