// What correlation makes of two incidents, asked anew for each two, and when correlation has seen all alerts.
import type { IncidentComparison } from '../../shared/contract/store-queries.ts';
import type { Failure } from '../../shared/failure.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import { useAnswer } from './use-answer.ts';
import { useStream } from './use-stream.ts';

export type ComparisonState =
  | { readonly kind: 'asking' }
  /** The store does not have both, or correlation is not running. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'answered'; readonly comparison: IncidentComparison };

export function useComparison(first: IncidentKey, second: IncidentKey): ComparisonState {
  const { item: waiting } = useStream('correlation.waiting', null);
  const { answer, failure } = useAnswer(
    'incident.compare',
    { keys: [first, second] },
    { anew: waiting === 0 },
  );
  if (failure !== null) return { kind: 'failed', failure };
  if (answer === undefined) return { kind: 'asking' };
  return answer === null ? { kind: 'none' } : { kind: 'answered', comparison: answer };
}
