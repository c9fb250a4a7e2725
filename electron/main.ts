// Composition root: joins the rooms of main, in the order in which a start needs them.
import { mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Settings, StoreState, SyncState } from '../shared/contract/shell.ts';
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../shared/failure.ts';
import type { Failure } from '../shared/failure.ts';
import type { KeyStore } from '../shared/key-store.ts';
import type { RpcClient } from '../shared/rpc.ts';
import type { SignIns } from './auth/sign-ins.ts';
import { openConnections } from './connections/connections.ts';
import { argumentShapes } from './ipc/argument-shapes.ts';
import { answerShellCalls, tellWindows } from './ipc/shell-ipc.ts';
import { hostStore } from './ipc/store-host.ts';
import { appOrigin, isOurs } from './shell/app-origin.ts';
import { declareAppScheme, serveApp } from './shell/app-protocol.ts';
import { openConnectionFile } from './shell/connection-file.ts';
import { checkedLink } from './shell/external-link.ts';
import { readLaunchOptions } from './shell/launch-options.ts';
import { denyPermissions, lockWebContents } from './shell/lockdown.ts';
import { installMenu } from './shell/menu.ts';
import { openKeyStore } from './shell/key-store.ts';
import { openKnownStore } from './shell/known-store.ts';
import { diskIsFull } from './shell/free-space.ts';
import { openProfile } from './shell/profile.ts';
import { openSettings } from './shell/settings.ts';
import { openStartReport } from './shell/start-report.ts';
import { openMainWindow, openStoreWindow, showExistingWindow } from './shell/windows.ts';
import { checkTenant, createSourceList } from './source-list.ts';
import { allowedServiceBase } from './sources/graph-security/service-base.ts';
import { startSync } from './sync/sync-loop.ts';
import type { SyncLoop } from './sync/sync-loop.ts';
import { syncStateOf } from './sync/sync-state.ts';
import { readTask, runTask } from './task.ts';
import type { Task } from './task.ts';
import { createWriting } from './writing.ts';

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

const profileInUse: Failure = {
  kind: 'conflict',
  summary: 'Clearpane is open with this profile.',
  action: 'Close it, or name another profile.',
};

const noRoom: Failure = {
  kind: 'storage',
  summary: 'The disk that holds the profile is full.',
  action: 'Free some space and start Clearpane again.',
};

const unusable: Failure = {
  kind: 'storage',
  summary: 'The local store is damaged and could not be made anew.',
  action:
    'Check the disk that holds the profile, or start with another profile folder. What you wrote is kept.',
};

const task = options.task === null ? null : readTask(options.task);
const serviceBase = options.graphUrl === null ? null : allowedServiceBase(options.graphUrl);
if (options.graphUrl !== null && serviceBase?.mayHaveToken !== false) {
  console.error(`clearpane: --graph-url must be an address of this machine: ${options.graphUrl}`);
  app.exit(2);
} else if (options.task !== null && (task === null || refusal !== null)) {
  printLine({ failure: refusal ?? { kind: 'rejected', summary: 'This is no task.' } });
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else if (task === null) {
  app.quit();
} else {
  printLine({ failure: profileInUse });
  app.exit(1);
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

  let storeState: StoreState = { failure: refusal, notice: null };
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
  let store: RpcClient<StoreIngest> | null = null;
  let sync: SyncLoop | null = null;
  let lastRestart = Promise.resolve();
  const knownStore = openKnownStore(profileFolder);
  let isStoreReplaced = false;

  let openingKeyStore: Promise<KeyStore> | null = null;
  const keyStore = () => (openingKeyStore ??= openKeyStore());
  let openingSignIns: Promise<SignIns> | null = null;
  const connections = openConnections({
    file: await openConnectionFile(profileFolder),
    // A start without a connected tenant does not pay for the sign-in library.
    signIns: () =>
      (openingSignIns ??= import('./auth/sign-ins.ts').then(({ openSignIns }) =>
        openSignIns({
          folder: join(profileFolder, 'sign-ins'),
          keyStore,
          mayKeep: () => connections.mayKeep(),
          openBrowser: (url) => shell.openExternal(checkedLink(url)),
          clock,
        }),
      )),
    hasKeyring: async () => (await keyStore()).isProtected,
    replacedBy: serviceBase?.baseUrl ?? null,
    check: (tenant, tokens) => checkTenant(tenant, tokens, clock),
    onState: (state) => tellWindows('connections.changed', state),
    onSources: () => restartSync(),
  });
  const sourceList = createSourceList({
    replacedBy: serviceBase?.baseUrl ?? null,
    profileFolder,
    connections,
    clock,
    onWriter: (sourceId, writer) => writing.addWriter(sourceId, writer),
  });
  const writing = createWriting({
    profileFolder,
    keyStore,
    clock,
    actor: userInfo().username,
    onState: (state) => tellWindows('outbox.changed', state),
    onTrouble: logBug,
    onBug: logBug,
  });

  /** With the sources that are on now; one restart after the other. */
  const restartSync = (): void => {
    lastRestart = lastRestart.then(openSync).catch(logBug);
  };
  const openSync = async (): Promise<void> => {
    if (store === null) return;
    await sync?.stop();
    sync = null;
    const sources = await sourceList.open();
    if (sources.length === 0) {
      tellWindows('sync.changed', nothingToSync);
      return;
    }
    sync = startSync({
      sources,
      store,
      clock,
      random: Math.random,
      intervalMs: 15_000,
      onState: (state) => {
        tellWindows('sync.changed', state);
        if (state.phase.kind === 'live') void markStore();
      },
      onBug: logBug,
    });
  };

  const markStore = async (): Promise<void> => {
    try {
      if (store !== null) await knownStore.reach(await store.call('store.generation', null));
    } catch (error) {
      // A worker that died meanwhile: the next one is asked again.
      if (failureIn(error) === null) logBug(error);
    }
  };

  const greetWorker = async (worker: RpcClient<StoreIngest>): Promise<void> => {
    let notice: Failure | null;
    try {
      const opening = await worker.call('store.open', { appVersion: app.getVersion() });
      if (opening.kind === 'damaged') {
        await replaceStore();
        return;
      }
      notice = (await knownStore.meet(opening)) ?? storeState.notice;
    } catch (error) {
      const failure = failureIn(error);
      if (failure === null) throw error;
      if (task !== null) {
        printLine({ failure });
        app.exit(1);
      }
      setStoreState({ failure, notice: storeState.notice });
      return;
    }
    if (task !== null) {
      await workOff(task, worker);
      return;
    }
    startReport.mark('store open');
    setStoreState({ failure: null, notice });
    await windowHasRows;
    const isFirst = store === null;
    store = worker;
    if (isFirst) restartSync();
    else sync?.attachStore(worker);
  };

  /** Ends the app: with exit code 0 when all went well. */
  const workOff = async (work: Task, worker: RpcClient<StoreIngest>): Promise<void> => {
    try {
      const openSources = () => sourceList.open();
      app.exit(await runTask(work, { store: worker, openSources, print: printLine }));
    } catch (error) {
      logBug(error);
      app.exit(70);
    }
  };

  const storeHost =
    storeWindow === null
      ? null
      : hostStore({
          storeWindow,
          visibleWindows: () => (mainWindow === null ? [] : [mainWindow]),
          onWorker: (store) => void greetWorker(store),
        });

  /** The data worker starts again on nothing, and what sync reads then is all there is. */
  const forgetStore = async (): Promise<void> => {
    await sync?.stop();
    sync = null;
    await knownStore.forget();
    await dropDatabase();
    await openSync();
  };

  const dropDatabase = async (): Promise<void> => {
    await storeWindow?.webContents.session.clearStorageData({
      origin: appOrigin,
      storages: ['indexdb'],
    });
    storeWindow?.webContents.reload();
  };

  /** A database that cannot be read is a cache to fill again; once a start, and not for want of room. */
  const replaceStore = async (): Promise<void> => {
    const failure = (await diskIsFull(profileFolder)) ? noRoom : isStoreReplaced ? unusable : null;
    isStoreReplaced = true;
    if (failure === null) return dropDatabase();
    throw new FailureError(failure);
  };

  answerShellCalls({
    isOurs,
    shapes: argumentShapes,
    handlers: {
      ...connections.handlers,
      ...writing.handlers,
      'sync.now': () => {
        sync?.syncNow();
        writing.wake();
        return null;
      },
      'sync.read': () => sync?.state() ?? (store === null ? notBegun : nothingToSync),
      'store.state': () => storeState,
      'store.restarted': (_argument, event) => {
        storeHost?.rejoin(event.sender);
        return null;
      },
      'store.forget': async () => {
        const forgetting = lastRestart.then(forgetStore);
        lastRestart = forgetting.catch(() => undefined);
        await forgetting;
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

  if (task !== null) return;
  // Whatever becomes of the store: what people wrote is to be seen and delivered.
  if (refusal === null) void windowHasRows.then(() => writing.open()).catch(logBug);
  mainWindow = await openMainWindow({ preloadPath, profileFolder });
  startReport.mark('windows');
  installMenu(app.isPackaged);

  app.on('second-instance', () => showExistingWindow(mainWindow));
  mainWindow.on('closed', () => {
    mainWindow = null;
    app.quit();
  });
  app.on('before-quit', () => {
    void sync?.stop();
    void writing.stop();
  });
}

const notBegun = syncStateOf({ tenantName: null, tasks: [], quarantined: 0 });
const nothingToSync: SyncState = { ...notBegun, phase: { kind: 'idle' } };

/** For the command line tool, which reads this process's standard output. */
function printLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Ids and counts only: what an alert says never reaches a log. */
function logBug(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
}
