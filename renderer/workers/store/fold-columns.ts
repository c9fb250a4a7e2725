// Completes the row of a leading sighting from its fold, as foldAlerts does the document.
import { isUnstated } from '../../../shared/identity/fold-alerts.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import type { AlertShape } from './alert-columns.ts';
import type { AssetIndex } from './asset-mention.ts';

const TEXTS = [
  'incidentKey',
  'title',
  'category',
  'severity',
  'status',
  'serviceSource',
  'detectionSource',
] as const;
const LISTS = [
  'categories',
  'techniques',
  'tags',
  'products',
  'alertTypes',
  'policies',
  'investigationStates',
  'threats',
  'actors',
  'deviceGroups',
  'osPlatforms',
  'workspaces',
] as const;
const TIMES = ['createdAt', 'lastUpdateAt', 'firstActivityAt', 'lastActivityAt'] as const;

const UNITED = ['clouds', 'accountIds', 'traces'] as const;
/** What a fold can complete; the places are stored. */
const COMPLETED = [...TEXTS, ...LISTS, ...TIMES, ...UNITED, 'sourcePaths', 'assets'] as const;
type Completed = (typeof COMPLETED)[number];

/** What a leading row's own document says in a cell that its fold has completed. */
export interface OwnCell {
  /** By place in the columns that a fold completes. */
  readonly column: number;
  /** A code, or the number of a list; of a point in time always -1, since it was null. */
  readonly cell: number;
}

interface Cells<V> {
  value(row: number): V;
  set(row: number, value: V): void;
}

/** `members` are the rows of a fold, the leading one first. Returns what to give its row back. */
export function completeRow(
  { columns }: Table<AlertShape>,
  assets: AssetIndex,
  members: readonly number[],
): readonly OwnCell[] {
  const [leading = 0, ...others] = members;
  const own: OwnCell[] = [];
  const note = (name: Completed): void => {
    const column = columns[name];
    const cell = column.kind === 'number' ? -1 : (column.cells.at(leading) ?? -1);
    own.push({ column: COMPLETED.indexOf(name), cell });
  };

  const complete = <V>(name: Completed, column: Cells<V>, isMissing: (value: V) => boolean) => {
    if (!isMissing(column.value(leading))) return;
    const lender = others.find((row) => !isMissing(column.value(row)));
    if (lender === undefined) return;
    note(name);
    column.set(leading, column.value(lender));
  };
  const extend = (name: 'assets' | (typeof UNITED)[number], extended: readonly number[]): void => {
    if (extended.length === columns[name].itemCodes(leading).length) return;
    note(name);
    columns[name].setItemCodes(leading, Int32Array.from(extended));
  };

  for (const name of TEXTS) complete(name, columns[name], isUnstated);
  complete('sourcePaths', columns.sourcePaths, (paths) => paths.every(isUnstated));
  for (const name of LISTS) complete(name, columns[name], (list) => list.length === 0);
  for (const name of TIMES) complete(name, columns[name], (time) => time === null);
  extend('assets', lentAssets(columns.assets, assets, members));
  for (const name of UNITED) {
    extend(name, [...new Set(members.flatMap((row) => [...columns[name].itemCodes(row)]))]);
  }
  return own;
}

/** Undoes completeRow. */
export function giveBack(
  { columns }: Table<AlertShape>,
  row: number,
  own: readonly OwnCell[],
): void {
  for (const { column: place, cell } of own) {
    const name = COMPLETED[place];
    if (name === undefined) throw new RangeError(`folds complete no column ${place}`);
    const column = columns[name];
    if (column.kind === 'number') column.set(row, null);
    else column.cells.set(row, cell);
  }
}

/** Codes: the leading row's own, then what the others lend. */
function lentAssets(
  column: TextListColumn,
  assets: AssetIndex,
  members: readonly number[],
): readonly number[] {
  const codes: number[] = [];
  const known = new Set<EntityKey>();
  members.forEach((row, place) => {
    const lendsAll = place === 0 || codes.length === 0;
    for (const code of column.itemCodes(row)) {
      const { key, category } = assets.mention(code);
      if (known.has(key) || !(lendsAll || category === 'cloudResource')) continue;
      codes.push(code);
      known.add(key);
    }
  });
  return codes;
}
