// How sync is doing, in words that are always there; details and a way to try again behind them.
import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { useOutbox, useSync } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { TimeText, useTimeSetting } from '../../ui/time-text.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import { outboxWords, syncWords } from './sync-words.ts';
import styles from './sync-status.module.css';

const ChangesDialog = lazy(async () => ({
  default: (await import('../outbox/changes-dialog.tsx')).ChangesDialog,
}));

export function SyncStatus() {
  const outbox = useOutbox((state) => state.outbox);
  const [areDetailsOpen, setDetailsOpen] = useState(false);
  const [areChangesOpen, setChangesOpen] = useState(false);
  const sync = useSync((state) => state.sync);
  const syncNow = useSync((state) => state.syncNow);
  const { tone, text, announcement } = syncWords(sync, outbox, useTimeSetting());
  const { waiting, needed, kept } = outboxWords(outbox);
  const failure = 'failure' in sync.phase ? sync.phase.failure : null;
  return (
    <>
      <Popover
        positioning="below-end"
        trapFocus
        open={areDetailsOpen}
        onOpenChange={(_event, { open }) => setDetailsOpen(open)}
      >
        <PopoverTrigger disableButtonEnhancement>
          <button
            type="button"
            className={styles.status}
            data-tone={tone}
            aria-label={`Sync: ${text}`}
            title={text}
          >
            <span className={styles.light} aria-hidden />
            <span className={styles.text}>{text}</span>
          </button>
        </PopoverTrigger>
        <PopoverSurface className={styles.details ?? ''} aria-label="Sync details">
          <h2 className={styles.heading}>{announcement}</h2>
          {failure?.action !== undefined && <p className={styles.action}>{failure.action}</p>}
          <PropertyList
            properties={[
              { label: 'Tenant', value: sync.tenantName },
              { label: 'Last complete sync', value: <TimeText at={sync.lastSyncedAt} /> },
              {
                label: 'Next attempt',
                value: sync.nextAttemptAt === null ? null : <TimeText at={sync.nextAttemptAt} />,
              },
              { label: 'Where', value: failure?.place ?? null },
              {
                label: 'Set aside',
                value:
                  sync.quarantined === 0
                    ? null
                    : `${sync.quarantined} items that could not be read`,
              },
              {
                label: 'Written here',
                value: (
                  <span className={styles.changes}>
                    <LinkButton
                      title="Show the changes waiting"
                      onPress={() => {
                        setDetailsOpen(false);
                        setChangesOpen(true);
                      }}
                    >
                      {[waiting, needed, kept].filter((words) => words !== null).join(', ') ||
                        'Everything is delivered'}
                    </LinkButton>
                  </span>
                ),
              },
            ]}
          />
          <Button size="small" appearance="primary" onClick={() => void syncNow()}>
            {failure === null ? 'Sync now' : 'Retry now'}
          </Button>
        </PopoverSurface>
      </Popover>
      {areChangesOpen && (
        <Suspense fallback={null}>
          <ChangesDialog onClose={() => setChangesOpen(false)} />
        </Suspense>
      )}
      <Spoken isLive>{announcement}</Spoken>
    </>
  );
}
