// The view as a query, to read and to copy.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { copyText } from '../../ui/clipboard.ts';
import styles from './view-dialogs.module.css';

export function QueryDialog({ query, onClose }: { readonly query: string; onClose(): void }) {
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>The query of this view</DialogTitle>
          <DialogContent>
            <pre className={styles.query} tabIndex={0} aria-label="Query">
              {query}
            </pre>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => copyText(query)}>
              Copy
            </Button>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
