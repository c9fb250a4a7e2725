// What the command line of the app may say; unknown switches are Chromium's.
import { resolve } from 'node:path';

export interface LaunchOptions {
  /** Folder of the profile; null for the system's usual place. */
  readonly profileFolder: string | null;
  /** Base URL of a service on this machine that takes the place of the demo tenant. */
  readonly graphUrl: string | null;
  /** JSON of work to do without a window, from the command line tool. */
  readonly task: string | null;
  /** File that gets the phases of the start as JSON, for the start-up measurement. */
  readonly startReport: string | null;
}

/** `valueOf` gives a switch's value, the empty string where it is absent. */
export function readLaunchOptions(valueOf: (name: string) => string): LaunchOptions {
  const path = (name: string): string | null => {
    const value = valueOf(name);
    return value === '' ? null : resolve(value);
  };
  return {
    profileFolder: path('profile'),
    graphUrl: valueOf('graph-url') || null,
    task: valueOf('task') || null,
    startReport: path('start-report'),
  };
}
