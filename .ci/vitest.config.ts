// Unit and integration tests of every room; journeys (e2e/**/*.spec.ts) run in Playwright.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['{shared,electron,renderer,resources,e2e,.ci}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['.ci/vitest.temporary-folder.ts'],
    setupFiles: ['.ci/vitest.setup.ts'],
    env: process.env['CI'] ? { CLEARPANE_SEED: '20261125' } : {},
    // A busy machine is no failure; what hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
