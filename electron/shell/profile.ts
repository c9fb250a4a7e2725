// The profile folder's stamp: which format made it, read before anything in it is opened.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/failure.ts';

/** Raised when a release changes a file of the profile in a way older releases cannot read. */
const profileFormat = 1;

const stampName = 'clearpane-profile.json';

/**
 * Stamps a new folder, accepts a known one, and refuses one of a newer version without a write.
 * Synchronous: it decides what Electron may open, before Electron is ready.
 */
export function openProfile(folder: string, appVersion: string): Failure | null {
  const path = join(folder, stampName);
  const stamp = readStamp(path);
  if (stamp === null) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `${JSON.stringify({ format: profileFormat, appVersion })}\n`);
    return null;
  }
  if (stamp.format <= profileFormat) return null;
  return {
    kind: 'storage',
    summary: `This profile was made by a newer Clearpane (${stamp.appVersion}) and was left untouched.`,
    action: `Update Clearpane to ${stamp.appVersion} or newer, or start with another profile folder (--profile).`,
    place: folder,
  };
}

interface Stamp {
  readonly format: number;
  readonly appVersion: string;
}

function readStamp(path: string): Stamp | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  let stamp: Partial<Record<keyof Stamp, unknown>> | null;
  try {
    stamp = JSON.parse(text) as typeof stamp;
  } catch {
    // A crash while stamping leaves a torn stamp; the data's own stamps still guard the store.
    return null;
  }
  const { format, appVersion } = stamp ?? {};
  if (typeof format !== 'number') return null;
  return { format, appVersion: typeof appVersion === 'string' ? appVersion : 'of unknown version' };
}
