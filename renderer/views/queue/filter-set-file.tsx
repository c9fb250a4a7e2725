// Passes filter sets on as a file, and takes those of others in.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { FilterSet } from '../../../shared/queue/filter-set.ts';
import { mergeFilterSets } from '../../../shared/queue/filter-set-file.ts';
import { useSession } from '../../state/session.tsx';
import styles from './view-dialogs.module.css';

interface FilterSetFileProps {
  readonly sets: readonly FilterSet[];
  onKeep(sets: readonly FilterSet[]): void;
}

export function FilterSetFile({ sets, onKeep }: FilterSetFileProps) {
  const { bridge } = useSession();
  const [words, setWords] = useState('');
  const save = async (): Promise<void> => {
    const saved = await bridge.call('filterSets.save', { sets });
    if (!saved.ok) setWords(`${saved.failure.summary} ${saved.failure.action ?? ''}`);
    else if (saved.value !== null) setWords(`Saved as ${saved.value}`);
  };
  const take = async (): Promise<void> => {
    const chosen = await bridge.call('filterSets.choose', null);
    if (!chosen.ok) {
      setWords(chosen.failure.summary);
      return;
    }
    if (chosen.value === null) return;
    if (!chosen.value.ok) {
      setWords(chosen.value.problem);
      return;
    }
    const merged = mergeFilterSets(sets, chosen.value.sets);
    if (merged.added > 0) onKeep(merged.sets);
    setWords(takenWords(merged, merged.leftOut + chosen.value.leftOut));
  };
  return (
    <div className={styles.file}>
      <Button size="small" disabled={sets.length === 0} onClick={() => void save()}>
        Save all as a file
      </Button>
      <Button size="small" onClick={() => void take()}>
        Add from a file
      </Button>
      <p role="status" className={styles.soft}>
        <bdi>{words}</bdi>
      </p>
    </div>
  );
}

function takenWords(
  { added, known }: { readonly added: number; readonly known: number },
  leftOut: number,
): string {
  return [
    `${added} added`,
    ...(known > 0 ? [`${known} there already`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out: no filter set, or more than can be kept`] : []),
  ].join(', ');
}
