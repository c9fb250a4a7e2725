// Journeys through the real app, one at a time: `npm run test:e2e`, `npm run screenshots`.
import { defineConfig } from '@playwright/test';

const results = new URL('../test-results/', import.meta.url).pathname;

export default defineConfig({
  testDir: '.',
  outputDir: `${results}e2e`,
  workers: 1,
  fullyParallel: false,
  // A busy machine is no failure; a journey that passes at a second try is reported as flaky.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  retries: process.env['CI'] ? 2 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: `${results}e2e.json` }]],
  projects: [
    { name: 'journeys', testMatch: '**/*.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots.ts' },
  ],
});
