// What was set aside since it could not be read, asked for once.
import { useEffect, useState } from 'react';
import type { Quarantine } from '../../shared/contract/store-queries.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { useSession } from './session.tsx';

export interface QuarantineView {
  /** null until the store has answered. */
  readonly quarantine: Quarantine | null;
  readonly failure: Failure | null;
}

/** Nobody reads more at once. */
const mostShown = 200;

export function useQuarantine(): QuarantineView {
  const { connection } = useSession();
  const [view, setView] = useState<QuarantineView>({ quarantine: null, failure: null });
  useEffect(() => {
    let isWanted = true;
    const show = (next: QuarantineView): void => {
      if (isWanted) setView(next);
    };
    connection.call('quarantine.read', { limit: mostShown }).then(
      (quarantine) => show({ quarantine, failure: null }),
      (error: unknown) => {
        const failure = failureIn(error);
        if (failure === null) throw error;
        show({ quarantine: null, failure });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [connection]);
  return view;
}
