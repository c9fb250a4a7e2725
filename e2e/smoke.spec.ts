// The shortest journey that proves an installation: it also runs on packages (`npm run package -- --smoke`).
import { expect } from '@playwright/test';

import { test } from './journey.ts';

test('a first start fills the queue and quits cleanly @smoke', async ({ launch }) => {
  const { app, window, close } = await launch();
  const complaints: string[] = [];
  window.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  window.on('pageerror', (error) => complaints.push(error.message));

  await expect(window.getByRole('heading', { name: 'Incidents', exact: true })).toBeVisible();
  const rows = window.getByRole('grid').getByRole('row');
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBeGreaterThan(5);
  expect(complaints).toEqual([]);

  const main = app.process();
  await close();
  expect(main.exitCode).toBe(0);
});
