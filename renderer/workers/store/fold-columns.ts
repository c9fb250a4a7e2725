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
] as const;
const TIMES = ['createdAt', 'lastUpdateAt', 'firstActivityAt', 'lastActivityAt'] as const;

interface Cells<V> {
  value(row: number): V;
  set(row: number, value: V): void;
}

/** `members` are the rows of a fold, the leading one first. Returns how to give it its own row back. */
export function completeRow(
  { columns }: Table<AlertShape>,
  assets: AssetIndex,
  members: readonly number[],
): () => void {
  const [leading = 0, ...others] = members;
  const undo: (() => void)[] = [];

  const complete = <V>(column: Cells<V>, isMissing: (value: V) => boolean): void => {
    const own = column.value(leading);
    if (!isMissing(own)) return;
    const lender = others.find((row) => !isMissing(column.value(row)));
    if (lender === undefined) return;
    column.set(leading, column.value(lender));
    undo.push(() => column.set(leading, own));
  };
  const extend = (column: TextListColumn, extended: readonly number[]): void => {
    const own = column.itemCodes(leading);
    if (extended.length === own.length) return;
    column.setItemCodes(leading, Int32Array.from(extended));
    undo.push(() => column.setItemCodes(leading, own));
  };

  for (const name of TEXTS) complete(columns[name], isUnstated);
  complete(columns.sourcePaths, (paths) => paths.every(isUnstated));
  for (const name of LISTS) complete(columns[name], (list) => list.length === 0);
  for (const name of TIMES) complete(columns[name], (time) => time === null);
  extend(columns.assets, lentAssets(columns.assets, assets, members));
  for (const column of [columns.clouds, columns.accountIds, columns.traces]) {
    extend(column, [...new Set(members.flatMap((row) => [...column.itemCodes(row)]))]);
  }
  return () => {
    for (const step of undo) step();
  };
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
