// Where a tag is typed: the tags in use beneath it, and last of all the new one.
import { Field, Input } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { TagChoices } from '../../state/tag-choices.ts';
import styles from './tag-input.module.css';

interface TagInputProps {
  readonly typed: string;
  readonly choices: TagChoices;
  onType(text: string): void;
  onAdd(tag: string): void;
}

export function TagInput({ typed, choices, onType, onAdd }: TagInputProps) {
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { offered, created, trouble } = choices;
  const options = [...offered, ...(created === null ? [] : [created])];
  const isShown = isOpen && options.length > 0;
  const add = (tag: string): void => {
    setActive(-1);
    onAdd(tag);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(Math.max(-1, Math.min(options.length - 1, active + step)));
    } else if (event.key === 'Escape' && isShown) {
      event.stopPropagation();
      setOpen(false);
      setActive(-1);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const chosen = options[active] ?? typed;
      if (chosen.trim() !== '' && (active >= 0 || trouble === null)) add(chosen);
    }
  };
  return (
    <div className={styles.place}>
      <Field
        label="Add a tag"
        {...(trouble !== null && { validationMessage: trouble, validationState: 'warning' })}
      >
        <Input
          role="combobox"
          aria-expanded={isShown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          value={typed}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(_event, { value }) => {
            setOpen(true);
            setActive(-1);
            onType(value);
          }}
          onKeyDown={onKeyDown}
        />
      </Field>
      {isShown && (
        <ul id={listId} className={styles.options} role="listbox" aria-label="Tags in use">
          {options.map((tag, place) => (
            <li
              key={tag}
              id={`${listId}-${place}`}
              role="option"
              aria-selected={place === active}
              className={styles.option}
              // The field keeps the keyboard.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => add(tag)}
            >
              <bdi>{tag}</bdi>
              {place === offered.length && <span className={styles.new}>(Create new)</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
