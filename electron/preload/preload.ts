// The bridge and nothing else: calls and events of the shell seam, and ports handed to the page.
import { contextBridge, ipcRenderer } from 'electron';
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

// The page's module scripts have run by now, so it listens: main may hand it ports.
window.addEventListener('DOMContentLoaded', () => {
  ipcRenderer.send('clearpane:page-ready');
});
