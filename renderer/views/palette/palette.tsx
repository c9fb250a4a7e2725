// Anything that can be done now or gone to, found by a few letters of its name; incidents and alerts by id.
import { Dialog, DialogSurface } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { chordWords } from '../../state/key-chord.ts';
import { rankEntries } from './rank-entries.ts';
import type { RankedEntry } from './rank-entries.ts';
import { useFoundItems } from './use-found-items.ts';
import { usePaletteEntries } from './use-palette-entries.ts';
import styles from './palette.module.css';

const isMac = navigator.platform.startsWith('Mac');

export function Palette({ onClose }: { onClose(): void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const entries = usePaletteEntries(query);
  const found = useFoundItems(query);
  const ranked = [
    ...found.map((entry): RankedEntry => ({ entry, positions: [] })),
    ...rankEntries(entries, query),
  ];
  const activeIndex = Math.min(active, ranked.length - 1);
  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);

  const run = (at: number): void => {
    const chosen = ranked[at]?.entry;
    if (chosen === undefined) return;
    onClose();
    // The dialog gives the keyboard back first: what is run may take it elsewhere.
    setTimeout(() => chosen.run(), 50);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = ranked.length - 1;
    const next = {
      ArrowDown: activeIndex === last ? 0 : activeIndex + 1,
      ArrowUp: activeIndex <= 0 ? last : activeIndex - 1,
      PageDown: Math.min(last, activeIndex + 8),
      PageUp: Math.max(0, activeIndex - 8),
    }[event.key];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') run(activeIndex);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface ?? ''} aria-label="Find a command, view or id">
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Find a command, view or id"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={ranked.length === 0 ? undefined : `${id}-${activeIndex}`}
          aria-autocomplete="list"
          placeholder="What to do, where to go, or an id"
          spellCheck={false}
          autoComplete="off"
          autoFocus
          maxLength={200}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <ul ref={list} id={`${id}-list`} className={styles.list} role="listbox" aria-label="Found">
          {ranked.map(({ entry, positions }, at) => (
            <li
              key={entry.id}
              id={`${id}-${at}`}
              className={styles.entry}
              role="option"
              aria-selected={at === activeIndex}
              onPointerMove={() => setActive(at)}
              onClick={() => run(at)}
            >
              <bdi className={styles.title}>
                <Marked text={entry.title} positions={positions} />
              </bdi>
              <span className={styles.group}>{entry.group}</span>
              {entry.keys !== undefined && (
                <kbd className={styles.keys}>{chordWords(entry.keys, isMac)}</kbd>
              )}
            </li>
          ))}
        </ul>
        <p className={styles.count} role="status">
          {ranked.length === 1 ? '1 found' : `${ranked.length} found`}
        </p>
      </DialogSurface>
    </Dialog>
  );
}

/** The text with its matched letters marked, runs of them together. */
function Marked({ text, positions }: { text: string; positions: readonly number[] }) {
  const matched = new Set(positions);
  const parts: { readonly text: string; readonly isMatched: boolean }[] = [];
  for (let at = 0; at < text.length;) {
    const isMatched = matched.has(at);
    let end = at + 1;
    while (end < text.length && matched.has(end) === isMatched) end += 1;
    parts.push({ text: text.slice(at, end), isMatched });
    at = end;
  }
  return parts.map((part, index) =>
    part.isMatched ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
  );
}
