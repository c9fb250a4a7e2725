// Runs the built app for the command line tool of a working copy; every argument goes to the app.
import { launchElectron } from './launch-electron.mjs';
import { runTool } from './tool.mjs';

await runTool(() => launchElectron(process.argv.slice(2)));
