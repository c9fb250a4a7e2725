// Items that could not be taken as alerts or incidents, kept whole and each once.
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import type { QuarantineRecord } from './schema.ts';

export function quarantineRecords(page: IngestPage): Promise<readonly QuarantineRecord[]> {
  return Promise.all(
    page.quarantined.map(async (item) => ({
      ...page.feed,
      ...item,
      id: await digest([page.feed.sourceId, page.feed.tenantId, page.feed.collection, item.raw]),
    })),
  );
}

async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
