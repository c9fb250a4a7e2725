// Composition root: joins the rooms of main, in the order in which a start needs them.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Settings, StoreState } from '../shared/contract/shell.ts';
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import { failureIn } from '../shared/failure.ts';
import type { RpcClient } from '../shared/rpc.ts';
import { startDemoTenant } from './demo-tenant/demo-tenant.ts';
import type { DemoTenant } from './demo-tenant/demo-tenant.ts';
import { argumentShapes } from './ipc/argument-shapes.ts';
import { answerShellCalls, tellWindows } from './ipc/shell-ipc.ts';
import { hostStore } from './ipc/store-host.ts';
import { isOurs } from './shell/app-origin.ts';
import { declareAppScheme, serveApp } from './shell/app-protocol.ts';
import { checkedLink } from './shell/external-link.ts';
import { readLaunchOptions } from './shell/launch-options.ts';
import { denyPermissions, lockWebContents } from './shell/lockdown.ts';
import { installMenu } from './shell/menu.ts';
import { openProfile } from './shell/profile.ts';
import { openSettings } from './shell/settings.ts';
import { openStartReport } from './shell/start-report.ts';
import { openMainWindow, openStoreWindow, showExistingWindow } from './shell/windows.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from './sources/graph-security/graph-security-source.ts';
import { allowedServiceBase } from './sources/graph-security/service-base.ts';
import { createServiceClient } from './sources/service-client.ts';
import type { Source } from './sources/source.ts';
import { startSync } from './sync/sync-loop.ts';
import type { SyncLoop } from './sync/sync-loop.ts';
import { syncStateOf } from './sync/sync-state.ts';

const options = readLaunchOptions((name) => app.commandLine.getSwitchValue(name));
const clock = { now: Date.now };
const startReport = openStartReport(options.startReport, clock);
startReport.mark('main');

declareAppScheme();
lockWebContents();

if (options.profileFolder !== null) app.setPath('userData', options.profileFolder);
const refusal = openProfile(app.getPath('userData'), app.getVersion());
// Chromium writes into its folder at once: a refused profile must not be that folder.
if (refusal !== null) app.setPath('userData', mkdtempSync(join(tmpdir(), 'clearpane-refused-')));

const serviceBase = options.graphUrl === null ? null : allowedServiceBase(options.graphUrl);
if (options.graphUrl !== null && serviceBase?.mayHaveToken !== false) {
  console.error(`clearpane: --graph-url must be an address of this machine: ${options.graphUrl}`);
  app.exit(2);
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  startReport.mark('ready');
  const profileFolder = app.getPath('userData');
  const preloadPath = join(app.getAppPath(), 'dist', 'electron', 'preload.cjs');
  denyPermissions();
  serveApp(
    join(app.getAppPath(), 'dist', 'renderer'),
    app.isPackaged ? null : (process.env['CLEARPANE_DEV_SERVER'] ?? null),
  );
  // First of all, since the first rows wait for it.
  const storeWindow = refusal === null ? openStoreWindow(preloadPath) : null;
  const settings = await openSettings(profileFolder);
  applyTheme(settings.read());

  let storeState: StoreState = { failure: refusal };
  const setStoreState = (state: StoreState): void => {
    storeState = state;
    tellWindows('store.changed', state);
  };

  let mainWindow: BrowserWindow | null = null;

  // Sync would compete with the first rows for the processor; a window in trouble must not stop it.
  let endStart: () => void = () => undefined;
  const windowHasRows = new Promise<void>((resolve) => {
    endStart = resolve;
    setTimeout(resolve, 5_000);
  });
  let openingSource: Promise<Source> | null = null;
  let sync: SyncLoop | null = null;

  const greetWorker = async (store: RpcClient<StoreIngest>): Promise<void> => {
    try {
      await store.call('store.open', { appVersion: app.getVersion() });
    } catch (error) {
      const failure = failureIn(error);
      if (failure === null) throw error;
      setStoreState({ failure });
      return;
    }
    startReport.mark('store open');
    setStoreState({ failure: null });
    await windowHasRows;
    openingSource ??= openSource(serviceBase?.baseUrl ?? null, profileFolder);
    const source = await openingSource;
    if (sync !== null) {
      sync.attachStore(store);
      return;
    }
    sync = startSync({
      sources: [source],
      store,
      clock,
      random: Math.random,
      intervalMs: 15_000,
      onState: (state) => tellWindows('sync.changed', state),
      onBug: logBug,
    });
  };

  const storeHost =
    storeWindow === null
      ? null
      : hostStore({
          storeWindow,
          visibleWindows: () => (mainWindow === null ? [] : [mainWindow]),
          onWorker: (store) => void greetWorker(store),
        });

  answerShellCalls({
    isOurs,
    shapes: argumentShapes,
    handlers: {
      'sync.now': () => {
        sync?.syncNow();
        return null;
      },
      'sync.read': () => sync?.state() ?? syncStateOf(nothingSynced),
      'store.state': () => storeState,
      'store.restarted': (_argument, event) => {
        storeHost?.rejoin(event.sender);
        return null;
      },
      'settings.read': () => settings.read(),
      'settings.write': async (changed) => {
        await settings.write(changed);
        applyTheme(changed);
        tellWindows('settings.changed', changed);
        return null;
      },
      'link.open': async ({ url }) => {
        await shell.openExternal(checkedLink(url));
        return null;
      },
      'app.info': () => ({
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        platform: `${process.platform} ${process.arch}`,
        profilePath: refusal?.place ?? profileFolder,
      }),
      'start.report': async ({ marks }) => {
        endStart();
        await startReport.complete(marks);
        return null;
      },
    },
  });

  mainWindow = await openMainWindow({ preloadPath, profileFolder });
  startReport.mark('windows');
  installMenu(app.isPackaged);

  app.on('second-instance', () => showExistingWindow(mainWindow));
  mainWindow.on('closed', () => {
    mainWindow = null;
    app.quit();
  });
  app.on('before-quit', () => void sync?.stop());
}

/** The service on this machine that the command line names, else the demo tenant. */
async function openSource(serviceUrl: string | null, profileFolder: string): Promise<Source> {
  const demoTenant = serviceUrl === null ? await openDemoTenant(profileFolder) : null;
  const baseUrl = demoTenant?.baseUrl ?? serviceUrl ?? '';
  const client = createServiceClient({
    baseUrl,
    headers: graphHeaders,
    clock,
    random: Math.random,
    // What answers from this machine shares its quota with nobody.
    limits: { budget: [] },
  });
  // A demo world moved to another time is read from its start: its own cursors would hide it.
  const sourceId = demoTenant === null ? 'graph-security' : `demo-tenant-${demoTenant.anchorAt}`;
  return createGraphSecuritySource({ client, baseUrl, sourceId });
}

function openDemoTenant(profileFolder: string): Promise<DemoTenant> {
  return startDemoTenant({
    now: clock.now,
    activity: true,
    statePath: join(profileFolder, 'demo-tenant.json'),
  });
}

const nothingSynced = { tenantName: null, tasks: [], quarantined: 0 };

/** Ids and counts only: what an alert says never reaches a log. */
function logBug(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
}
