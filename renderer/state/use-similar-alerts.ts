// Alerts of the same detection as the one that is looked at; asked for again when many were changed.
import { useEffect, useState } from 'react';
import type { SimilarAlerts } from '../../shared/contract/store-queries.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { AlertKey } from '../../shared/model/alert.ts';
import { useBulk, useSession } from './session.tsx';

export interface SimilarAlertsState {
  /** null until the first answer. */
  readonly similar: SimilarAlerts | null;
  readonly failure: Failure | null;
}

const SHOWN = 50;

export function useSimilarAlerts(key: AlertKey): SimilarAlertsState {
  const { connection } = useSession();
  const phase = useBulk((state) => state.phase.kind);
  const [state, setState] = useState<SimilarAlertsState & { readonly key: AlertKey | null }>({
    key: null,
    similar: null,
    failure: null,
  });
  useEffect(() => {
    if (phase === 'writing') return undefined;
    let isStale = false;
    const ask = async (): Promise<void> => {
      try {
        const similar = await connection.call('alert.similar', { key, limit: SHOWN });
        if (!isStale) setState({ key, similar, failure: null });
      } catch (error) {
        const failure = failureIn(error);
        if (failure === null) throw error;
        if (!isStale) setState({ key, similar: null, failure });
      }
    };
    void ask();
    return () => {
      isStale = true;
    };
  }, [connection, key, phase]);
  return state.key === key ? state : { similar: null, failure: null };
}
