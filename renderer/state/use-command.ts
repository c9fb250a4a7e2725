// Offers a command for as long as a component is on screen, and tells its keys.
import { useEffect, useRef } from 'react';
import { keysByCommand } from './commands.ts';
import type { CommandId } from './commands.ts';
import { ariaKeys, chordWords } from './key-chord.ts';
import { useSession, useSettings } from './session.tsx';

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

export interface CommandKeys {
  /** "Ctrl+K"; null where it has none. */
  readonly words: string | null;
  /** For aria-keyshortcuts. */
  readonly aria: string | undefined;
}

/** The first keys of the command, as the person has them. */
export function useCommandKeys(id: CommandId): CommandKeys {
  const bindings = useSettings(({ settings }) => settings.keyBindings);
  const [first] = keysByCommand(bindings).get(id) ?? [];
  if (first === undefined) return { words: null, aria: undefined };
  const isMac = navigator.platform.startsWith('Mac');
  return { words: chordWords(first, isMac), aria: ariaKeys(first) ?? undefined };
}

/** "Back (Alt+←)". */
export function titleWithKeys(title: string, { words }: CommandKeys): string {
  return words === null ? title : `${title} (${words})`;
}
