// Unit and integration tests of every room; end-to-end journeys live in e2e/ and run in Playwright.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['{shared,electron,renderer,resources,.ci}/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});
