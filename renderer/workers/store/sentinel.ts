// The row that says what the store must add up to, so that a loss by the disk is seen at the start.
import { SCHEMA_STAMP } from './schema.ts';
import type { SentinelRecord } from './schema.ts';
import type { StoreMemory } from './store-memory.ts';

export interface StoreTotals {
  readonly alerts: number;
  readonly incidents: number;
  readonly checksum: number;
}

export function totalsOf(memory: StoreMemory): StoreTotals {
  return {
    alerts: memory.sightings.rowCount,
    incidents: memory.incidents.rowCount,
    checksum: memory.sightings.checksum ^ memory.incidents.checksum,
  };
}

export function newSentinel(storeId: string, totals: StoreTotals): SentinelRecord {
  return {
    id: 'store',
    storeId,
    schemaStamp: SCHEMA_STAMP,
    appVersion: '',
    generation: 0,
    ...totals,
  };
}

export function isIntact(sentinel: SentinelRecord, totals: StoreTotals): boolean {
  return (
    sentinel.alerts === totals.alerts &&
    sentinel.incidents === totals.incidents &&
    sentinel.checksum === totals.checksum
  );
}
