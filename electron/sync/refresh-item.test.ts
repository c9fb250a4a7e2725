import { expect, it } from 'vitest';
import type { IngestItems } from '../../shared/contract/store-ingest.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import type { ItemReading, Source } from '../sources/source.ts';
import { MemoryStore } from './memory-store.ts';
import { refreshItem } from './refresh-item.ts';
import type { WantedItem } from './refresh-item.ts';

const wanted: WantedItem = {
  kind: 'graph',
  tenantId: tenantId('c0'),
  collection: 'alerts',
  id: 'a1',
};
const offline: Failure = { kind: 'offline', summary: 'No network.' };

/** Answers as scripted; without an answer it cannot be asked. */
function sourceOf(sourceId: string, answer?: ItemReading | Failure, kind = wanted.kind): Source {
  const source: Source = {
    describe: () => ({ sourceId, kind, name: sourceId, collections: [], writes: [] }),
    requests: () => ({ uses: [], waiting: 0, pausedUntilAt: null }),
    discoverTenants: async () => [],
    pull: () => {
      throw new Error('nothing is pulled here');
    },
  };
  if (answer === undefined) return source;
  return {
    ...source,
    readItem: async () => {
      if ('summary' in answer) throw new FailureError(answer);
      return answer;
    },
  };
}

const items: IngestItems = {
  feed: { sourceId: 'ada', tenantId: wanted.tenantId, collection: 'alerts' },
  sourceKind: 'graph',
  incidents: [],
  alerts: [{ id: 'a1' } as unknown as Alert],
  quarantined: [],
};
const found: ItemReading = { kind: 'found', items };
const gone: ItemReading = { kind: 'gone' };

async function refresh(...sources: readonly Source[]) {
  const store = new MemoryStore();
  const { signal } = new AbortController();
  await refreshItem(wanted, { sources, store, clock: { now: () => 1_000 }, signal });
  return { alerts: [...store.alertById.keys()], gone: store.gone };
}

it('stores what the service has now', async () => {
  expect(await refresh(sourceOf('ada', found))).toEqual({ alerts: ['a1'], gone: [] });
});

it('marks what no account sees any more', async () => {
  expect(await refresh(sourceOf('ada', gone), sourceOf('eve', gone))).toEqual({
    alerts: [],
    gone: [{ feed: { ...items.feed, sourceId: 'eve' }, sourceKind: 'graph', id: 'a1', at: 1_000 }],
  });
});

it('believes the account that sees it', async () => {
  expect(await refresh(sourceOf('eve', gone), sourceOf('ada', found))).toEqual({
    alerts: ['a1'],
    gone: [],
  });
});

it('concludes nothing where one account cannot be asked', async () => {
  const parts = [sourceOf('eve', gone), sourceOf('ada', offline)] as const;
  await expect(refresh(...parts)).rejects.toMatchObject({ failure: offline });
});

it('asks neither sources of another kind nor those that cannot answer', async () => {
  const others = [sourceOf('arm', gone, 'arm'), sourceOf('files')] as const;
  expect(await refresh(...others)).toEqual({ alerts: [], gone: [] });
});
