// Values to tick, each with the number of rows that it would show.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { tickOf, toggled } from './check-tree.ts';
import styles from './check-list.module.css';

export interface CheckOption {
  readonly value: string;
  readonly label: string;
  readonly mark?: ReactNode;
  readonly count?: number;
  /** The option that it is a part of, which stands before it. */
  readonly parent?: string;
}

interface CheckListProps {
  readonly label: string;
  readonly options: readonly CheckOption[];
  readonly chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
  /** Options beyond these, which a search finds. */
  readonly more?: number;
  readonly onSearch?: (search: string) => void;
}

/** Past this many options a field to search them appears. */
const SEARCH_FROM = 10;

export function CheckList(props: CheckListProps) {
  const { label, options, chosen, onChoose, more = 0, onSearch } = props;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const tree = options.map(({ value, parent = null }) => ({ value, parent }));
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>
        <span>{label}</span>
        <button
          type="button"
          className={styles.clear}
          disabled={chosen.length === 0}
          onClick={() => onChoose([])}
        >
          Clear
        </button>
      </legend>
      {options.length >= SEARCH_FROM && (
        <input
          type="search"
          className={styles.search}
          placeholder="Search values"
          aria-label={`Search ${label}`}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            onSearch?.(event.target.value.trim());
          }}
        />
      )}
      <div className={styles.options}>
        {shown.map((option) => {
          const place = { value: option.value, parent: option.parent ?? null };
          const tick = tickOf(place, tree, chosen);
          return (
            <label
              key={option.value}
              className={styles.option}
              title={option.label}
              data-part={option.parent !== undefined || undefined}
            >
              <input
                type="checkbox"
                checked={tick === 'on'}
                ref={(box) => {
                  if (box !== null) box.indeterminate = tick === 'partly';
                }}
                onChange={({ target }) => onChoose(toggled(place, tree, chosen, target.checked))}
              />
              {option.mark}
              <bdi className={styles.name}>{option.label}</bdi>
              {option.count !== undefined && <span className={styles.count}>{option.count}</span>}
            </label>
          );
        })}
        {more > 0 && (
          <p className={styles.none}>{more.toLocaleString('en-US')} more: search for them.</p>
        )}
        {shown.length === 0 && (
          <p className={styles.none}>
            {options.length === 0 ? 'No values in the stored data yet.' : 'No value matches.'}
          </p>
        )}
      </div>
    </fieldset>
  );
}
