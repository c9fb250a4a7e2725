// The `test` of every journey: it can launch the app, and a failing one leaves behind what it takes to see why.
import { test as base } from '@playwright/test';
import type { TestInfo } from '@playwright/test';

import { launchClearpane } from './launch.ts';
import type { Clearpane } from './launch.ts';

interface JourneyFixtures {
  /** As launchClearpane; what the test has not closed is killed at its end. */
  readonly launch: typeof launchClearpane;
}

export const test = base.extend<JourneyFixtures>({
  // Playwright reads the names of the needed fixtures from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  launch: async ({}, use, testInfo) => {
    const launched: Clearpane[] = [];
    await use(async (options) => {
      const clearpane = await launchClearpane(options);
      await clearpane.app.context().tracing.start({ screenshots: true, snapshots: true });
      launched.push(clearpane);
      return clearpane;
    });
    for (const [index, clearpane] of launched.entries()) {
      if (!clearpane.isRunning()) continue;
      if (testInfo.status !== testInfo.expectedStatus)
        await keepEvidence(clearpane, index, testInfo);
      await clearpane.kill();
    }
  },
});

/** A picture, a trace and what main printed; an app that hangs must not hide the failure itself. */
async function keepEvidence(
  clearpane: Clearpane,
  index: number,
  testInfo: TestInfo,
): Promise<void> {
  const path = (name: string): string => testInfo.outputPath(`app-${index + 1}-${name}`);
  const timeout = 5_000;
  const attempts = await Promise.allSettled([
    clearpane.window.screenshot({ path: path('window.png'), timeout }),
    clearpane.app.context().tracing.stop({ path: path('trace.zip') }),
    testInfo.attach('main', { body: clearpane.output(), contentType: 'text/plain' }),
  ]);
  for (const attempt of attempts) {
    if (attempt.status === 'rejected') console.error(attempt.reason);
  }
}
