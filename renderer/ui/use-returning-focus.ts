// Gives the keyboard back to the button of what was opened from it.
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** For the element around the button: it has the focus again once `isOpen` is over. */
export function useReturningFocus(isOpen: boolean): RefObject<HTMLSpanElement | null> {
  const place = useRef<HTMLSpanElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) place.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return place;
}
