// People write while the profile's disk fills up. An entry is saved or refused, the window says so, and after
// a restart with space every saved entry is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readSummary } from '../soak/app-doors.ts';
import { authoredEntry, readEntries, write } from './authored-entries.ts';
import { launchForSure } from './launch-for-sure.ts';
import type { SmallDisk } from './small-disk.ts';

/** In characters. */
export const entryLength = 4_000;
export const entriesWritten = 60;
const tellWithinMs = 5_000;

export interface FullDiskRun {
  readonly saved: number;
  readonly refused: number;
  /** From the first refusal to the words in the window; null where nothing was refused or said. */
  readonly toldMs: number | null;
  /** Why the run counts as failed; empty for a good one. */
  readonly faults: readonly string[];
}

export async function writeOnto(
  disk: SmallDisk,
  { free, args }: { readonly free: number; readonly args: readonly string[] },
): Promise<FullDiskRun> {
  const profileDir = `${disk.folder}/profile`;
  const faults: string[] = [];
  const { app } = await launchForSure({ profileDir, args });
  let saved: readonly string[] = [];
  let refused = 0;
  let toldMs: number | null = null;
  try {
    while ((await readSummary(app.app)).alerts === 0) await sleep(200);
    await disk.fill(free);
    for (let number = 0; number < entriesWritten; number += 1) {
      const failure = await write(app.window, authoredEntry(number, entryLength));
      if (failure === null) continue;
      refused += 1;
      if (failure.kind !== 'storage') faults.push(`refused with ${failure.kind}`);
      if (refused === 1) toldMs = await untilTold(app.window);
    }
    if (refused > 0 && toldMs === null) faults.push('the window says nothing of it');
    saved = await readEntries(app.window);
    const promised = entriesWritten - refused;
    if (saved.length !== promised) faults.push(`${saved.length} of ${promised} listed`);
  } finally {
    await app.kill();
  }
  await disk.empty();
  const { app: again } = await launchForSure({ profileDir, args });
  try {
    let kept: readonly string[] = [];
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(200)) {
      kept = await readEntries(again.window);
      if (kept.length >= saved.length) break;
    }
    const lost = saved.filter((entry) => !kept.includes(entry));
    if (lost.length > 0) faults.push(`${lost.length} saved entries are lost`);
    const failure = await write(again.window, authoredEntry(entriesWritten));
    if (failure !== null) faults.push(`still refused with space: ${failure.summary}`);
  } finally {
    await again.kill();
  }
  return { saved: saved.length, refused, toldMs, faults };
}

/** Milliseconds until the window says that something was not saved; null where it says nothing in time. */
async function untilTold(window: Page): Promise<number | null> {
  const startedAt = Date.now();
  try {
    await window.getByText(/^What you wrote last was not saved/).waitFor({ timeout: tellWithinMs });
    return Date.now() - startedAt;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return null;
    throw error;
  }
}
