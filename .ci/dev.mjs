// `npm run dev`: the app with hot reload. Windows get the renderer from Vite's server, through main; a change
// of main or of the preload rebuilds it and restarts the app. Arguments after `--` go to the app.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { requireDisplay } from './display.mjs';
import { electronCommand } from './launch-electron.mjs';
import { projectRoot } from './project.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  requireDisplay('npm run dev');
  await setUp({ display: true });
  const server = await serveRenderer();
  const app = restartableApp(await electronCommand(process.argv.slice(2)), server.url);
  const watchers = await watchMain(() => app.restart());
  const code = await app.ended;
  await Promise.all([server.close(), ...watchers.map((watcher) => watcher.close())]);
  return code;
});

/** The page is app://clearpane, so that Vite's client must be told where its socket is. */
async function serveRenderer() {
  const { createServer } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const { rendererConfig } = await import('./vite/renderer.mjs');
  const host = '127.0.0.1';
  const port = 5173;
  const server = await createServer({
    ...rendererConfig(),
    plugins: [react()],
    server: { host, port, strictPort: true, hmr: { protocol: 'ws', host, clientPort: port } },
  });
  await server.listen();
  return { url: `http://${host}:${port}`, close: () => server.close() };
}

/**
 * @param {() => void} onRebuilt called once after the first builds, then after every rebuild
 */
async function watchMain(onRebuilt) {
  const { build } = await import('vite');
  const configs = [
    (await import('./vite/main.mjs')).mainConfig(),
    (await import('./vite/preload.mjs')).preloadConfig(),
  ];
  const built = new Set();
  return Promise.all(
    configs.map(async (config) => {
      const watcher = await build({
        ...config,
        logLevel: 'warn',
        build: { ...config.build, watch: {} },
      });
      if (!('on' in watcher)) throw new Error('Vite does not watch');
      watcher.on('event', (event) => {
        if (event.code === 'ERROR') console.error(event.error.message);
        if (event.code !== 'END') return;
        built.add(config);
        if (built.size === configs.length) onRebuilt();
      });
      return watcher;
    }),
  );
}

/**
 * @param {Awaited<ReturnType<typeof electronCommand>>} command
 * @param {string} serverUrl
 */
function restartableApp({ executable, args, env }, serverUrl) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  /** @type {(code: number) => void} */
  let end;
  /** @type {Promise<number>} resolved when the app quits by itself */
  const ended = new Promise((resolve) => (end = resolve));
  let turn = Promise.resolve();

  function start() {
    const started = spawn(executable, args, {
      cwd: projectRoot,
      env: { ...env, CLEARPANE_DEV_SERVER: serverUrl },
      stdio: 'inherit',
    });
    started.on('exit', (code) => {
      if (child === started) end(code ?? 0);
    });
    child = started;
  }

  async function stop() {
    const running = child;
    if (running === null) return;
    // Its end is not the app's own wish.
    child = null;
    const exit = once(running, 'exit');
    running.kill();
    await exit;
  }

  return {
    ended,
    restart() {
      turn = turn.then(stop).then(start);
    },
  };
}
