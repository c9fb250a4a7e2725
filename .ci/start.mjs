// `npm start`: from a fresh clone to the running app; arguments after `--` go to the app.
import { buildAll } from './build.mjs';
import { requireDisplay } from './display.mjs';
import { launchElectron } from './launch-electron.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  requireDisplay('npm start');
  await setUp({ display: true });
  await buildAll();
  return launchElectron(process.argv.slice(2));
});
