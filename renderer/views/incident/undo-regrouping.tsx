// Takes a merge, move or split that stands back, or says why it cannot be.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { IncidentRegrouping } from '../../../shared/contract/incident-regroupings.ts';
import type { Failure } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import styles from './activities-tab.module.css';

export function UndoRegrouping({ regrouping }: { readonly regrouping: IncidentRegrouping }) {
  const { regrouping: store } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id, undoConflict } = regrouping;
  return (
    <p className={styles.undo}>
      <Button
        size="small"
        disabledFocusable={undoConflict !== null}
        title={undoConflict ?? 'Put all of its alerts back'}
        onClick={() => void store.getState().undo(id).then(setFailure)}
      >
        Undo
      </Button>
      {undoConflict !== null && <span className={styles.soft}>{undoConflict}</span>}
      {failure !== null && (
        <span role="alert" className={styles.failure}>
          It cannot be undone. {failure.summary}
        </span>
      )}
    </p>
  );
}
