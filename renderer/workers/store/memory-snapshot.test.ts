// A start from the snapshot shows what one from the documents shows, whatever came before, between and
// after; and it is not trusted where it does not fit.
import { afterEach, describe, expect, it } from 'vitest';
import { randomFor } from '../../../resources/demo-tenant/random.ts';
import type { Random } from '../../../resources/demo-tenant/random.ts';
import type { IngestItems } from '../../../shared/contract/store-ingest.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { foldAnnotations, noAnnotations } from '../../../shared/model/fold-annotations.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { writerId } from '../../../shared/model/writer-id.ts';
import { filterIds } from '../../../shared/queue/queue-filters.ts';
import { keyOfSighting, randomIncident, randomSighting, TENANTS } from './random-store.ts';
import type { SnapshotRecord } from './schema.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleIncident,
} from './sample-documents.ts';
import { SOURCES } from './sample-sightings.ts';
import { allAlerts, allIncidents, makeDisk, openTestStore, page } from './store-under-test.ts';
import { withDatabase } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const stores: StoreUnderTest[] = [];

afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

/** Saves when it was quiet for 20 ms, or never. */
function open(disk: IDBFactory, saves: 'saves' | 'never saves' = 'never saves'): StoreUnderTest {
  const store = openTestStore(disk, saves === 'saves' ? 20 : undefined);
  stores.push(store);
  return store;
}

async function headerOf(disk: IDBFactory): Promise<SnapshotRecord | undefined> {
  let header: SnapshotRecord | undefined;
  await withDatabase(disk, async ({ snapshot }) => {
    header = await snapshot.get('store');
  });
  return header;
}

/** Waits until all that is stored is in the snapshot. */
async function saved(disk: IDBFactory): Promise<void> {
  const isSaved = async () => {
    let last = -1;
    await withDatabase(disk, async ({ columns }) => {
      last = (await columns.toCollection().primaryKeys()).at(-1) ?? 0;
    });
    // A segment that was left without documents is gone; its number stays the last one.
    return ((await headerOf(disk))?.watermark ?? -1) >= last;
  };
  await expect.poll(isSaved, { timeout: 5_000 }).toBe(true);
}

/** What both queues show, with the counts of every filter. */
async function content(store: StoreUnderTest) {
  const window = { offset: 0, limit: 1_000 };
  const facets = (queue: 'alerts' | 'incidents') => filterIds(queue).map((filter) => ({ filter }));
  const sort = { column: 'lastUpdateAt', descending: true } as const;
  return [
    await store.first('queue.alerts', { ...allAlerts, window, sort, facets: facets('alerts') }),
    await store.first('queue.incidents', { ...allIncidents, window, facets: facets('incidents') }),
    await store.first('store.summary', null),
  ];
}

async function commitRandom(store: StoreUnderTest, random: Random, round: number): Promise<void> {
  for (const source of Object.values(SOURCES)) {
    const sightings = Array.from({ length: random.between(0, 40) }, (_, index) =>
      randomSighting(random, random.between(0, 120), round * 1_000 + index),
    ).filter((sighting) => sighting.source.sourceKind === source.sourceKind);
    const incidents = Array.from({ length: random.between(0, 6) }, (_, index) =>
      randomIncident(random, random.between(0, 45), round * 1_000 + index),
    );
    const items: IngestItems = {
      ...page({ alerts: sightings.map(({ alert }) => alert), incidents }),
      sourceKind: source.sourceKind,
      feed: { sourceId: source.sourceId, tenantId: tenantId(TENANTS[0]), collection: 'alerts' },
    };
    await store.ingest.call('items.commit', items);
    if (random.between(0, 4) > 0 || sightings[0] === undefined) continue;
    const apart: AlertKey[] = [keyOfSighting(sightings[0])];
    await store.ingest.call('folds.project', { apart });
  }
}

describe('a snapshot', () => {
  it(
    'gives what the documents give, with what came after it on top',
    { timeout: 60_000 },
    async () => {
      for (const seed of ['one', 'two', 'three', 'four']) {
        const random = randomFor(seed);
        const disk = makeDisk();
        for (let start = 0; start < 6; start++) {
          const saving = open(disk, 'saves');
          await commitRandom(saving, random, start * 3);
          await saved(disk);
          await saving.close();

          const store = open(disk);
          await commitRandom(store, random, start * 3 + 1);
          const shown = await content(store);
          await store.close();

          const again = open(disk);
          expect(await content(again)).toEqual(shown);
          expect(again.unfit).toEqual([]);
          await again.close();
          expect((await headerOf(disk))?.memory.sightings.rowCount).toBeGreaterThan(0);
        }
        await withDatabase(disk, ({ snapshot }) => snapshot.clear());
        const fromDocuments = open(disk);
        const expected = await content(fromDocuments);
        await fromDocuments.close();
        const saving = open(disk, 'saves');
        await saved(disk);
        await saving.close();
        const fromSnapshot = open(disk);
        expect(await content(fromSnapshot)).toEqual(expected);
      }
    },
  );
});

async function filledDisk(): Promise<IDBFactory> {
  const disk = makeDisk();
  const store = open(disk, 'saves');
  const alerts = Array.from({ length: 30 }, (_, number) => sampleAlert(number));
  const incidents = Array.from({ length: 3 }, (_, number) => sampleIncident(number));
  await store.ingest.call('page.commit', page({ alerts, incidents }));
  await saved(disk);
  await store.close();
  return disk;
}

describe('a start', () => {
  it('reads no columns of the segments that are in the snapshot', async () => {
    const disk = await filledDisk();
    const store = open(disk);
    const shown = await content(store);
    await store.close();
    await withDatabase(disk, async ({ columns }) => {
      await columns.toCollection().modify((record) => {
        Object.assign(record, { chunk: 'of no use', layout: -1 });
      });
    });
    const again = open(disk);
    expect(await content(again)).toEqual(shown);
    expect(again.unfit).toEqual([]);
  });

  it.each([
    ['a record is missing', ({ snapshotParts }) => snapshotParts.clear()],
    [
      'a record is torn',
      ({ snapshotParts }) =>
        snapshotParts.toCollection().modify((record) => {
          Object.assign(record, { parts: record.parts.slice(1) });
        }),
    ],
    [
      'it is of other columns',
      ({ snapshot }) => snapshot.toCollection().modify({ layout: 1, watermark: 7_000 }),
    ],
    [
      'it has other documents',
      ({ snapshot }) =>
        snapshot.toCollection().modify((record) => {
          const { sightings, ...rest } = record.memory;
          Object.assign(record, { memory: { ...rest, sightings: { ...sightings, checksum: 1 } } });
        }),
    ],
  ] satisfies readonly (readonly [string, Parameters<typeof withDatabase>[1]])[])(
    'reads the documents where %s, loses nothing and saves anew',
    async (_, damage) => {
      const disk = await filledDisk();
      const before = open(disk);
      const shown = await content(before);
      await before.close();
      await withDatabase(disk, damage);
      const store = open(disk, 'saves');
      expect(await content(store)).toEqual(shown);
      expect(store.losses()).toBe(0);
      await saved(disk);
      await store.close();
      const again = open(disk);
      expect(await content(again)).toEqual(shown);
      expect(again.unfit).toEqual([]);
    },
  );

  it('has the old snapshot where a save was killed, and the next save clears what it left', async () => {
    const disk = await filledDisk();
    await withDatabase(disk, ({ snapshotParts }) => snapshotParts.add({ parts: [] }));
    const killed = open(disk, 'saves');
    await killed.ingest.call('page.commit', page({ alerts: [sampleAlert(100)] }));
    await saved(disk);
    await killed.close();
    const named = new Set((await headerOf(disk))?.records.map(({ id }) => id));
    await withDatabase(disk, async ({ snapshotParts }) => {
      expect(new Set(await snapshotParts.toCollection().primaryKeys())).toEqual(named);
    });
  });

  it('keeps records few where the same rows change again and again', async () => {
    const disk = await filledDisk();
    const store = open(disk, 'saves');
    for (let round = 1; round <= 6; round++) {
      const lastUpdateDateTime = `2026-11-2${round}T10:00:00Z`;
      const alerts = [sampleAlert(round, { lastUpdateDateTime, title: `Round ${round}` })];
      await store.ingest.call('page.commit', page({ alerts }));
      await saved(disk);
    }
    const shown = await content(store);
    expect((await headerOf(disk))?.records.length).toBeLessThan(5);
    await store.close();
    expect(await content(open(disk))).toEqual(shown);
  });

  it('has nothing of what people wrote in clear until the service says it too', async () => {
    const secret = 'Ledger fraud by the night shift';
    const disk = makeDisk();
    const store = open(disk, 'saves');
    await store.ingest.call('page.commit', page({ incidents: [sampleIncident(0)] }));
    const target = {
      kind: 'incident',
      sourceId: writerId('graph', tenantId(SAMPLE_TENANT)),
      tenantId: tenantId(SAMPLE_TENANT),
      id: '0',
    } as const;
    const entry: Annotation = {
      kind: 'change',
      id: 'a' as EntryId,
      at: SAMPLE_NOW,
      actor: 'ada',
      target,
      edits: { displayName: { base: 'Incident 0', value: secret } },
    };
    const { itemById } = foldAnnotations([entry], noAnnotations);
    const items = [...itemById.values()];
    await store.ingest.call('annotations.project', { isWhole: true, items });
    const { rows } = await store.first('queue.incidents', allIncidents);
    expect(rows[0]?.name).toBe(secret);
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)] }));
    await saved(disk);
    expect(await onDisk(disk)).not.toContain('night shift');

    const lastUpdateDateTime = isoAt(SAMPLE_NOW + 1_000);
    const echo = sampleIncident(0, { displayName: secret, lastUpdateDateTime });
    await store.ingest.call('page.commit', page({ incidents: [echo] }));
    await saved(disk);
    expect(await onDisk(disk)).toContain('night shift');
    await store.close();
    expect((await open(disk).first('queue.incidents', allIncidents)).rows[0]?.name).toBe(secret);
  });
});

/** All of the saved memory as one text. */
async function onDisk(disk: IDBFactory): Promise<string> {
  const texts: string[] = [];
  await withDatabase(disk, async ({ snapshot, snapshotParts, answers }) => {
    const all = [await snapshot.toArray(), await answers.toArray(), await snapshotParts.toArray()];
    const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
    texts.push(JSON.stringify(all, plain));
  });
  return texts.join('\n');
}
