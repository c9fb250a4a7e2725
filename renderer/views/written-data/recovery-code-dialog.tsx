// The recovery code for the person to keep. It is in the window only while this is open.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Failure, Result } from '../../../shared/failure.ts';
import { useJournal } from '../../state/session.tsx';
import { copyText } from '../../ui/clipboard.ts';
import styles from './recovery-dialogs.module.css';

export function RecoveryCodeDialog({ onClose }: { onClose(): void }) {
  const { readCode, renewCode, saveCode, keepCode } = useJournal((status) => status);
  const [code, setCode] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = <T,>(result: Result<T>, onValue: (value: T) => void): void => {
    setFailure(result.ok ? null : result.failure);
    if (result.ok) onValue(result.value);
  };
  useEffect(() => {
    void (async () => {
      const read = await readCode();
      // A journal of before does not hold its code: it gets a new one.
      if (!read.ok || read.value !== null) return read;
      const renewed = await renewCode();
      return renewed.ok ? readCode() : renewed;
    })().then((result) => {
      if (result.ok) setCode(result.value);
      else setFailure(result.failure);
    });
  }, [readCode, renewCode]);

  const save = async (): Promise<void> =>
    take(await saveCode(), (path) => setSaid(path === null ? null : `Saved as ${path}`));
  const keep = async (): Promise<void> => take(await keepCode(), onClose);

  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <DialogBody>
          <DialogTitle>Keep your recovery code</DialogTitle>
          <DialogContent>
            It opens the comments and changes that you wrote when this computer has lost the key to
            them. Keep it away from this computer: whoever has it and your files can read them.
            {code !== null && <p className={styles.code}>{code}</p>}
            {said !== null && (
              <p role="status" className={styles.said}>
                {said}
              </p>
            )}
            {failure !== null && (
              <p role="alert" className={styles.failure}>
                {failure.summary} {failure.action}
              </p>
            )}
          </DialogContent>
          <DialogActions fluid className={styles.actions ?? ''}>
            <Button
              disabled={code === null}
              onClick={() =>
                setSaid(copyText(code ?? '') ? 'Copied' : 'The clipboard refused the code')
              }
            >
              Copy
            </Button>
            <Button disabled={code === null} onClick={() => void save()}>
              Save to file
            </Button>
            <Button disabled={code === null} onClick={() => window.print()}>
              Print
            </Button>
            <Button onClick={onClose}>Later</Button>
            <Button appearance="primary" disabled={code === null} onClick={() => void keep()}>
              I have kept it
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
