// A list of things to go to: a mark, a name, and a word at the end.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LinkButton } from '../../ui/link-button.tsx';
import styles from './details.module.css';

export interface Pick {
  readonly id: string;
  readonly mark: ReactNode;
  readonly name: string;
  readonly note: ReactNode;
  onPick(): void;
}

/** More than this many come in view only when asked for: an alert can name thousands of things. */
const SHOWN_MAX = 12;

export function PickList({ picks }: { readonly picks: readonly Pick[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? picks : picks.slice(0, SHOWN_MAX);
  return (
    <ul className={styles.picks}>
      {shown.map(({ id, mark, name, note, onPick }) => (
        <li key={id}>
          {mark}
          <span className={styles.pickName} title={name}>
            <LinkButton onPress={onPick}>{name}</LinkButton>
          </span>
          <span className={styles.note}>{note}</span>
        </li>
      ))}
      {picks.length > shown.length && (
        <li>
          <LinkButton onPress={() => setShowsAll(true)}>
            Show {picks.length - shown.length} more
          </LinkButton>
        </li>
      )}
    </ul>
  );
}
