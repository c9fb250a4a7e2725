// Journeys through the real app, one at a time: `npm run test:e2e`, `npm run screenshots`.
import { defineConfig } from '@playwright/test';

const results = new URL('../test-results/', import.meta.url).pathname;

export default defineConfig({
  testDir: '.',
  outputDir: `${results}e2e`,
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: `${results}e2e.json` }]],
  projects: [
    { name: 'journeys', testMatch: '**/*.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots.ts' },
  ],
});
