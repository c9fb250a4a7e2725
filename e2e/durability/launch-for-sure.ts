// Launches by the dozen: now and then Playwright does not see that an app has started, on a busy machine.
import { errors } from '@playwright/test';
import { launchClearpane } from '../launch.ts';
import type { Clearpane, LaunchOptions } from '../launch.ts';

export interface Launched {
  readonly app: Clearpane;
  /** Of the launch that was seen, epoch milliseconds. */
  readonly startedAt: number;
}

/**
 * Once more where a start was missed. That app may have gone on without being seen: `renew` puts the profile
 * back to what the start is to find, where that matters.
 */
export async function launchForSure(
  options: LaunchOptions,
  renew?: () => Promise<unknown>,
): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1) await renew?.();
    const startedAt = Date.now();
    try {
      // A start that was not seen by then is not seen at all.
      return { app: await launchClearpane({ timeoutMs: 15_000, ...options }), startedAt };
    } catch (error) {
      if (attempt === 3 || !(error instanceof errors.TimeoutError)) throw error;
    }
  }
}
