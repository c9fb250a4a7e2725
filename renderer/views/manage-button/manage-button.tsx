// Opens the manage pane, and says when what was set in it is on the disk.
import { Button } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ManageSubject } from '../../state/manage-subject.ts';
import { titleWithKeys, useCommand, useCommandKeys } from '../../state/use-command.ts';
import { useReturningFocus } from '../../ui/use-returning-focus.ts';
import styles from './manage-button.module.css';

const ManagePane = lazy(async () => ({
  default: (await import('./manage-pane.tsx')).ManagePane,
}));

/** For how long a person is told. */
const SAVED_MS = 4_000;

export function ManageButton({ subject }: { readonly subject: ManageSubject }) {
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const kind = subject.target.kind;
  const place = useReturningFocus(isOpen);
  useEffect(() => {
    if (!isSaved) return undefined;
    const timer = setTimeout(() => setSaved(false), SAVED_MS);
    return () => clearTimeout(timer);
  }, [isSaved]);
  const begin = (): void => {
    setSaved(false);
    setOpen(true);
  };
  useCommand('item.manage', begin);
  const keys = useCommandKeys('item.manage');
  return (
    <span ref={place} className={styles.manage}>
      <Button
        size="small"
        icon={<EditRegular />}
        aria-haspopup="dialog"
        aria-label={`Manage ${kind}`}
        aria-keyshortcuts={keys.aria}
        title={titleWithKeys(`Manage ${kind}`, keys)}
        onClick={begin}
      >
        Manage
      </Button>
      <span role="status" className={styles.saved}>
        {isSaved && 'Saved'}
      </span>
      {isOpen && (
        <Suspense fallback={null}>
          <ManagePane
            subject={subject}
            onClose={(outcome) => {
              setOpen(false);
              setSaved(outcome === 'saved');
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
