// How the sources are doing, as main says it, for as long as somebody looks.
import { useEffect, useState } from 'react';
import type { SourceStatus } from '../../shared/contract/sources.ts';
import type { Failure } from '../../shared/failure.ts';
import { useSession } from './session.tsx';

export interface SourceStatusesView {
  /** Empty while no source is on, or sync has not begun. */
  readonly sources: readonly SourceStatus[];
  readonly failure: Failure | null;
}

/** What is used up of a limit changes with time alone, so that main is asked again and again. */
const askEveryMs = 1_000;

export function useSourceStatuses(): SourceStatusesView {
  const { bridge } = useSession();
  const [view, setView] = useState<SourceStatusesView>({ sources: [], failure: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const result = await bridge.call('sources.read', null);
      if (!isWanted) return;
      setView(
        result.ok
          ? { sources: result.value, failure: null }
          : { sources: [], failure: result.failure },
      );
      timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [bridge]);
  return view;
}
