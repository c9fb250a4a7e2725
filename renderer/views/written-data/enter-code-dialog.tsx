// Opens what the keyring lost the key to, with the recovery code; the keyring gets the key again.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { useJournal } from '../../state/session.tsx';
import styles from './recovery-dialogs.module.css';

export function EnterCodeDialog({ onClose }: { onClose(): void }) {
  const recover = useJournal((status) => status.recover);
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async (): Promise<void> => {
    setBusy(true);
    const result = await recover(code.trim());
    setBusy(false);
    if (result.ok) onClose();
    else setFailure(result.failure);
  };
  return (
    <Dialog open onOpenChange={(_event, { open: isOpen }) => !isOpen && onClose()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '' && !isBusy) void open();
          }}
        >
          <DialogBody>
            <DialogTitle>Enter your recovery code</DialogTitle>
            <DialogContent>
              <p>
                This computer does not hold the key to what you wrote. The recovery code opens it
                and gives this computer the key again; nothing is changed or lost meanwhile.
              </p>
              <Field
                label="Recovery code"
                validationState={failure === null ? 'none' : 'error'}
                validationMessage={
                  failure === null ? null : `${failure.summary} ${failure.action ?? ''}`
                }
              >
                <Input
                  value={code}
                  maxLength={128}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(_event, { value }) => setCode(value)}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>Not now</Button>
              <Button type="submit" appearance="primary" disabled={code.trim() === '' || isBusy}>
                {isBusy ? 'Opening' : 'Open'}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
