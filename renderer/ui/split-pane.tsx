// Two panes with a movable edge between them; arrow keys move it too.
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  /** Which of the two has the width that is set; the other takes the rest. */
  readonly sized: 'first' | 'second';
  /** What the movable edge resizes, for screen readers: "alert list". */
  readonly label: string;
  readonly initialSize: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly first: ReactNode;
  readonly second: ReactNode;
}

const KEY_STEP = 16;

export function SplitPane(props: SplitPaneProps) {
  const { sized, minSize, maxSize } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(props.initialSize);
  const resize = (wanted: number): void =>
    setSize(Math.round(Math.min(maxSize, Math.max(minSize, wanted))));

  const drag = (event: PointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = (move) => {
      const box = frame.current?.getBoundingClientRect();
      if (box) resize(sized === 'first' ? move.clientX - box.left : box.right - move.clientX);
    };
    edge.onlostpointercapture = () => {
      edge.onpointermove = null;
    };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = sized === 'first' ? 1 : -1;
    const wantedByKey: Readonly<Record<string, number>> = {
      ArrowLeft: size - direction * KEY_STEP,
      ArrowRight: size + direction * KEY_STEP,
      Home: minSize,
      End: maxSize,
    };
    const wanted = wantedByKey[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    resize(wanted);
  };

  const pane = (position: 'first' | 'second') => (
    <div
      id={position === sized ? id : undefined}
      className={classNames(styles.pane, position === sized ? styles.sized : styles.rest)}
      style={position === sized ? { width: size } : undefined}
    >
      {props[position]}
    </div>
  );
  return (
    <div ref={frame} className={styles.split}>
      {pane('first')}
      <div
        className={styles.edge}
        role="separator"
        aria-orientation="vertical"
        aria-label={`Resize ${props.label}`}
        aria-controls={id}
        aria-valuenow={size}
        aria-valuemin={minSize}
        aria-valuemax={maxSize}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={onKeyDown}
      />
      {pane('second')}
    </div>
  );
}
