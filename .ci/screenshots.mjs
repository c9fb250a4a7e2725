// `npm run screenshots`: renews the pictures of the documentation from the real app.
import { runPlaywright } from './playwright.mjs';
import { prepareApp } from './prepare-app.mjs';
import { runTool } from './tool.mjs';

await runTool(async () => {
  await prepareApp();
  return runPlaywright('screenshots', process.argv.slice(2));
});
