// Fields that two people set: what it was, what each made of it, and which one stays.
import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { fieldNames } from '../../../shared/model/annotation.ts';
import type {
  ConflictChoice,
  FieldConflicts,
  FieldName,
} from '../../../shared/model/annotation.ts';
import { fieldLabel } from '../marks/field-label.ts';
import { valueWords } from './item-words.ts';
import styles from './changes.module.css';

interface ConflictFormProps {
  readonly fields: FieldConflicts;
  /** With a choice for each field. */
  onResolve(choice: ConflictChoice): Promise<void>;
}

export function ConflictForm({ fields, onResolve }: ConflictFormProps) {
  const [choice, setChoice] = useState<ConflictChoice>({});
  const [isBusy, setBusy] = useState(false);
  const group = useId();
  const names = fieldNames.filter((field) => fields[field] !== undefined);
  const isComplete = names.every((field) => choice[field] !== undefined);

  const resolve = async (): Promise<void> => {
    setBusy(true);
    await onResolve(choice);
    setBusy(false);
  };

  const option = (field: FieldName, side: 'ours' | 'theirs', owner: string) => (
    <label className={styles.option}>
      <input
        type="radio"
        name={`${group} ${field}`}
        checked={choice[field] === side}
        onChange={() => setChoice({ ...choice, [field]: side })}
      />
      <span>
        <span className={styles.soft}>{owner}</span>
        <bdi>{valueWords(field, fields[field]?.[side] ?? null)}</bdi>
      </span>
    </label>
  );

  return (
    <form
      className={styles.conflict}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !isBusy) void resolve();
      }}
    >
      {names.map((field) => (
        <fieldset key={field} className={styles.field}>
          <legend>{fieldLabel(field)}</legend>
          <span className={styles.was}>
            <span className={styles.soft}>It was</span>
            <bdi>{valueWords(field, fields[field]?.base ?? null)}</bdi>
          </span>
          {option(field, 'ours', 'Yours')}
          {option(field, 'theirs', 'Theirs')}
        </fieldset>
      ))}
      <Button type="submit" size="small" appearance="primary" disabled={!isComplete || isBusy}>
        Keep the chosen
      </Button>
    </form>
  );
}
