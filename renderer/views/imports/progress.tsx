// How far an import is: by the bytes of its files, with its rate.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import type { ImportJob } from '../../../shared/contract/imports.ts';
import { amount, sizeWords } from './text-words.ts';
import styles from './imports.module.css';

interface ProgressProps {
  readonly job: ImportJob;
  onCancel(): void;
  onHide(): void;
}

export function Progress({ job, onCancel, onHide }: ProgressProps) {
  return (
    <>
      <DialogTitle>
        {job.stage.kind === 'looking' ? 'Looking at ' : 'Importing '}
        <bdi>{job.name}</bdi>
      </DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        <Stage job={job} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>
          {job.stage.kind === 'looking' ? 'Cancel' : 'Cancel import'}
        </Button>
        <Button appearance="primary" onClick={onHide}>
          Go on in the background
        </Button>
      </DialogActions>
    </>
  );
}

function Stage({ job: { stage, files, bytes } }: { readonly job: ImportJob }) {
  if (stage.kind !== 'importing') {
    return (
      <>
        <progress className={styles.bar} aria-label="Progress" />
        <p className={styles.soft}>
          {stage.kind === 'waiting'
            ? 'It begins when the import of a watched folder is through.'
            : files > 0
              ? `${amount(files, 'file')}, ${sizeWords(bytes)}`
              : 'Counting files'}
        </p>
      </>
    );
  }
  const { elapsedMs, bytesRead, records, file, stored } = stage;
  const rate = elapsedMs < 1_000 ? null : Math.round((records * 1_000) / elapsedMs);
  return (
    <>
      <progress
        className={styles.bar}
        aria-label="Progress"
        max={Math.max(bytes, 1)}
        value={Math.min(bytesRead, bytes)}
      />
      <p className={styles.progressLine}>
        <span>
          {amount(records, 'record')}
          {rate !== null && `, ${rate.toLocaleString('en-US')} a second`}
        </span>
        <span>
          {sizeWords(bytesRead)} of {sizeWords(bytes)}
        </span>
      </p>
      <p className={styles.soft}>
        {stored.inserted.toLocaleString('en-US')} new, {stored.updated.toLocaleString('en-US')}{' '}
        updated, {stored.unchanged.toLocaleString('en-US')} known already
      </p>
      <p className={styles.path}>
        <bdi>{file}</bdi>
      </p>
    </>
  );
}
