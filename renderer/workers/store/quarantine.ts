// Items that could not be taken as alerts or incidents, kept whole and each once.
import type { Table as DexieTable } from 'dexie';
import type { IngestItems } from '../../../shared/contract/store-ingest.ts';
import type { Quarantine } from '../../../shared/contract/store-queries.ts';
import type { QuarantineRecord } from './schema.ts';

export function quarantineRecords(page: IngestItems): Promise<readonly QuarantineRecord[]> {
  return Promise.all(
    page.quarantined.map(async (item) => ({
      ...page.feed,
      ...item,
      id: await digest([page.feed.sourceId, page.feed.tenantId, page.feed.collection, item.raw]),
    })),
  );
}

/** What a person looks through at most; the whole text stays in the store. */
const longestShown = 20_000;

/** The first `limit`, each feed's together. Inside of a transaction. */
export async function readQuarantine(
  table: DexieTable<QuarantineRecord, string>,
  limit: number,
): Promise<Quarantine> {
  const total = await table.count();
  const records = await table.limit(limit).toArray();
  const items = records
    .toSorted((a, b) => feedOf(a).localeCompare(feedOf(b)))
    .map((record) => ({
      ...record,
      raw: record.raw.slice(0, longestShown),
      isCut: record.raw.length > longestShown,
    }));
  return { total, items };
}

function feedOf({ sourceId, tenantId, collection }: QuarantineRecord): string {
  return JSON.stringify([sourceId, tenantId, collection]);
}

async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
