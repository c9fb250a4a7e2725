// Changes the status that an alert has in one source only, where no other source takes it over.
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { useState } from 'react';
import type { OutboxItemView } from '../../../shared/contract/outbox.ts';
import type { SightingRow } from '../../../shared/contract/store-queries.ts';
import type { Failure } from '../../../shared/failure.ts';
import { targetKey } from '../../../shared/model/annotation.ts';
import type { AnnotationTarget } from '../../../shared/model/annotation.ts';
import { useOutbox } from '../../state/session.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import styles from './seen-through.module.css';

interface SourceStatusProps {
  readonly sighting: SightingRow;
  /** The alert in this source. */
  readonly target: AnnotationTarget;
  readonly sourceName: string;
}

const settable = ['new', 'inProgress', 'resolved'];

export function SourceStatus({ sighting, target, sourceName }: SourceStatusProps) {
  const write = useOutbox((state) => state.write);
  const waiting = useOutbox((state) => waitingStatus(state.outbox.items, target));
  const [failure, setFailure] = useState<Failure | null>(null);
  const status = waiting ?? sighting.status;
  const change = async (value: string): Promise<void> => {
    const edits = { status: { base: sighting.status, value } };
    setFailure(await write({ kind: 'change', target, edits }));
  };
  return (
    <span className={styles.status}>
      <Menu positioning="below-start">
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronDownRegular />}
            iconPosition="after"
            className={styles.change ?? ''}
            aria-label={`Change the status in ${sourceName} only`}
            title={`Change the status in ${sourceName} only`}
          >
            <StatusMark status={status} />
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {settable.map((value) => (
              <MenuItem key={value} disabled={value === status} onClick={() => void change(value)}>
                <StatusMark status={value} />
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <UnsentMark unsent={waiting === null ? null : 'waiting'} />
      {failure !== null && (
        <span className={styles.failure} role="alert">
          It could not be saved. {failure.summary} {failure.action}
        </span>
      )}
    </span>
  );
}

/** What the person set last and the source does not have yet; null for nothing. */
function waitingStatus(items: readonly OutboxItemView[], target: AnnotationTarget): string | null {
  const key = targetKey(target);
  const values = items.flatMap(({ target: of, content }) =>
    targetKey(of) === key && content.kind === 'change' ? (content.edits.status?.value ?? []) : [],
  );
  return values.at(-1) ?? null;
}
