// Tags that all of them get, and tags that those lose which have them.
import { Button, Field, Input, Select } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useId, useState } from 'react';
import type { BulkChoice, BulkRow } from '../../state/bulk-plan.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './many-pane.module.css';

interface TagChoiceProps {
  readonly isFocused: boolean;
  readonly rows: readonly BulkRow[];
  readonly choice: BulkChoice;
  onChange(choice: BulkChoice): void;
}

export function TagChoice({ isFocused, rows, choice, onChange }: TagChoiceProps) {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const { addedTags, removedTags } = choice;
  const counts = countTags(rows);
  const removable = [...counts].filter(([tag]) => !removedTags.includes(tag));
  const add = (): void => {
    const tag = typed.trim();
    setTyped('');
    if (tag === '' || addedTags.some((one) => one.toLowerCase() === tag.toLowerCase())) return;
    onChange({ ...choice, addedTags: [...addedTags, tag] });
  };
  return (
    <>
      <Field label="Add a tag" hint="Enter adds it" data-begin={isFocused || undefined}>
        <Input
          value={typed}
          list={listId}
          autoComplete="off"
          onChange={(_event, { value }) => setTyped(value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            if (!event.ctrlKey && !event.metaKey) event.preventDefault();
            add();
          }}
        />
      </Field>
      <datalist id={listId}>
        {[...counts.keys()].map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <Tags
        label="Tags to add"
        tags={addedTags}
        onDrop={(tag) => onChange({ ...choice, addedTags: addedTags.filter((one) => one !== tag) })}
      />
      {counts.size > 0 && (
        <Field label="Remove a tag">
          <Select
            value=""
            onChange={(_event, { value }) => {
              if (value === '') return;
              onChange({ ...choice, removedTags: [...removedTags, value] });
            }}
          >
            <option value="">None</option>
            {removable.map(([tag, count]) => (
              <option key={tag} value={tag}>
                {tag} ({count.toLocaleString('en-US')})
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Tags
        label="Tags to remove"
        tags={removedTags}
        onDrop={(tag) =>
          onChange({ ...choice, removedTags: removedTags.filter((one) => one !== tag) })
        }
      />
    </>
  );
}

interface TagsProps {
  readonly label: string;
  readonly tags: readonly string[];
  onDrop(tag: string): void;
}

function Tags({ label, tags, onDrop }: TagsProps) {
  if (tags.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label={label}>
      {tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          <Badge title={tag}>
            <bdi>{tag}</bdi>
          </Badge>
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Leave ${tag} as it is`}
            title="Leave as it is"
            onClick={() => onDrop(tag)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Tags of people with the number of rows that have them, the most frequent first. */
function countTags(rows: readonly BulkRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'subject') continue;
    for (const tag of row.subject.values.customTags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return new Map([...counts].toSorted((a, b) => b[1] - a[1]));
}
