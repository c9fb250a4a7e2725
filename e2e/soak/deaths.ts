// The deaths that a run can cause in the app, one process or worker at a time, and how to see that a window lives again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import { inTime } from './app-doors.ts';

/** As by a lack of memory: the whole process of the hidden window goes, the data worker with it. */
export function crashStoreWindow(app: ElectronApplication): Promise<void> {
  return inTime(() =>
    app.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().endsWith('/store.html'))
        ?.forcefullyCrashRenderer();
    }),
  );
}

export function crashVisibleWindow(app: ElectronApplication): Promise<void> {
  return inTime(() =>
    app.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((contents) => !contents.getURL().endsWith('/store.html'))
        ?.forcefullyCrashRenderer();
    }),
  );
}

/** All text of the visible window; null where its page is dead or not there yet. */
export function readVisibleText(app: ElectronApplication): Promise<string | null> {
  return inTime(() =>
    app.evaluate(async ({ webContents }) => {
      const page = webContents
        .getAllWebContents()
        .find((contents) => !contents.getURL().endsWith('/store.html'));
      if (page === undefined || page.isCrashed() || page.isLoading()) return null;
      return page.executeJavaScript('document.body.innerText') as Promise<string>;
    }),
  );
}

/** Resolves when the visible window shows something again; throws where it does not within a minute. */
export async function waitForVisibleWindow(app: ElectronApplication): Promise<void> {
  const deadline = Date.now() + 60_000;
  do {
    // Right after its death a page is not known to be dead yet, and may never answer.
    await sleep(300);
    if (await Promise.race([readVisibleText(app), sleep(5_000, null)])) return;
  } while (Date.now() < deadline);
  throw new Error('the visible window stayed dead');
}

/** A call that no handler knows is a bug at its end: the data worker throws it and is replaced. */
export function breakDataWorker(app: ElectronApplication): Promise<void> {
  return inTime(() =>
    app.evaluate(({ MessageChannelMain, webContents }) => {
      const { port1, port2 } = new MessageChannelMain();
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().endsWith('/store.html'))
        ?.postMessage('clearpane:port', { clearpanePort: 'store-queries' }, [port2]);
      port1.start();
      port1.postMessage({ rpc: 'call', id: 1, name: 'no such call', argument: null });
      setTimeout(() => port1.close(), 1_000);
    }),
  );
}
