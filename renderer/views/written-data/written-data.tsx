// Who can read what was written here, and the recovery code on request.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useJournal } from '../../state/session.tsx';
import { protectionWords } from './journal-words.ts';
import { RecoveryCodeDialog } from './recovery-code-dialog.tsx';
import styles from './recovery-dialogs.module.css';

export function WrittenData() {
  const journal = useJournal((status) => status.journal);
  const [isShown, setShown] = useState(false);
  if (journal.kind !== 'open') return null;
  return (
    <div className={styles.part}>
      <p className={styles.said}>
        What you write is encrypted on this computer. {protectionWords(journal.protection)}
      </p>
      <Button size="small" onClick={() => setShown(true)}>
        Show recovery code
      </Button>
      {isShown && <RecoveryCodeDialog onClose={() => setShown(false)} />}
    </div>
  );
}
