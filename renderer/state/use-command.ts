// Offers a command for as long as a component is on screen.
import { useEffect, useRef } from 'react';
import type { CommandId } from './commands.ts';
import { useSession } from './session.tsx';

/** `run` may be another at every render; null offers nothing. */
export function useCommand(id: CommandId, run: (() => void) | null): void {
  const { commands } = useSession();
  const latest = useRef(run);
  const isOffered = run !== null;
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isOffered) return undefined;
    return commands.getState().offer(id, () => latest.current?.());
  }, [commands, id, isOffered]);
}
