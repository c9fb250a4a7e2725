// Keys of commands, wherever the keyboard is. Those that could be text rest while a person types, and all
// of them behind an open dialog.
import { useEffect } from 'react';
import { keysByCommand } from '../../state/commands.ts';
import { chordOf, isTextChord } from '../../state/key-chord.ts';
import { createKeySequence } from '../../state/key-sequence.ts';
import { useSession } from '../../state/session.tsx';

/** The search field, found by its id since it stands in another part of the frame. */
export const searchFieldId = 'clearpane-search';

export function useShortcuts(): void {
  const { commands, navigation, settings } = useSession();
  useEffect(() => {
    const sequence = createKeySequence();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isBehindDialog()) return;
      const chord = chordOf(event);
      if (chord === null || (isTextChord(chord) && isTyping(event.target))) return;
      const { offers, run } = commands.getState();
      const keys = keysByCommand(settings.getState().settings.keyBindings);
      const press = sequence.press(chord, event.timeStamp, keys, (id) => offers.has(id));
      if (press.kind === 'none') return;
      // What begins a sequence must not scroll or activate anything either.
      event.preventDefault();
      if (press.kind === 'run') run(press.id);
    };
    /** The buttons at the side of a mouse. */
    const onMouseUp = (event: MouseEvent): void => {
      if (event.button === 3) navigation.getState().back();
      if (event.button === 4) navigation.getState().forward();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, [commands, navigation, settings]);
}

function isBehindDialog(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]') !== null;
}

/** Menus and lists go to the entry that begins with the letter. */
const takesLetters =
  'input:not([type=checkbox], [type=radio]), textarea, select, [role=menu] *, [role=listbox] *';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches(takesLetters))
  );
}
