// How a start goes on, decided before Electron is ready: with which profile, with a window or a task, or not at all.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Failure } from '../shared/failure.ts';
import type { LaunchOptions } from './shell/launch-options.ts';
import { printLine } from './shell/output.ts';
import { openProfile } from './shell/profile.ts';
import { allowedServiceBase } from './sources/graph-security/service-base.ts';
import { readTask } from './task.ts';
import type { Task } from './task.ts';

export interface Launch {
  /** Where everything of the person is; a throw-away folder where the profile was refused. */
  readonly profileFolder: string;
  /** Why the profile stays untouched. */
  readonly refusal: Failure | null;
  /** What to do instead of showing a window. */
  readonly task: Task | null;
  /** A service on this machine in place of all sources. */
  readonly replacedBy: string | null;
}

const profileInUse: Failure = {
  kind: 'conflict',
  summary: 'Clearpane is open with this profile.',
  action: 'Close it, or name another profile.',
};

/** Takes the profile. Null when the start ends here; why was said, and the app is on its way out. */
export function openLaunch(options: LaunchOptions): Launch | null {
  if (options.profileFolder !== null) app.setPath('userData', options.profileFolder);
  const refusal = openProfile(app.getPath('userData'), app.getVersion());
  // Chromium writes into its folder at once: a refused profile must not be that folder.
  if (refusal !== null) app.setPath('userData', mkdtempSync(join(tmpdir(), 'clearpane-refused-')));

  const base = options.graphUrl === null ? null : allowedServiceBase(options.graphUrl);
  if (options.graphUrl !== null && base?.mayHaveToken !== false) {
    console.error(`clearpane: --graph-url must be an address of this machine: ${options.graphUrl}`);
    app.exit(2);
    return null;
  }
  const task = options.task === null ? null : readTask(options.task);
  if (options.task !== null && (task === null || refusal !== null)) {
    return endWith(refusal ?? { kind: 'rejected', summary: 'This is no task.' });
  }
  if (!app.requestSingleInstanceLock()) {
    if (task !== null) return endWith(profileInUse);
    app.quit();
    return null;
  }
  const profileFolder = app.getPath('userData');
  return { profileFolder, refusal, task, replacedBy: base?.baseUrl ?? null };
}

function endWith(failure: Failure): null {
  printLine({ failure });
  app.exit(1);
  return null;
}
