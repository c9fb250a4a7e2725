// Writes what a person decides about rules and alerts that are set aside, and takes the last of it back.
import { useState } from 'react';
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import { useOutbox } from './session.tsx';
import type { TuningChange } from './tuning-change.ts';

export interface TuningChanges {
  /** The last one that was made and not taken back. */
  readonly last: TuningChange | null;
  readonly failure: Failure | null;
  /** `mostGestures` at most. Resolves with whether all of it is in the journal. */
  make(change: TuningChange): Promise<boolean>;
  undo(): Promise<void>;
  dismiss(): void;
}

export function useTuningChanges(): TuningChanges {
  const writeAll = useOutbox((state) => state.writeAll);
  const [last, setLast] = useState<TuningChange | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const write = async (gestures: readonly Gesture<AnnotationDraft>[]): Promise<boolean> => {
    const reply = await writeAll(gestures);
    const refused = reply.ok ? reply.value.find(({ ok }) => !ok) : reply;
    const trouble = refused === undefined || refused.ok ? null : refused.failure;
    setFailure(trouble);
    return trouble === null;
  };
  return {
    last,
    failure,
    async make(change) {
      const isWritten = await write(change.gestures);
      if (isWritten) setLast(change);
      return isWritten;
    },
    async undo() {
      if (last !== null && (await write(last.undo))) setLast(null);
    },
    dismiss() {
      setLast(null);
      setFailure(null);
    },
  };
}
