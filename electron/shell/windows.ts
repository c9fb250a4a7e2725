// The two kinds of windows: what an analyst sees, and the hidden one that hosts the data worker.
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Rectangle } from 'electron';
import { appOrigin } from './app-origin.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

interface WindowFolders {
  readonly preloadPath: string;
  readonly profileFolder: string;
}

/** Everything locked that can be: the page gets the bridge and nothing of Node or Electron. */
function lockedPreferences(preloadPath: string) {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
  } as const;
}

const reviveAfterMs = 250;

/** Opens the visible window at its last place; it shows itself at its first paint, and reloads when it dies. */
export async function openMainWindow(folders: WindowFolders): Promise<BrowserWindow> {
  const placePath = join(folders.profileFolder, 'window.json');
  const place = await lastPlace(placePath);
  const window = new BrowserWindow({
    title: 'Clearpane',
    show: false,
    minWidth: 800,
    minHeight: 500,
    ...place.bounds,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#fbfbfa',
    autoHideMenuBar: true,
    webPreferences: lockedPreferences(folders.preloadPath),
  });
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  // Not at once: a page that dies again and again must not take the processor with it.
  window.webContents.on('render-process-gone', () => {
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, reviveAfterMs);
  });
  window.on('close', () => {
    const kept: Place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    void writeJsonFile(placePath, kept);
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Never shown, never throttled: sync goes on while no window is visible. */
export function openStoreWindow(preloadPath: string): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    title: 'Clearpane store',
    webPreferences: { ...lockedPreferences(preloadPath), backgroundThrottling: false },
  });
  void window.loadURL(`${appOrigin}/store.html`);
  return window;
}

/** Deletes the database of the data worker, which starts again on nothing. */
export async function emptyStore(storeWindow: BrowserWindow): Promise<void> {
  const { session } = storeWindow.webContents;
  await session.clearStorageData({ origin: appOrigin, storages: ['indexdb'] });
  storeWindow.webContents.reload();
}

interface Place {
  readonly bounds: Partial<Rectangle>;
  readonly maximized: boolean;
}

const firstPlace: Place = { bounds: { width: 1440, height: 900 }, maximized: false };

/** The stored place if it still is on some screen (a monitor may have gone). */
async function lastPlace(path: string): Promise<Place> {
  const kept = (await readJsonFile(path).catch(() => null)) as Partial<Place> | null;
  const { x, y, width, height } = kept?.bounds ?? {};
  if (![x, y, width, height].every(Number.isInteger)) return firstPlace;
  const bounds = { x, y, width, height } as Rectangle;
  const area = screen.getDisplayMatching(bounds).workArea;
  const isVisible =
    bounds.x < area.x + area.width &&
    bounds.x + bounds.width > area.x &&
    bounds.y >= area.y &&
    bounds.y < area.y + area.height;
  return isVisible ? { bounds, maximized: kept?.maximized === true } : firstPlace;
}

/** A second start of the same profile brings the first one's window to the front. */
export function showExistingWindow(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  app.focus({ steal: true });
}
