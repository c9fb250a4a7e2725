// Adds a rule about critical assets.
import { Button, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CriticalitySubject } from '../../../shared/priority/criticality-rule.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import { LevelSelect } from './level-select.tsx';
import styles from './asset-criticality.module.css';

interface CriticalityFormProps {
  /** No more rules can be kept. */
  readonly isFull: boolean;
  onAdd(subject: CriticalitySubject, level: Criticality): void;
}

const KINDS = ['name', 'account', 'tag'] as const;
type Kind = (typeof KINDS)[number];

const WORDS: Readonly<Record<Kind, { readonly label: string; readonly example: string }>> = {
  name: { label: 'Name or resource ID', example: 'sql-prod-*' },
  account: { label: 'Subscription, account or project', example: 'Its ID' },
  tag: { label: 'Tag', example: 'crown jewels' },
};

export function CriticalityForm({ isFull, onAdd }: CriticalityFormProps) {
  const [kind, setKind] = useState<Kind>('name');
  const [text, setText] = useState('');
  const [level, setLevel] = useState<Criticality>('veryHigh');
  const isReady = text.trim() !== '' && !isFull;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    onAdd(subjectOf(kind, text.trim()), level);
    setText('');
  };
  return (
    <form className={styles.form} onSubmit={add}>
      <select
        className={styles.level}
        aria-label="What the rule goes by"
        value={kind}
        onChange={({ target }) => setKind(KINDS.find((one) => one === target.value) ?? 'name')}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {WORDS[one].label}
          </option>
        ))}
      </select>
      <Input
        size="small"
        className={styles.subject ?? ''}
        aria-label={WORDS[kind].label}
        placeholder={WORDS[kind].example}
        title={kind === 'name' ? '* stands for any characters, ? for one' : undefined}
        maxLength={2_048}
        value={text}
        onChange={(_event, { value }) => setText(value)}
      />
      <LevelSelect label="Criticality" value={level} onChoose={setLevel} />
      <Button size="small" type="submit" appearance="primary" disabled={!isReady}>
        Add
      </Button>
    </form>
  );
}

function subjectOf(kind: Kind, text: string): CriticalitySubject {
  if (kind === 'name') return { kind, pattern: text };
  return kind === 'account' ? { kind, id: text } : { kind, tag: text };
}
