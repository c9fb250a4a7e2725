// The column whose press shows what is within a row, in place.
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { Keyed } from '../../state/queue-frame.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import styles from './outline.module.css';

interface ExpanderParts<Row extends Keyed> {
  readonly openRows: readonly Row['key'][];
  readonly opens: (row: Row) => boolean;
  readonly nameOf: (row: Row) => string;
  readonly onToggle: (key: Row['key']) => void;
}

export function expanderColumn<Row extends Keyed>({
  openRows,
  opens,
  nameOf,
  onToggle,
}: ExpanderParts<Row>): GridColumn<Row> {
  return {
    id: 'expander',
    title: 'Alerts within',
    isTitleSpoken: true,
    width: 28,
    render: (row, isActive) => {
      if (!opens(row)) return null;
      const isOpen = openRows.includes(row.key);
      return (
        <button
          type="button"
          className={styles.expander}
          tabIndex={isActive ? 0 : -1}
          aria-expanded={isOpen}
          aria-label={`Alerts within ${nameOf(row)}`}
          title={isOpen ? 'Hide its alerts (Left)' : 'Show its alerts (Right)'}
          onClick={() => onToggle(row.key)}
        >
          {isOpen ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
        </button>
      );
    },
  };
}
