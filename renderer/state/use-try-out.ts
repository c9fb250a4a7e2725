// What a rule would be about, asked for while it is written: the last one wins, one at a time.
import { useEffect, useRef, useState } from 'react';
import type { TuningAlerts } from '../../shared/contract/store-queries.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TuningRule } from '../../shared/model/tuning-rule.ts';
import { useSession } from './session.tsx';

export type Trial = TuningAlerts & { readonly examined: number };

export interface TryOut {
  /** Of the rule as it was asked about last; null before the first answer, and where none is asked about. */
  readonly trial: Trial | null;
  /** An answer to the rule as it is now is on its way. */
  readonly isRunning: boolean;
  readonly failure: Failure | null;
}

const TYPING_MS = 300;
const SHOWN = 100;

/** null asks about nothing. */
export function useTryOut(rule: TuningRule | null): TryOut {
  const { connection } = useSession();
  const scope = rule === null ? null : scopeText(rule);
  const asked = useRef(rule);
  useEffect(() => {
    asked.current = rule;
  });
  /** The answer under way; the next question waits for it. */
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const [answer, setAnswer] = useState<{
    readonly scope: string;
    readonly trial: Trial | null;
    readonly failure: Failure | null;
  } | null>(null);
  useEffect(() => {
    if (scope === null) return undefined;
    let isStale = false;
    const ask = async (): Promise<void> => {
      const present = asked.current;
      if (isStale || present === null) return;
      try {
        const trial = await connection.call('tuning.tryOut', { rule: present, limit: SHOWN });
        if (!isStale) setAnswer({ scope, trial, failure: null });
      } catch (error) {
        const failure = failureIn(error);
        if (failure === null) throw error;
        if (!isStale) setAnswer({ scope, trial: null, failure });
      }
    };
    const timer = setTimeout(() => {
      running.current = running.current.then(ask, ask);
    }, TYPING_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [connection, scope]);
  if (scope === null) return { trial: null, isRunning: false, failure: null };
  return {
    trial: answer?.trial ?? null,
    isRunning: answer?.scope !== scope,
    failure: answer?.failure ?? null,
  };
}

/** What decides which alerts it is about. */
function scopeText({ alertType, serviceSources, condition }: TuningRule): string {
  return JSON.stringify([alertType, serviceSources, condition]);
}
