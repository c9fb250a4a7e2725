// Keeps what somebody looks at fresh: its service is asked when it opens, and now and then while it is open.
import { useEffect } from 'react';
import { targetKey } from '../../shared/model/annotation.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import { useSession } from './session.tsx';

const askEveryMs = 60_000;

/** `target` null: nothing of it is known to a service. What goes wrong shows in the sync state. */
export function useRefresh(target: AnnotationTarget | null): void {
  const { bridge } = useSession();
  const key = target === null ? null : targetKey(target);
  const text = target === null ? null : JSON.stringify(target);
  useEffect(() => {
    if (key === null || text === null) return undefined;
    const ask = (): void => {
      if (document.hidden) return;
      void bridge.call('item.refresh', { target: JSON.parse(text) as AnnotationTarget });
    };
    ask();
    const timer = setInterval(ask, askEveryMs);
    return () => clearInterval(timer);
    // The key says whether it is another one.
  }, [bridge, key, text]);
}
