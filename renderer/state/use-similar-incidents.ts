// Incidents like the one that is looked at, worked out anew each time they are opened.
import { useEffect, useState } from 'react';
import type { SimilarIncidents } from '../../shared/contract/store-queries.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import { useSession } from './session.tsx';

export interface SimilarIncidentsState {
  /** null until the first answer. */
  readonly similar: SimilarIncidents | null;
  readonly failure: Failure | null;
}

export function useSimilarIncidents(key: IncidentKey): SimilarIncidentsState {
  const { connection } = useSession();
  const [state, setState] = useState<SimilarIncidentsState & { readonly key: IncidentKey | null }>({
    key: null,
    similar: null,
    failure: null,
  });
  useEffect(() => {
    let isStale = false;
    const ask = async (): Promise<void> => {
      try {
        const similar = await connection.call('incident.similar', { key });
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
  }, [connection, key]);
  return state.key === key ? state : { similar: null, failure: null };
}
