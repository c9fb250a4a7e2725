// One search for the queue at hand: by name, id or asset, while one types.
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { currentRoute } from '../../state/navigation.ts';
import { withText } from '../../state/queue-filter.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { searchFieldId } from './use-shortcuts.ts';
import styles from './search-field.module.css';

const DEBOUNCE_MS = 80;

export function SearchField() {
  const kind = useNavigation((state) => currentRoute(state).kind);
  const go = useNavigation((state) => state.go);
  const { incidents, alerts } = useSession();
  const isForAlerts = kind === 'alerts' || kind === 'alert';
  const incidentText = useStore(incidents.view, ({ filter }) => filter.text ?? '');
  const alertText = useStore(alerts.view, ({ filter }) => filter.text ?? '');
  const applied = isForAlerts ? alertText : incidentText;
  const [typed, setTyped] = useState(applied);
  const isOnQueue = kind === 'incidents' || kind === 'alerts';

  useEffect(() => setTyped(applied), [applied, isForAlerts]);

  const apply = (text: string): void => {
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

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
      apply('');
    }
    if (event.key === 'Enter') {
      apply(typed);
      go({ kind: isForAlerts ? 'alerts' : 'incidents' });
    }
  };
  const subject = isForAlerts ? 'alerts' : 'incidents';
  return (
    <div className={styles.search} role="search">
      <SearchRegular aria-hidden />
      <input
        id={searchFieldId}
        className={styles.input}
        type="text"
        spellCheck={false}
        autoComplete="off"
        placeholder={`Search ${subject} by name, id or asset`}
        aria-label={`Search ${subject}`}
        aria-keyshortcuts="Control+K Meta+K /"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {typed === '' ? (
        <kbd className={styles.key} aria-hidden>
          {navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}
        </kbd>
      ) : (
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
