// Keeps every window and main joined to the data worker, through its restarts.
import { ipcMain } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import type { StoreIngest } from '../../shared/contract/store-ingest.ts';
import { connect } from '../../shared/rpc.ts';
import type { RpcClient } from '../../shared/rpc.ts';
import { endpointOf, joinToStore, openStorePort } from './ports.ts';

interface StoreHostParts {
  readonly storeWindow: BrowserWindow;
  /** The windows open now; asked anew each time. */
  readonly visibleWindows: () => readonly BrowserWindow[];
  /** A data worker waits for main: the first one, and each that replaces a dead one. */
  readonly onWorker: (store: RpcClient<StoreIngest>) => void;
}

export interface StoreHost {
  /** To be called when the store window says that its worker was replaced. */
  rejoin(sender: WebContents): void;
}

const gone = {
  kind: 'storage',
  summary: 'The data process stopped and is being started again.',
} as const;

export function hostStore({ storeWindow, visibleWindows, onWorker }: StoreHostParts): StoreHost {
  let isReady = false;
  let client: RpcClient<StoreIngest> | null = null;

  const join = (): void => {
    isReady = true;
    client?.disconnect(gone);
    client = connect<StoreIngest>(
      endpointOf(openStorePort(storeWindow.webContents, 'store-ingest')),
    );
    onWorker(client);
    for (const window of visibleWindows()) {
      joinToStore(window.webContents, storeWindow.webContents);
    }
  };

  ipcMain.on('clearpane:page-ready', (event) => {
    if (event.sender === storeWindow.webContents) {
      join();
      return;
    }
    const isVisible = visibleWindows().some((window) => window.webContents === event.sender);
    if (isReady && isVisible) joinToStore(event.sender, storeWindow.webContents);
  });

  storeWindow.webContents.on('render-process-gone', () => {
    isReady = false;
    storeWindow.webContents.reload();
  });

  return {
    rejoin(sender) {
      if (sender === storeWindow.webContents) join();
    },
  };
}
