// Deletes what is stored, after a question: it cannot be undone, only fetched again.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import { FailureText } from './failure-text.tsx';
import styles from './sources.module.css';

export function ForgetStore() {
  const { bridge } = useSession();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const forget = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    const result = await bridge.call('store.forget', null);
    setBusy(false);
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <div className={styles.forget}>
      <Button size="small" disabled={isBusy} onClick={() => setAsking(true)}>
        {isBusy ? 'Deleting' : 'Delete stored data'}
      </Button>
      {failure !== null && <FailureText failure={failure} />}
      <Dialog open={isAsking} onOpenChange={(_event, { open }) => setAsking(open)}>
        <DialogSurface className={styles.dialog ?? ''}>
          <DialogBody>
            <DialogTitle>Delete stored data?</DialogTitle>
            <DialogContent>
              All incidents and alerts are deleted from this computer. Those of the sources that are
              on are fetched again; those of removed tenants and of imported files are not. What you
              wrote is kept.
            </DialogContent>
            <DialogActions>
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button appearance="primary" onClick={() => void forget()}>
                Delete
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  );
}
