// What was set aside: which item, why, and its text as the service sent it, so that it can be reported.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { Quarantine, QuarantinedRow } from '../../../shared/contract/store-queries.ts';
import { useQuarantine } from '../../state/use-quarantine.ts';
import { copyText } from '../../ui/clipboard.ts';
import { FailureText } from './failure-text.tsx';
import { countWords } from './source-words.ts';
import styles from './quarantine-dialog.module.css';

export function QuarantineDialog({ onClose }: { onClose(): void }) {
  const { quarantine, failure } = useQuarantine();
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <DialogBody>
          <DialogTitle>Set aside</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            <p className={styles.hint}>
              These could not be read as incidents or alerts. Nothing of them is lost: each is kept
              as it came, and everything else on its page was stored.
            </p>
            {failure !== null && <FailureText failure={failure} />}
            {quarantine !== null && <Items quarantine={quarantine} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Items({ quarantine: { total, items } }: { readonly quarantine: Quarantine }) {
  if (items.length === 0) return <p>Nothing is set aside.</p>;
  return (
    <>
      <ol className={styles.list} aria-label="Items set aside">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ol>
      {total > items.length && (
        <p className={styles.hint}>
          {countWords(items.length)} of {countWords(total)} are shown.
        </p>
      )}
    </>
  );
}

function Item({ item }: { readonly item: QuarantinedRow }) {
  return (
    <li>
      <details>
        <summary>
          <bdi>{item.reason}</bdi>
          <span className={styles.place}>
            <bdi>
              {item.place} of the {item.collection} of {item.sourceId}
            </bdi>
          </span>
        </summary>
        <pre className={styles.raw}>{item.raw}</pre>
        {item.isCut && <p className={styles.hint}>Only the beginning is shown.</p>}
        <Button size="small" onClick={() => copyText(item.raw)}>
          Copy
        </Button>
      </details>
    </li>
  );
}
