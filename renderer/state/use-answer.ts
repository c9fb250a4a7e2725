// A question to the store as a React hook: what is asked once and not followed, as use-stream.ts follows.
import { useEffect, useState } from 'react';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { CallArgument, CallName, CallResult } from './connection.ts';
import { useSession } from './session.tsx';

export interface AnswerState<Result> {
  /** undefined until the store has answered for this argument. */
  readonly answer: Result | undefined;
  readonly failure: Failure | null;
}

interface AskingOptions {
  /** It is asked again when this is another one; what was answered stays until then. */
  readonly anew?: string | number | boolean;
  /** It is not asked for now. */
  readonly isPaused?: boolean;
}

/** Arguments are compared by their content. */
export function useAnswer<N extends CallName>(
  name: N,
  argument: CallArgument<N>,
  { anew = '', isPaused = false }: AskingOptions = {},
): AnswerState<CallResult<N>> {
  const { connection } = useSession();
  const argumentText = JSON.stringify(argument);
  const question = `${name} ${argumentText}`;
  const [last, setLast] = useState<AnswerState<CallResult<N>> & { readonly question: string }>();
  useEffect(() => {
    if (isPaused) return undefined;
    let isStale = false;
    const ask = async (): Promise<AnswerState<CallResult<N>>> => {
      try {
        // The text tells whether the argument is another one; the object may be new at every render.
        const asked = JSON.parse(argumentText) as CallArgument<N>;
        return { answer: await connection.call(name, asked), failure: null };
      } catch (error) {
        const failure = failureIn(error);
        if (failure === null) throw error;
        return { answer: undefined, failure };
      }
    };
    void ask().then((state) => {
      if (!isStale) setLast({ ...state, question });
    });
    return () => {
      isStale = true;
    };
  }, [connection, name, argumentText, question, anew, isPaused]);
  return last?.question === question ? last : { answer: undefined, failure: null };
}
