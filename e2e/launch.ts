// Starts the built app, or a packaged one, for a test; every launch has a profile of its own unless given one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

import { resolveElectron } from '../.ci/electron/resolve.mjs';

export interface LaunchOptions {
  /** The app's own arguments, after its folder. */
  readonly args?: readonly string[];
  /** A profile to open again; without it a new one is made, and removed by `close` and `kill`. */
  readonly profileDir?: string;
  /** A CommonJS file that main loads before the app; a packaged app knows no such thing. */
  readonly preload?: string;
  /** For Playwright to see that it has started; half a minute unless told. */
  readonly timeoutMs?: number;
  /** Added to the environment of the app. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Clearpane {
  readonly app: ElectronApplication;
  /** The visible window, loaded; never the hidden store window. */
  readonly window: Page;
  readonly profileDir: string;
  isRunning(): boolean;
  /** All that main wrote to stdout and stderr so far. */
  output(): string;
  /** Quits as a person would. */
  close(): Promise<void>;
  /** Ends main at once, as a crash would; its children follow. */
  kill(): Promise<void>;
}

const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** @throws when no visible window has loaded within 30 s; the message holds what main printed. */
export async function launchClearpane(options: LaunchOptions = {}): Promise<Clearpane> {
  const profileDir = options.profileDir ?? (await mkdtemp(join(tmpdir(), 'clearpane-e2e-')));
  const packaged = process.env['CLEARPANE_PACKAGED_EXECUTABLE'];
  const app = await _electron.launch({
    executablePath: packaged ?? (await resolveElectron()).executable,
    args: [
      ...(options.preload === undefined ? [] : ['-r', options.preload]),
      ...(packaged === undefined ? ['.'] : []),
      `--profile=${profileDir}`,
      ...(options.args ?? []),
    ],
    cwd: projectRoot,
    env: { ...definedEnvironment(), ...options.env },
    // Chromium refuses to sandbox root.
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: options.timeoutMs ?? 30_000,
  });
  const main = app.process();
  const chunks: string[] = [];
  for (const pipe of [main.stdout, main.stderr]) {
    pipe?.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  }
  const exited = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  const isRunning = (): boolean => main.exitCode === null && main.signalCode === null;
  const output = (): string => chunks.join('');
  const discard = async (): Promise<void> => {
    if (options.profileDir === undefined) await removeFolder(profileDir);
  };
  const kill = async (): Promise<void> => {
    main.kill('SIGKILL');
    await exited;
    await discard();
  };
  try {
    const window = await visibleWindow(app);
    const close = async (): Promise<void> => {
      await app.close();
      await exited;
      await discard();
    };
    return { app, window, profileDir, isRunning, output, close, kill };
  } catch (error) {
    await kill();
    throw new Error(`Clearpane showed no window. It printed:\n${output()}`, { cause: error });
  }
}

async function visibleWindow(app: ElectronApplication): Promise<Page> {
  const isVisibleWindow = async (page: Page): Promise<boolean> => {
    await page.waitForURL((url) => url.protocol === 'app:');
    const { pathname } = new URL(page.url());
    return pathname === '/' || pathname === '/index.html';
  };
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const page of app.windows()) {
      if (!(await isVisibleWindow(page))) continue;
      await page.waitForLoadState('domcontentloaded');
      return page;
    }
    // A window that opened between the look and the wait is found by the next look.
    await app.waitForEvent('window', { timeout: 500 }).catch(() => undefined);
  }
  throw new Error('No visible window within 30 s');
}

/** Electron would be plain Node under ELECTRON_RUN_AS_NODE, as in an editor's terminal. */
function definedEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') environment[name] = value;
  }
  return environment;
}

/** Chromium's children may still write for a moment after main has ended. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
