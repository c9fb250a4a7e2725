// A grid inside a page that scrolls: as high as its rows, up to a dozen, then it scrolls itself.
import type { GridColumn, GridRows } from '../../ui/grid-model.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import type { GridOpening } from '../../ui/virtual-grid.tsx';
import styles from './alert-page.module.css';

interface PageTableProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: GridRows<Row>;
  /** Said in place of a table without rows. */
  readonly absent: string;
  /** Absent where rows open nothing. */
  readonly opening?: GridOpening<Row>;
}

const ROW_HEIGHT = 32;
const ROWS_SHOWN = 12;
/** The head, and room for a horizontal scroll bar. */
const EXTRA_HEIGHT = 32 + 14;

export function PageTable<Row>(props: PageTableProps<Row>) {
  const { label, columns, rows, absent, opening } = props;
  if (rows.total === 0) return <p className={styles.absent}>{absent}</p>;
  const height = Math.min(rows.total, ROWS_SHOWN) * ROW_HEIGHT + EXTRA_HEIGHT;
  return (
    <div className={styles.table} style={{ height }}>
      <VirtualGrid
        label={label}
        columns={columns}
        rows={rows}
        rowHeight={ROW_HEIGHT}
        {...(opening && { opening })}
      />
    </div>
  );
}
