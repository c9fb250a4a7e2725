// Finds a node by its name and brings it to the middle; Enter goes on to the next that fits.
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { GraphActions } from './graph-toolbar.tsx';
import styles from './story-graph.module.css';

export function GraphSearch({ actions }: { readonly actions: GraphActions }) {
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const found = actions.find(text);
  const show = (hits: readonly string[], at: number): void => {
    setPosition(at);
    actions.centre(hits[at] ?? null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && found.length > 0) {
      const step = event.shiftKey ? -1 : 1;
      show(found, (position + step + found.length) % found.length);
    }
    if (event.key === 'Escape') {
      setText('');
      actions.centre(null);
    }
  };
  return (
    <label className={styles.search}>
      <SearchRegular aria-hidden />
      <input
        type="search"
        placeholder="Find in graph"
        aria-label="Find in graph"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          show(actions.find(target.value), 0);
        }}
        onKeyDown={onKeyDown}
      />
      {text.trim() !== '' && (
        <span role="status" className={styles.hits}>
          {found.length === 0
            ? 'None'
            : `${String(Math.min(position, found.length - 1) + 1)} of ${String(found.length)}`}
        </span>
      )}
    </label>
  );
}
