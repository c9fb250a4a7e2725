// Composition root: joins the rooms of main, in the order in which a start needs them.
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { BrowserWindow } from 'electron';
import { openConnecting } from './connecting.ts';
import { createCriticalityProjector } from './criticality-projector.ts';
import { createExporting } from './exporting.ts';
import { workOff } from './headless.ts';
import { openImporting } from './importing.ts';
import { argumentShapes } from './ipc/argument-shapes.ts';
import { onDroppedFiles } from './ipc/dropped-files.ts';
import { answerShellCalls, tellWindows } from './ipc/shell-ipc.ts';
import { hostStore } from './ipc/store-host.ts';
import { openLaunch } from './launch.ts';
import type { Launch } from './launch.ts';
import { createAppHandlers, openBrowser } from './shell/app-calls.ts';
import { createAppLinks, linkOnCommandLine } from './shell/app-links.ts';
import { isOurs } from './shell/app-origin.ts';
import { declareAppScheme, serveApp } from './shell/app-protocol.ts';
import { choosePaths } from './shell/choose-paths.ts';
import { createFilterSetHandlers } from './shell/filter-set-calls.ts';
import { keyStoreOnDemand } from './shell/key-store.ts';
import { readLaunchOptions } from './shell/launch-options.ts';
import { registerForLinks } from './shell/register-for-links.ts';
import { denyPermissions, lockWebContents } from './shell/lockdown.ts';
import { installMenu } from './shell/menu.ts';
import { logBug } from './shell/output.ts';
import { chooseSavePath, saveText } from './shell/save-text.ts';
import { areOtherAlertsWanted, openSettings } from './shell/settings.ts';
import { openStartReport } from './shell/start-report.ts';
import {
  emptyStore,
  openMainWindow,
  openStoreWindow,
  showExistingWindow,
} from './shell/windows.ts';
import { openSeenIncidents } from './reading/seen-incidents.ts';
import { createServiceClients } from './service-clients.ts';
import { createSourceList } from './source-list.ts';
import { createProxiedFetch } from './sources/proxied-fetch.ts';
import { keepStore } from './store-keeping.ts';
import { createSyncing } from './syncing.ts';
import { createWriting } from './writing.ts';

const options = readLaunchOptions((name) => app.commandLine.getSwitchValue(name));
const clock = { now: Date.now };
const startReport = openStartReport(options.startReport, clock);
startReport.mark('main');

declareAppScheme();
registerForLinks();
const links = createAppLinks(() => tellWindows('link.arrived', null));
links.arrive(linkOnCommandLine(process.argv));
app.on('open-url', (event, url) => {
  event.preventDefault();
  links.arrive(url);
});
lockWebContents();

const launch = openLaunch(options);
if (launch !== null) void app.whenReady().then(() => start(launch));

async function start({ profileFolder, refusal, task, replacedBy }: Launch): Promise<void> {
  startReport.mark('ready');
  const preloadPath = join(app.getAppPath(), 'dist', 'electron', 'preload.cjs');
  denyPermissions();
  serveApp(
    join(app.getAppPath(), 'dist', 'renderer'),
    app.isPackaged ? null : (process.env['CLEARPANE_DEV_SERVER'] ?? null),
  );
  const fetch = createProxiedFetch({
    findProxy: (url) => session.defaultSession.resolveProxy(url),
  });
  const services = createServiceClients(clock, fetch);
  // First of all, since the first rows wait for it.
  const storeWindow = refusal === null ? openStoreWindow(preloadPath) : null;
  const settings = await openSettings(profileFolder);
  const criticality = createCriticalityProjector(settings.read().assetCriticality, logBug);
  const appHandlers = createAppHandlers({
    settings,
    startReport,
    profilePath: refusal?.place ?? profileFolder,
    onSettings: (current, before) => {
      services.limitTo(current.requestShare / 100);
      tellWindows('settings.changed', current);
      criticality.update(current.assetCriticality);
      if (before !== null && areOtherAlertsWanted(before, current)) syncing.restart();
    },
  });
  let mainWindow: BrowserWindow | null = null;

  const keyStore = keyStoreOnDemand();
  const connections = await openConnecting({
    profileFolder,
    keyStore,
    replacedBy,
    services,
    fetch,
    openBrowser,
    clock,
    onState: (state) => tellWindows('connections.changed', state),
    onSources: () => syncing.restart(),
  });
  const seen = await openSeenIncidents(join(profileFolder, 'seen-incidents.jsonl'), logBug);
  const writing = createWriting({
    onWritten: (gesture) => {
      if (gesture.kind === 'change') seen.changedByPerson(gesture.target, gesture.edits);
    },
    profileFolder,
    keyStore,
    clock,
    actor: userInfo().username,
    saveText,
    onState: (state) => tellWindows('outbox.changed', state),
    onJournal: (state) => tellWindows('journal.changed', state),
    onTrouble: logBug,
    onBug: logBug,
  });
  const importing = await openImporting({
    profileFolder,
    clock,
    keepsInformational: () => settings.read().keepsInformational,
    choosePaths,
    saveText,
    onState: (state) => tellWindows('imports.changed', state),
    onBug: logBug,
  });
  const exporting = createExporting({
    clock,
    choosePath: chooseSavePath,
    onState: (state) => tellWindows('exports.changed', state),
    onBug: logBug,
  });
  onDroppedFiles(isOurs, importing.offer);
  const sourceList = createSourceList({
    replacedBy,
    profileFolder,
    connections,
    services,
    clock,
    wishes: {
      keepsInformational: () => settings.read().keepsInformational,
      defenderForCloudOffSince: () => settings.read().defenderForCloudOffSince,
    },
    onWriter: (sourceId, writer) => writing.addWriter(sourceId, writer),
  });
  const syncing = createSyncing({
    openSources: () => sourceList.open(),
    mayBegin: startReport.completed,
    clock,
    onState: (state) => {
      tellWindows('sync.changed', state);
      if (state.phase.kind === 'live') void storeKeeping.mark();
    },
    onBug: logBug,
  });

  const storeKeeping = keepStore({
    profileFolder,
    appVersion: app.getVersion(),
    refusal,
    shown: startReport.completed,
    dropDatabase: async () => storeWindow && emptyStore(storeWindow),
    ...(task === null
      ? {
          onState: (state) => tellWindows('store.changed', state),
          onOpen: (store) => {
            startReport.mark('store open');
            importing.attachStore(store);
            exporting.attachStore(store);
            writing.attachStore(store);
            criticality.attach(store);
            seen.attach(store);
            return syncing.attachStore(store);
          },
        }
      : workOff(task, () => sourceList.open())),
    onBug: logBug,
  });
  const storeHost =
    storeWindow &&
    hostStore({
      storeWindow,
      visibleWindows: () => (mainWindow === null ? [] : [mainWindow]),
      onWorker: (worker) => void storeKeeping.greet(worker),
    });

  answerShellCalls({
    isOurs,
    shapes: argumentShapes,
    handlers: {
      ...connections.handlers,
      ...writing.handlers,
      ...importing.handlers,
      ...seen.handlers,
      ...exporting.handlers,
      ...appHandlers,
      ...createFilterSetHandlers({ saveText, choosePaths }),
      'sync.now': () => {
        syncing.syncNow();
        writing.wake();
        return null;
      },
      'link.take': () => links.take(),
      'sync.read': () => syncing.state(),
      'text.save': ({ fileName, text }) => saveText(fileName, text),
      'sources.read': () => syncing.sources(),
      'item.refresh': async ({ target }) => {
        await syncing.refresh(target);
        return null;
      },
      'store.state': () => storeKeeping.state(),
      'store.restarted': (_argument, event) => {
        storeHost?.rejoin(event.sender);
        return null;
      },
      'store.forget': async () => {
        await syncing.pauseFor(() => storeKeeping.forget());
        return null;
      },
    },
  });

  if (task !== null) return;
  // Whatever becomes of the store: what people wrote is to be seen and delivered.
  if (refusal === null) void startReport.completed.then(() => writing.open()).catch(logBug);
  mainWindow = await openMainWindow({ preloadPath, profileFolder });
  startReport.mark('windows');
  installMenu({
    isPackaged: app.isPackaged,
    onImport: (what) => void importing.choose(what).catch(logBug),
  });

  app.on('second-instance', (_event, args) => {
    showExistingWindow(mainWindow);
    links.arrive(linkOnCommandLine(args));
  });
  mainWindow.on('closed', () => {
    mainWindow = null;
    app.quit();
  });
  app.on('before-quit', () => {
    void syncing.stop();
    void writing.stop();
    importing.stop();
    exporting.stop();
  });
}
