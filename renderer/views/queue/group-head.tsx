// The head of a group of rows: what they have in common, and how many they are.
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { OutlineRow } from '../../../shared/contract/queue-outline.ts';
import { findGroupColumn } from '../../../shared/queue/group-columns.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { Spoken } from '../../ui/spoken.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import styles from './outline.module.css';

interface GroupHeadProps {
  readonly group: Extract<OutlineRow, { readonly kind: 'group' }>;
  readonly queue: QueueName;
  /** Of the grouping. */
  readonly column: string;
}

export function GroupHead({ group, queue, column }: GroupHeadProps) {
  const { value, count, isOpen } = group;
  const definition = findGroupColumn(queue, column);
  const name = group.name ?? definition?.nameOf(value) ?? value;
  return (
    <span className={styles.head}>
      {isOpen ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
      <Spoken>{isOpen ? 'Open group' : 'Closed group'}</Spoken>
      {column === 'severity' && value !== '' ? (
        <SeverityMark severity={value} />
      ) : (
        <bdi className={styles.headName} title={name}>
          {name}
        </bdi>
      )}
      <span className={styles.count}>{count.toLocaleString('en-US')}</span>
      <Spoken>{queue}</Spoken>
    </span>
  );
}
