// Which sighting of an alert leads: decided by the sightings alone, whatever the order they came in.
import { SOURCE_KINDS } from '../../../shared/model/alert-source.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { AlertShape } from './alert-columns.ts';

/** The leading row first: by what its source can say, then the newest, then by key. */
export function leadingFirst({ columns }: Table<AlertShape>): (a: number, b: number) => number {
  const { key, version, sourceKind } = columns;
  const rank = (row: number): number => {
    const kind = sourceKind.value(row);
    return SOURCE_KINDS.findIndex((known) => known === kind);
  };
  return (a, b) => {
    const byRank = rank(a) - rank(b);
    if (byRank !== 0) return byRank;
    const newer = (version.value(b) ?? -1n) - (version.value(a) ?? -1n);
    if (newer !== 0n) return newer > 0n ? 1 : -1;
    return (key.value(a) ?? '') < (key.value(b) ?? '') ? -1 : 1;
  };
}
