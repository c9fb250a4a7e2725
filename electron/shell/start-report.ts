// The phases of a start as UTC epoch milliseconds, written where --start-report says.
import type { Clock } from '../../shared/clock.ts';
import { writeJsonFile } from './json-file.ts';

export interface StartReport {
  /** Marks a phase of main's own start; the first mark of a name counts. */
  mark(phase: string): void;
  /** Adds the window's marks; with its rows on screen the start is complete. */
  complete(windowMarks: Readonly<Record<string, number>>): Promise<void>;
  /** Resolves when the start is complete, and without that after 5 s: a window in trouble stops nothing. */
  readonly completed: Promise<void>;
}

const longestStartMs = 5_000;

/** `path` null: nobody asked, nothing is written. */
export function openStartReport(path: string | null, clock: Clock): StartReport {
  const marks = new Map<string, number>();
  const mark = (phase: string): void => {
    if (!marks.has(phase)) marks.set(phase, clock.now());
  };
  let end: () => void = () => undefined;
  const completed = new Promise<void>((resolve) => {
    end = resolve;
    setTimeout(resolve, longestStartMs);
  });
  return {
    mark,
    completed,
    async complete(windowMarks) {
      end();
      if (path === null) return;
      for (const [phase, at] of Object.entries(windowMarks)) marks.set(`window ${phase}`, at);
      await writeJsonFile(path, Object.fromEntries(marks));
    },
  };
}
