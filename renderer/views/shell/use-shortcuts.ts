// Keys that work everywhere. Single letters rest while a person types.
import { useEffect } from 'react';
import { useSession } from '../../state/session.tsx';

/** The search field, found by its id since it stands in another part of the frame. */
export const searchFieldId = 'clearpane-search';

export function useShortcuts(): void {
  const { navigation, settings } = useSession();
  useEffect(() => {
    const focusSearch = (): void => {
      const field = document.getElementById(searchFieldId);
      if (field instanceof HTMLInputElement) {
        field.focus();
        field.select();
      }
    };
    const toggleZone = (): void => {
      const { settings: current, change } = settings.getState();
      void change({ timeZone: current.timeZone === 'utc' ? 'local' : 'utc' });
    };
    const actionOf = (event: KeyboardEvent): (() => void) | null => {
      const hasCommand = event.ctrlKey || event.metaKey;
      if (hasCommand && !event.altKey && event.key.toLowerCase() === 'k') return focusSearch;
      if (event.altKey && event.key === 'ArrowLeft') return navigation.getState().back;
      if (event.altKey && event.key === 'ArrowRight') return navigation.getState().forward;
      if (hasCommand || event.altKey || isTyping(event.target)) return null;
      if (event.key === '/') return focusSearch;
      return event.key === 'z' ? toggleZone : null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = event.defaultPrevented ? null : actionOf(event);
      if (action === null) return;
      event.preventDefault();
      action();
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
  }, [navigation, settings]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}
