// What the store does while nobody waits for it: compaction, the saved memory and the first answers once
// it was quiet for a while, and in pieces what opening left for later.
import type { Clock } from '../../../shared/clock.ts';
import { failureIn } from '../../../shared/failure.ts';

export interface QuietDisk {
  /** False when nothing was worth it. */
  compact(): Promise<boolean>;
  /** Documents that a start would have to lay over the saved memory; null where there is none. */
  readonly snapshotLag: number | null;
  saveSnapshot(): Promise<void>;
}

export interface QuietWorkParts {
  readonly clock: Clock;
  readonly disk: QuietDisk;
  /** How long the store must be quiet. */
  readonly afterMs: number;
  /** How often few changes are worth to be saved. */
  readonly saveEveryMs: number;
  keepAnswers(): Promise<void>;
  readonly onBug: (error: unknown) => void;
}

/** So many documents are saved at once: to lay them over the saved memory takes a start 50 ms. */
const MANY_DOCUMENTS = 5_000;
/** Milliseconds of work in one go. */
const PIECE_MS = 8;

export class QuietWork {
  readonly #parts: QuietWorkParts;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  readonly #later = new Set<ReturnType<typeof setTimeout>>();
  #savedAt = Number.NEGATIVE_INFINITY;
  #isSaving = false;

  constructor(parts: QuietWorkParts) {
    this.#parts = parts;
  }

  /** Something changed: what waits for quiet waits anew. */
  putOff(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.#work(), this.#parts.afterMs);
  }

  /** Goes through the work in pieces; requests come in between. */
  later(work: Generator<void>, waitMs = 0): void {
    const timer = setTimeout(() => {
      this.#later.delete(timer);
      const endsAt = performance.now() + PIECE_MS;
      while (work.next().done !== true) {
        if (performance.now() < endsAt) continue;
        this.later(work);
        return;
      }
    }, waitMs);
    this.#later.add(timer);
  }

  close(): void {
    clearTimeout(this.#quiet);
    for (const timer of this.#later) clearTimeout(timer);
    this.#later.clear();
  }

  async #work(): Promise<void> {
    const { disk, keepAnswers, onBug } = this.#parts;
    try {
      if ((await disk.compact()) || this.#isSaving) {
        this.putOff();
        return;
      }
      // They are small, and spare the next start more than a saved memory does.
      await keepAnswers();
      if (this.#isSaveDue()) await this.#save();
    } catch (error) {
      // A full disk is told by the next commit; all of this is tried again after it.
      if (failureIn(error) === null) onBug(error);
    }
  }

  #isSaveDue(): boolean {
    const { clock, disk, saveEveryMs } = this.#parts;
    const { snapshotLag } = disk;
    if (snapshotLag === 0) return false;
    const isLate = clock.now() - this.#savedAt >= saveEveryMs;
    return isLate || snapshotLag === null || snapshotLag >= MANY_DOCUMENTS;
  }

  async #save(): Promise<void> {
    this.#isSaving = true;
    try {
      await this.#parts.disk.saveSnapshot();
      this.#savedAt = this.#parts.clock.now();
    } finally {
      this.#isSaving = false;
    }
  }
}
