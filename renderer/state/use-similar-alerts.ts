// Alerts of the same detection as the one that is looked at; asked for again when many were changed.
import type { SimilarAlerts } from '../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../shared/model/alert.ts';
import { useBulk } from './session.tsx';
import { useAnswer } from './use-answer.ts';
import type { AnswerState } from './use-answer.ts';

const SHOWN = 50;

export function useSimilarAlerts(key: AlertKey): AnswerState<SimilarAlerts | null> {
  const phase = useBulk((state) => state.phase.kind);
  return useAnswer(
    'alert.similar',
    { key, limit: SHOWN },
    { anew: phase, isPaused: phase === 'writing' },
  );
}
