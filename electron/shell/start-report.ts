// The phases of a start as UTC epoch milliseconds, written where --start-report says.
import type { Clock } from '../../shared/clock.ts';
import { writeJsonFile } from './json-file.ts';

export interface StartReport {
  /** Marks a phase of main's own start; the first mark of a name counts. */
  mark(phase: string): void;
  /** Adds the window's marks; with its rows on screen the start is complete. */
  complete(windowMarks: Readonly<Record<string, number>>): Promise<void>;
}

/** `path` null: nobody asked, nothing is written. */
export function openStartReport(path: string | null, clock: Clock): StartReport {
  const marks = new Map<string, number>();
  const mark = (phase: string): void => {
    if (!marks.has(phase)) marks.set(phase, clock.now());
  };
  return {
    mark,
    async complete(windowMarks) {
      if (path === null) return;
      for (const [phase, at] of Object.entries(windowMarks)) marks.set(`window ${phase}`, at);
      await writeJsonFile(path, Object.fromEntries(marks));
    },
  };
}
