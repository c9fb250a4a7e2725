// Message ports between main, the store window and the visible windows.
import { MessageChannelMain } from 'electron';
import type { MessagePortMain, WebContents } from 'electron';
import type { PortMessage } from '../../shared/contract/shell.ts';
import type { MessageEndpoint } from '../../shared/rpc.ts';

/** Main's end of a port, as shared/rpc sees one. Ports of main carry no transferables but ports. */
export function endpointOf(port: MessagePortMain): MessageEndpoint {
  return {
    postMessage: (message) => {
      port.postMessage(message);
    },
    addEventListener: (_type, listener) => {
      port.on('message', (event) => listener({ data: event.data as unknown }));
    },
    start: () => {
      port.start();
    },
    close: () => {
      port.close();
    },
  };
}

/** A new channel whose other end goes to the store window under the given name. */
export function openStorePort(
  storeWindow: WebContents,
  name: PortMessage['clearpanePort'],
): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  handPort(storeWindow, name, port2);
  return port1;
}

/** Joins a visible window to the data worker; both may still be starting. */
export function joinToStore(window: WebContents, storeWindow: WebContents): void {
  handPort(window, 'store-queries', openStorePort(storeWindow, 'store-queries'));
}

function handPort(
  contents: WebContents,
  name: PortMessage['clearpanePort'],
  port: MessagePortMain,
): void {
  contents.postMessage('clearpane:port', { clearpanePort: name } satisfies PortMessage, [port]);
}
