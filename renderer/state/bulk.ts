// Writes what was planned for many rows, piece by piece, and takes all of it back in one step.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { mostGestures } from '../../shared/contract/outbox.ts';
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import { undoOf } from './bulk-plan.ts';
import type { BulkStep } from './bulk-plan.ts';
import type { OutboxStatus } from './outbox.ts';

/** "incident" or "alert", for the words about a change. */
export type BulkSubject = 'incident' | 'alert';

/** Numbers are of rows. */
export interface BulkOutcome {
  readonly subject: BulkSubject;
  readonly isUndo: boolean;
  readonly written: number;
  /** Not begun when the person stopped it. */
  readonly stopped: number;
  readonly failed: readonly { readonly name: string; readonly failure: Failure }[];
  /** Comments stay when the rest is undone. */
  readonly comments: number;
}

export type BulkPhase =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'writing';
      readonly subject: BulkSubject;
      readonly isUndo: boolean;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'done'; readonly outcome: BulkOutcome };

/** What a person begins with in the pane. */
export type BulkBegin = 'status' | 'resolve' | 'assign' | 'tag';

/** The pane in which a change of many rows is chosen. */
export interface BulkPane {
  readonly subject: BulkSubject;
  readonly keys: readonly string[];
  readonly begin: BulkBegin;
}

export interface BulkStatus {
  /** null while it is closed. */
  readonly pane: BulkPane | null;
  readonly phase: BulkPhase;
  /** What puts back what was written last; none after it was put back. */
  readonly undoSteps: readonly BulkStep[];
  /** Does nothing without rows, or while a change is being written. */
  openPane(pane: BulkPane): void;
  closePane(): void;
  /** Does nothing while another change is being written. */
  run(subject: BulkSubject, steps: readonly BulkStep[]): Promise<void>;
  /** The rest of it where it was stopped or failed before. */
  undo(): Promise<void>;
  /** After the piece that is being written. */
  stop(): void;
  dismiss(): void;
}

export type BulkStore = StoreApi<BulkStatus>;

/** Gestures that share one sync; few enough that a stop is heard soon. */
const PIECE = Math.min(200, mostGestures);

/** What became of one row. */
interface StepResult {
  readonly step: BulkStep;
  readonly kept: readonly Gesture<AnnotationDraft>[];
  readonly failure: Failure | null;
}

export function createBulk(writeAll: OutboxStatus['writeAll']): BulkStore {
  return createStore<BulkStatus>()((set, get) => {
    let isStopped = false;
    let undoSubject: BulkSubject = 'incident';

    async function write(
      subject: BulkSubject,
      steps: readonly BulkStep[],
      isUndo: boolean,
    ): Promise<readonly StepResult[] | null> {
      if (get().phase.kind === 'writing') return null;
      isStopped = false;
      const results: StepResult[] = [];
      for (const piece of piecesOf(steps)) {
        if (isStopped) break;
        const progress = { done: results.length, total: steps.length };
        set({ phase: { kind: 'writing', subject, isUndo, ...progress } });
        results.push(...(await writePiece(piece, writeAll)));
      }
      const failed = results.flatMap(({ step, failure }) =>
        failure === null ? [] : [{ name: step.name, failure }],
      );
      const outcome: BulkOutcome = {
        subject,
        isUndo,
        written: results.length - failed.length,
        stopped: steps.length - results.length,
        failed,
        comments: results.flatMap(({ kept }) => kept.filter(isComment)).length,
      };
      set({ phase: { kind: 'done', outcome } });
      return results;
    }

    return {
      pane: null,
      phase: { kind: 'idle' },
      undoSteps: [],
      openPane: (pane) =>
        set(({ phase }) => (phase.kind === 'writing' || pane.keys.length === 0 ? {} : { pane })),
      closePane: () => set({ pane: null }),
      async run(subject, steps) {
        const results = await write(subject, steps, false);
        if (results === null) return;
        undoSubject = subject;
        set({
          undoSteps: results.flatMap(({ step, kept }) => {
            const gestures = undoOf(kept);
            return gestures.length === 0 ? [] : [{ name: step.name, gestures }];
          }),
        });
      },
      async undo() {
        const steps = get().undoSteps;
        const results = await write(undoSubject, steps, true);
        if (results === null) return;
        const isBack = new Set(results.filter(({ failure }) => failure === null).map(stepOf));
        set({ undoSteps: steps.filter((step) => !isBack.has(step)) });
      },
      stop() {
        isStopped = true;
      },
      dismiss: () =>
        set(({ phase }) => (phase.kind === 'writing' ? {} : { phase: { kind: 'idle' } })),
    };
  });
}

const stepOf = ({ step }: StepResult): BulkStep => step;

const isComment = ({ kind }: Gesture<AnnotationDraft>): boolean => kind === 'comment';

/** No step is parted. */
function piecesOf(steps: readonly BulkStep[]): readonly (readonly BulkStep[])[] {
  const pieces: BulkStep[][] = [];
  let room = 0;
  for (const step of steps) {
    if (room < step.gestures.length || pieces.length === 0) {
      pieces.push([]);
      room = PIECE;
    }
    pieces.at(-1)?.push(step);
    room -= step.gestures.length;
  }
  return pieces;
}

async function writePiece(
  piece: readonly BulkStep[],
  writeAll: OutboxStatus['writeAll'],
): Promise<readonly StepResult[]> {
  const gestures = piece.flatMap((step) => step.gestures);
  const failures: (Failure | null)[] = [];
  for (let from = 0; from < gestures.length; from += mostGestures) {
    const part = gestures.slice(from, from + mostGestures);
    const reply = await writeAll(part);
    failures.push(
      ...(reply.ok
        ? reply.value.map((one) => (one.ok ? null : one.failure))
        : part.map(() => reply.failure)),
    );
  }
  let next = 0;
  return piece.map((step) => {
    const own = failures.slice(next, (next += step.gestures.length));
    return {
      step,
      kept: step.gestures.filter((_gesture, index) => own[index] === null),
      failure: own.find((failure) => failure !== null) ?? null,
    };
  });
}
