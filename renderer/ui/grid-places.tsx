// The drawn places of a grid: rows, and what stands among them.
import type { GridColumn, GridRows, GridSelecting } from './grid-model.ts';
import { keyAt } from './grid-model.ts';
import { GridOtherRow } from './grid-other-row.tsx';
import { GridRow } from './grid-row.tsx';

interface GridPlacesProps<Row> {
  readonly rows: GridRows<Row>;
  readonly columns: readonly GridColumn<Row>[];
  /** The first drawn place, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Height of a place, and how far all are moved up, in px. */
  readonly rowHeight: number;
  readonly shift: number;
  readonly activeIndex: number;
  readonly openKey: string | null;
  readonly selecting: GridSelecting<Row> | null;
  idOf(index: number): string;
}

export function GridPlaces<Row>(props: GridPlacesProps<Row>) {
  const { rows, first, end, rowHeight, shift, openKey, selecting } = props;
  const columns = props.columns as readonly GridColumn<unknown>[];
  const keys = distinctKeys(rows, first, end);
  return keys.map((key, position) => {
    const index = first + position;
    const shared = {
      id: props.idOf(index),
      index,
      top: index * rowHeight - shift,
      height: rowHeight,
      columns,
      isActive: index === props.activeIndex,
    };
    const other = rows.otherAt?.(index) ?? null;
    if (other !== null) {
      return <GridOtherRow key={key} {...shared} other={other} hasTicks={selecting !== null} />;
    }
    const row = rows.at(index);
    const ownKey = row === undefined ? null : rows.keyOf(row);
    return (
      <GridRow
        key={key}
        {...shared}
        row={row}
        isOpen={ownKey !== null && ownKey === openKey}
        isTicked={selecting === null ? null : ownKey !== null && selecting.keys.has(ownKey)}
        tickLabel={selecting === null || row === undefined ? '' : `Select ${selecting.nameOf(row)}`}
      />
    );
  });
}

/** A row can stand at several places, and what is not loaded has no key. */
function distinctKeys<Row>(rows: GridRows<Row>, first: number, end: number): readonly string[] {
  const used = new Set<string>();
  return Array.from({ length: Math.max(0, end - first) }, (_, position) => {
    const index = first + position;
    const key = keyAt(rows, index);
    const distinct = key === null || used.has(key) ? `${String(index)} ${key ?? ''}` : key;
    used.add(distinct);
    return distinct;
  });
}
