// Which alerts come back: the same technique on the same thing, again and again with time between. They
// are a series (a job that a detector dislikes, a scanner, a tool that somebody keeps), and no attack.
import type { Tie } from './tie.ts';

interface Occurrences {
  /** Bursts count once. */
  count: number;
  lastAt: number;
  lastAlert: number;
}

/** What comes again within this time is one burst. */
const BURST_MS = 3_600_000;

/** So many bursts before make the next one a recurrence. */
const RECURS_AFTER = 2;

/** A series that paused as long has ended. */
const MEMORY_MS = 30 * 24 * 3_600_000;

const KINDS: ReadonlySet<string> = new Set(['machine', 'address', 'file', 'cloud']);

export class Recurrence {
  readonly #occurrencesBySign = new Map<string, Occurrences>();

  /** The alert that this one repeats, -1 for none. `what` names its category and techniques. */
  earlierOf(what: string, ties: readonly Tie[], at: number): number {
    let most: Occurrences | null = null;
    for (const tie of ties) {
      if (!KINDS.has(tie.kind)) continue;
      const known = this.#occurrencesBySign.get(`${what} ${tie.key}`);
      if (known === undefined) continue;
      const bursts = known.count - (at - known.lastAt > BURST_MS ? 0 : 1);
      if (bursts >= RECURS_AFTER && (most === null || known.count > most.count)) most = known;
    }
    return most === null ? -1 : most.lastAlert;
  }

  add(alert: number, what: string, ties: readonly Tie[], at: number): void {
    for (const tie of ties) {
      if (!KINDS.has(tie.kind)) continue;
      const sign = `${what} ${tie.key}`;
      const known = this.#occurrencesBySign.get(sign);
      if (known === undefined) {
        this.#occurrencesBySign.set(sign, { count: 1, lastAt: at, lastAlert: alert });
        continue;
      }
      if (at - known.lastAt > BURST_MS) known.count++;
      known.lastAt = Math.max(known.lastAt, at);
      known.lastAlert = alert;
    }
  }

  forgetBefore(at: number): void {
    for (const [sign, { lastAt }] of this.#occurrencesBySign) {
      if (lastAt < at - MEMORY_MS) this.#occurrencesBySign.delete(sign);
    }
  }
}
