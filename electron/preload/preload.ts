// The bridge and nothing else: calls and events of the shell seam, ports handed to the page, and files that a
// person drops on it.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ShellBridge, ShellEvents } from '../../shared/contract/shell.ts';

const bridge: ShellBridge = {
  call: (name, argument) => ipcRenderer.invoke('clearpane:call', name, argument),
  on: (name, listener) => {
    const forward = (_event: unknown, eventName: string, event: unknown): void => {
      if (eventName === name) listener(event as ShellEvents[typeof name]);
    };
    ipcRenderer.on('clearpane:event', forward);
    return () => {
      ipcRenderer.removeListener('clearpane:event', forward);
    };
  },
};

contextBridge.exposeInMainWorld('clearpane', bridge);

ipcRenderer.on('clearpane:port', (event, message: unknown) => {
  window.postMessage(message, window.location.origin, [...event.ports]);
});

// What a person drops goes to main from here: the page never learns a path, and can name none.
window.addEventListener(
  'drop',
  (event) => {
    if (!event.isTrusted) return;
    const files = [...(event.dataTransfer?.files ?? [])];
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    if (paths.length > 0) ipcRenderer.send('clearpane:drop', paths);
  },
  { capture: true },
);

// The page's module scripts have run by now, so it listens: main may hand it ports.
window.addEventListener('DOMContentLoaded', () => {
  ipcRenderer.send('clearpane:page-ready');
});
