// Beside a queue's title: how many rows are selected, what can be done with them, and how it went.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { BulkSubject } from '../../state/bulk.ts';
import type { RowSelectionStore } from '../../state/row-selection.ts';
import { useBulk, useSession } from '../../state/session.tsx';
import { titleWithKeys, useCommandKeys } from '../../state/use-command.ts';
import { countOf } from './plan-words.ts';
import { MarkRead, MarkUnread } from '../mark-read/mark-read.tsx';
import { WritingStatus } from './writing-status.tsx';
import styles from './manage-many.module.css';

const ManyPane = lazy(async () => ({ default: (await import('./many-pane.tsx')).ManyPane }));

interface ManageManyProps<Key extends string> {
  readonly subject: BulkSubject;
  readonly selection: RowSelectionStore<Key>;
  /** More that can be done with the selected rows. */
  readonly children?: ReactNode;
}

export function ManageMany<Key extends string>(props: ManageManyProps<Key>) {
  const { subject, selection, children } = props;
  const { bulk } = useSession();
  const keys = useStore(selection, (state) => state.keys);
  const leftOut = useStore(selection, (state) => state.leftOut);
  const isWriting = useBulk(({ phase }) => phase.kind === 'writing');
  const { openPane } = bulk.getState();
  const { clear } = selection.getState();
  const incidentKeys = [...keys].map((key: string) => key as IncidentKey);
  const manageKeys = useCommandKeys('queue.manage');
  const selected = countOf(keys.size, subject);
  return (
    <div className={styles.tools}>
      <span role="status" className={styles.words}>
        {keys.size > 0 && `${selected} selected`}
        {leftOut > 0 && ` (${leftOut.toLocaleString('en-US')} more cannot be at once)`}
      </span>
      {keys.size > 0 && (
        <>
          <Button
            size="small"
            appearance="primary"
            disabled={isWriting}
            aria-haspopup="dialog"
            aria-keyshortcuts={manageKeys.aria}
            title={titleWithKeys(`Change ${selected} together`, manageKeys)}
            onClick={() => openPane({ subject, keys: [...keys], begin: 'status' })}
          >
            Manage {selected}
          </Button>
          {children}
          {subject === 'incident' && (
            <>
              <MarkRead keys={incidentKeys} />
              <MarkUnread keys={incidentKeys} />
            </>
          )}
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label="Clear the selection"
            title="Clear the selection (Esc)"
            onClick={clear}
          />
        </>
      )}
      <ManyChanges subject={subject} />
    </div>
  );
}

/** The pane of many rows while it is open, and how their change went, with the way back. */
export function ManyChanges({ subject }: { readonly subject: BulkSubject }) {
  const { bulk } = useSession();
  const pane = useBulk((state) => state.pane);
  // Whoever leaves the page and comes back begins anew.
  useEffect(() => bulk.getState().closePane, [bulk]);
  return (
    <>
      <WritingStatus />
      {pane?.subject === subject && (
        <Suspense fallback={null}>
          <ManyPane pane={pane} onClose={bulk.getState().closePane} />
        </Suspense>
      )}
    </>
  );
}
