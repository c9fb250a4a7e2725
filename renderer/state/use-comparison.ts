// What correlation makes of two incidents, asked anew for each two, and when correlation has seen all alerts.
import { useEffect, useState } from 'react';
import type { IncidentComparison } from '../../shared/contract/store-queries.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import { useSession } from './session.tsx';
import { useStream } from './use-stream.ts';

export type ComparisonState =
  | { readonly kind: 'asking' }
  /** The store does not have both, or correlation is not running. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'answered'; readonly comparison: IncidentComparison };

export function useComparison(first: IncidentKey, second: IncidentKey): ComparisonState {
  const { connection } = useSession();
  const { item: waiting } = useStream('correlation.waiting', null);
  const isSettled = waiting === 0;
  const pair = `${first} ${second}`;
  const [answer, setAnswer] = useState<{ readonly pair: string; readonly state: ComparisonState }>({
    pair: '',
    state: { kind: 'asking' },
  });
  useEffect(() => {
    let isStale = false;
    const ask = async (): Promise<ComparisonState> => {
      try {
        const comparison = await connection.call('incident.compare', { keys: [first, second] });
        return comparison === null ? { kind: 'none' } : { kind: 'answered', comparison };
      } catch (error) {
        const failure = failureIn(error);
        if (failure === null) throw error;
        return { kind: 'failed', failure };
      }
    };
    void ask().then((state) => {
      if (!isStale) setAnswer({ pair, state });
    });
    return () => {
      isStale = true;
    };
  }, [connection, first, second, pair, isSettled]);
  return answer.pair === pair ? answer.state : { kind: 'asking' };
}
