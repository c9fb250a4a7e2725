// The phases of this window's start, reported once when the first rows are on screen.
import type { ShellBridge } from '../../shared/contract/shell.ts';

export type StartPhase = 'script' | 'shell' | 'port' | 'rows';

export interface StartReport {
  /** The first mark of a phase counts. `rows` ends the start and sends the report. */
  mark(phase: StartPhase): void;
  /** Resolves when the first rows are on screen: what can wait starts then. */
  readonly done: Promise<void>;
}

/** `workerTimings` is asked once, when the start is over. */
export function createStartReport(
  bridge: ShellBridge,
  workerTimings: () => Promise<Readonly<Record<string, number>>>,
): StartReport {
  const marks = new Map<string, number>([['navigation', performance.timeOrigin]]);
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  const report = async (): Promise<void> => {
    const { startedAt = 0, ...phases } = await workerTimings();
    let at = startedAt;
    marks.set('worker', at);
    for (const [phase, durationMs] of Object.entries(phases)) {
      at += durationMs;
      marks.set(`worker ${phase}`, at);
    }
    await bridge.call('start.report', { marks: Object.fromEntries(marks) });
  };
  return {
    done,
    mark(phase) {
      if (marks.has(phase)) return;
      const { startTime } = performance.mark(`clearpane ${phase}`);
      marks.set(phase, performance.timeOrigin + startTime);
      if (phase !== 'rows') return;
      end();
      void report();
    },
  };
}

/** Calls back when what was rendered just now has been painted. */
export function afterPaint(callback: () => void): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      callback();
    };
    channel.port2.postMessage(null);
  });
}
