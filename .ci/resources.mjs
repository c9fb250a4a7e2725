// `npm run resources`: writes the generated files of resources/ from the facts beside the project.
import { writeFileSync } from 'node:fs';
import { alertCatalogue } from './resources/alert-catalogue.mjs';
import { attack } from './resources/attack.mjs';
import { graphSecurity } from './resources/graph-security.mjs';
import { factsArePresent, factsFolder, resourcesFolder } from './resources/resource.mjs';

/** Every generated resource. */
export const resources = [graphSecurity, attack, alertCatalogue];

async function main() {
  if (!factsArePresent()) {
    console.error(
      `resources: the facts are not on this machine (looked in ${factsFolder.pathname})`,
    );
    process.exitCode = 1;
    return;
  }
  for (const resource of resources) {
    writeFileSync(new URL(resource.file, resourcesFolder), await resource.text());
    console.log(`resources/${resource.file}`);
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
