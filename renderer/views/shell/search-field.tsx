// One search for the queue at hand, while one types: by name, id, or whatever alerts name.
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { currentRoute } from '../../state/navigation.ts';
import { withText } from '../../state/queue-filter.ts';
import { searchTrouble } from '../../../shared/queue/search-text.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { useCommandKeys } from '../../state/use-command.ts';
import { searchFieldId } from './use-shortcuts.ts';
import styles from './search-field.module.css';

const DEBOUNCE_MS = 80;

export function SearchField() {
  const kind = useNavigation((state) => currentRoute(state).kind);
  const go = useNavigation((state) => state.go);
  const { incidents, alerts, connection } = useSession();
  const isForAlerts = kind === 'alerts' || kind === 'alert';
  const subject = isForAlerts ? 'alerts' : 'incidents';
  const incidentText = useStore(incidents.view, ({ filter }) => filter.text ?? '');
  const alertText = useStore(alerts.view, ({ filter }) => filter.text ?? '');
  const applied = isForAlerts ? alertText : incidentText;
  const keys = useCommandKeys('search.focus');
  const [typed, setTyped] = useState(applied);
  const isOnQueue = kind === 'incidents' || kind === 'alerts';

  useEffect(() => setTyped(applied), [applied, isForAlerts]);

  const trouble = searchTrouble(typed);
  const apply = (text: string): void => {
    if (searchTrouble(text) !== null) return;
    if (isForAlerts) {
      const { filter, filterBy } = alerts.view.getState();
      if ((filter.text ?? '') !== text.trim()) filterBy(withText(filter, text));
    } else {
      const { filter, filterBy } = incidents.view.getState();
      if ((filter.text ?? '') !== text.trim()) filterBy(withText(filter, text));
    }
  };
  useEffect(() => {
    if (!isOnQueue || typed.trim() === applied) return undefined;
    const timer = setTimeout(() => apply(typed), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  });

  /**
   * An id that is typed in full leads straight to what has it, whatever the filters leave out. Where the
   * store cannot say, the list that is shown tells why.
   */
  const openById = async (text: string): Promise<void> => {
    const found = await connection.call('item.find', { text, queue: subject }).catch(() => null);
    if (found !== null) go(found);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
      apply('');
    }
    if (event.key === 'Enter' && trouble === null) {
      apply(typed);
      go({ kind: subject });
      void openById(typed);
    }
  };
  return (
    <div className={styles.search} role="search">
      <SearchRegular aria-hidden />
      <input
        id={searchFieldId}
        className={styles.input}
        type="text"
        spellCheck={false}
        autoComplete="off"
        placeholder={`Search ${subject} by name, id, asset, address or hash`}
        aria-label={`Search ${subject}`}
        aria-keyshortcuts={keys.aria}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        aria-invalid={trouble !== null}
        onKeyDown={onKeyDown}
      />
      {trouble !== null && (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
      {typed === '' && keys.words !== null ? (
        <kbd className={styles.key} aria-hidden>
          {keys.words}
        </kbd>
      ) : typed === '' ? null : (
        <button
          type="button"
          className={styles.clear}
          aria-label="Clear search"
          onClick={() => {
            setTyped('');
            apply('');
          }}
        >
          <DismissRegular aria-hidden />
        </button>
      )}
    </div>
  );
}
