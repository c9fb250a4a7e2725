// Writes what a person decides about rules and alerts that are set aside, and how it is taken back.
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { useOutbox } from './session.tsx';
import type { TuningChange } from './tuning-change.ts';

export interface TuningChanges {
  /** The last one that was made and not taken back. */
  readonly last: TuningChange | null;
  readonly failure: Failure | null;
  /** Resolves with whether it is in the journal. */
  make(change: TuningChange): Promise<boolean>;
  undo(): Promise<void>;
  dismiss(): void;
}

export function useTuningChanges(): TuningChanges {
  const write = useOutbox((state) => state.write);
  const [last, setLast] = useState<TuningChange | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    last,
    failure,
    async make(change) {
      const trouble = await write(change.gesture);
      setFailure(trouble);
      if (trouble === null) setLast(change);
      return trouble === null;
    },
    async undo() {
      if (last === null) return;
      const trouble = await write(last.undo);
      setFailure(trouble);
      if (trouble === null) setLast(null);
    },
    dismiss() {
      setLast(null);
      setFailure(null);
    },
  };
}
