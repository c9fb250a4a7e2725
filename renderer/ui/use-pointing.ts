// Whether a person is aiming at something: the pointer is over it and moved a moment ago.
// One that merely rests there, as it does over a window that just opened, aims at nothing.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';

const RESTING_AFTER_MS = 4_000;

export function usePointing() {
  const [isPointing, setPointing] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onPointerLeave = useCallback((): void => {
    clearTimeout(timer.current);
    setPointing(false);
  }, []);
  const onPointerMove = useCallback(
    ({ movementX, movementY }: PointerEvent): void => {
      // The browser makes up moves without movement when what lies under the pointer changes.
      if (movementX === 0 && movementY === 0) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(onPointerLeave, RESTING_AFTER_MS);
      setPointing(true);
    },
    [onPointerLeave],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { isPointing, onPointerMove, onPointerLeave };
}
