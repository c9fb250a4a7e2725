// Entry of a visible window: takes the bridge and the store's port, opens the session, renders the app.
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import type { ShellBridge } from '../shared/contract/shell.ts';
import './global.css';
import { createStoreConnection, listenForStorePort } from './state/connection.ts';
import { openSession, SessionProvider } from './state/session.tsx';
import { afterPaint, createStartReport } from './state/start-report.ts';
import { App } from './views/shell/app.tsx';

declare global {
  interface Window {
    readonly clearpane: ShellBridge;
  }
}

const connection = createStoreConnection();
const start = createStartReport(window.clearpane, () => connection.call('store.timings', null));
start.mark('script');

// Main sends the port as soon as this script has run: listen before anything is awaited.
listenForStorePort(connection, () => start.mark('port'));

const session = await openSession(window.clearpane, connection, start);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const styles = createDOMRenderer(document, { styleElementAttributes: { nonce } });

createRoot(root).render(
  <RendererProvider renderer={styles} targetDocument={document}>
    <SessionProvider value={session}>
      <App />
    </SessionProvider>
  </RendererProvider>,
);
afterPaint(() => start.mark('shell'));
