// `npm start`: from a fresh clone to the running app; arguments after `--` go to the app.
import { buildAll } from './build.mjs';
import { hasDisplay } from './display.mjs';
import { launchElectron } from './launch-electron.mjs';
import { setUp } from './setup.mjs';
import { runTool, ToolError } from './tool.mjs';

await runTool(async () => {
  if (!hasDisplay()) {
    throw new ToolError(
      'Clearpane needs a display, and DISPLAY is not set. Without a screen (packages xvfb and xauth): xvfb-run -a npm start',
    );
  }
  await setUp({ display: true });
  await buildAll();
  return launchElectron(process.argv.slice(2));
});
