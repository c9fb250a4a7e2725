// Alerts of the same detection as one alert: how many there are, what became of them, and those that are
// nearest to it.
import type { SimilarAlerts } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import { alertRow } from './alert-queue.ts';
import type { StoreMemory } from './store-memory.ts';

/** Alerts that can be classified together. */
const MOST_KEYS = 1_000;

/** null where the store has no such alert. Looks at every alert once. */
export function similarAlerts(
  memory: StoreMemory,
  key: AlertKey,
  limit: number,
): SimilarAlerts | null {
  const row = memory.alertRow(key);
  if (row === undefined) return null;
  const { columns } = memory.sightings.table;
  const isSame = sameDetection(columns, row);
  const rows: number[] = [];
  memory.folds.leading().forEach((other) => {
    if (other !== row && isSame(other)) rows.push(other);
  });
  const assetsOf = (at: number): readonly string[] => columns.assets.value(at);
  const own = new Set(assetsOf(row));
  const shared = new Map(
    rows.map((at) => [at, assetsOf(at).filter((asset) => own.has(asset)).length]),
  );
  const createdAt = (at: number): number => columns.createdAt.value(at) ?? 0;
  rows.sort((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0) || createdAt(b) - createdAt(a));
  return {
    total: rows.length,
    keys: rows.slice(0, MOST_KEYS).map((at) => columns.key.value(at) as AlertKey),
    alerts: rows
      .slice(0, limit)
      .map((at) => ({ row: alertRow(memory, at), sharedAssets: shared.get(at) ?? 0 })),
    outcomes: outcomesOf(rows, columns),
  };
}

/** By the provider's name of the detection; where the alert has none, by its title and service. */
function sameDetection(
  columns: StoreMemory['sightings']['table']['columns'],
  row: number,
): (row: number) => boolean {
  const types = new Set(columns.alertTypes.value(row).map((type) => type.toLowerCase()));
  const service = textTest(columns.serviceSource, columns.serviceSource.value(row));
  if (types.size > 0) {
    const isType = itemTest(columns.alertTypes, types);
    return (other) => isType(other) && service(other);
  }
  const title = textTest(columns.title, columns.title.value(row));
  return (other) => title(other) && service(other);
}

/** Each text of the dictionary is looked at once: an alert's texts recur. */
function textTest(column: StringColumn, wanted: string | null): (row: number) => boolean {
  const known = new Map<number, boolean>();
  return (row) => {
    const code = column.code(row);
    const before = known.get(code);
    if (before !== undefined) return before;
    const isWanted = column.value(row) === wanted;
    known.set(code, isWanted);
    return isWanted;
  };
}

/** The same for lists, which recur as well. */
function itemTest(column: TextListColumn, wanted: ReadonlySet<string>): (row: number) => boolean {
  const known = new Map<number, boolean>();
  return (row) => {
    const list = column.cells.at(row) ?? -1;
    const before = known.get(list);
    if (before !== undefined) return before;
    const isWanted = column.value(row).some((text) => wanted.has(text.toLowerCase()));
    known.set(list, isWanted);
    return isWanted;
  };
}

/** The most frequent first. */
function outcomesOf(
  rows: readonly number[],
  { status, classification, determination }: StoreMemory['sightings']['table']['columns'],
): SimilarAlerts['outcomes'] {
  const outcomeById = new Map<string, SimilarAlerts['outcomes'][number]>();
  for (const row of rows) {
    const isResolved = status.value(row) === 'resolved';
    const outcome = {
      isResolved,
      classification: classification.value(row),
      determination: determination.value(row),
    };
    const id = JSON.stringify(outcome);
    outcomeById.set(id, { ...outcome, count: (outcomeById.get(id)?.count ?? 0) + 1 });
  }
  return [...outcomeById.values()].toSorted((a, b) => b.count - a.count);
}
