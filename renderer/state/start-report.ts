// The phases of this window's start, reported once when the first rows are on screen.
import type { ShellBridge } from '../../shared/contract/shell.ts';

export type StartPhase = 'script' | 'shell' | 'port' | 'rows';

export interface StartReport {
  /** The first mark of a phase counts. `rows` ends the start and sends the report. */
  mark(phase: StartPhase): void;
}

export function createStartReport(bridge: ShellBridge): StartReport {
  const marks = new Map<string, number>();
  return {
    mark(phase) {
      if (marks.has(phase)) return;
      const { startTime } = performance.mark(`clearpane ${phase}`);
      marks.set(phase, performance.timeOrigin + startTime);
      if (phase === 'rows') {
        void bridge.call('start.report', { marks: Object.fromEntries(marks) });
      }
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
