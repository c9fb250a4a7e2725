// Keeps the view under a name; renames and deletes the ones that are kept.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { renamedFilterSet, withFilterSet } from '../../../shared/queue/filter-set.ts';
import type { FilterSet } from '../../../shared/queue/filter-set.ts';
import { readListLink } from '../../../shared/queue/list-link.ts';
import { useSettings } from '../../state/session.tsx';
import { FilterSetFile } from './filter-set-file.tsx';
import styles from './view-dialogs.module.css';

interface FilterSetsDialogProps {
  /** Of the view as it is. */
  readonly link: string;
  onClose(): void;
}

export function FilterSetsDialog({ link, onClose }: FilterSetsDialogProps) {
  const sets = useSettings(({ settings }) => settings.filterSets);
  const failure = useSettings((state) => state.failure);
  const change = useSettings((state) => state.change);
  const keep = (filterSets: readonly FilterSet[]): void => void change({ filterSets });
  const [name, setName] = useState('');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    keep(withFilterSet(sets, { name, link }));
    setName('');
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Filter sets</DialogTitle>
          <DialogContent>
            <form className={styles.row} onSubmit={save}>
              <Input
                className={styles.name ?? ''}
                aria-label="Name of the new filter set"
                placeholder="Name for the filters as they are"
                maxLength={100}
                value={name}
                onChange={(_event, { value }) => setName(value)}
              />
              <Button type="submit" appearance="primary" disabled={name.trim() === ''}>
                Save
              </Button>
            </form>
            <ul className={styles.sets} aria-label="Kept filter sets">
              {sets.map((set) => (
                <li key={set.name} className={styles.row}>
                  <Input
                    className={styles.name ?? ''}
                    aria-label={`Name of ${set.name}`}
                    defaultValue={set.name}
                    maxLength={100}
                    onBlur={({ target }) => keep(renamedFilterSet(sets, set.name, target.value))}
                  />
                  <span className={styles.problem}>{problemOf(set)}</span>
                  <Button
                    aria-label={`Delete ${set.name}`}
                    onClick={() => keep(sets.filter((one) => one.name !== set.name))}
                  >
                    Delete
                  </Button>
                </li>
              ))}
            </ul>
            {failure !== null && <p role="alert">{failure.summary}</p>}
            <FilterSetFile sets={sets} onKeep={keep} />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** null for one that this version can open. */
function problemOf({ link }: FilterSet): string | null {
  const reading = readListLink(link);
  return reading.ok ? null : reading.problem;
}
