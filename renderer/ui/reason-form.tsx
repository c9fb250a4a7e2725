// Asks for the reason of what is to be done, in place: nothing is done without one.
import { Button, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import styles from './reason-form.module.css';

interface ReasonFormProps {
  /** What it is the reason of. */
  readonly children: ReactNode;
  /** Without blanks around it. */
  onSave(reason: string): void;
  onCancel(): void;
}

const LONGEST = 500;

export function ReasonForm({ children, onSave, onCancel }: ReasonFormProps) {
  const [written, setWritten] = useState('');
  const reason = written.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason !== '') onSave(reason);
      }}
    >
      {children}
      <Input
        size="small"
        aria-label="Reason"
        placeholder="Reason"
        maxLength={LONGEST}
        autoFocus
        value={written}
        onChange={(_event, { value }) => setWritten(value)}
      />
      <span className={styles.buttons}>
        <Button type="submit" size="small" appearance="primary" disabledFocusable={reason === ''}>
          Save
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
