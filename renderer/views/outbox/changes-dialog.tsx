// Everything that was written here and is not done with: what, about what, when, and how far it is. What
// needs a person comes first, what is only kept here last.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useOutbox } from '../../state/session.tsx';
import { ChunkedList } from '../../ui/chunked-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { inOrderOfNeed } from './item-need.ts';
import { wayOf } from './item-words.ts';
import { WrittenItem } from './written-item.tsx';
import styles from './changes.module.css';

export function ChangesDialog({ onClose }: { onClose(): void }) {
  const { items, holds } = useOutbox((state) => state.outbox);
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <DialogBody>
          <DialogTitle>Changes waiting</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            {items.length === 0 ? (
              <EmptyState title="Everything is delivered">
                What you change or write without a connection is saved on this machine, and listed
                here until the service has it.
              </EmptyState>
            ) : (
              <ChunkedList
                label="Changes"
                items={inOrderOfNeed(items)}
                usualHeight={84}
                keyOf={({ id }) => id}
                render={(item) => (
                  <WrittenItem
                    item={item}
                    hold={holds.find(({ sourceId }) => sourceId === wayOf(item)) ?? null}
                    onLeave={onClose}
                  />
                )}
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
