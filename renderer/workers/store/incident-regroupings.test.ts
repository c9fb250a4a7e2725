// What a merge, a move and a split leave on the pages of the incidents that had a part in them.
import { expect, test } from 'vitest';
import { groupedAll, noGroupings } from '../../../shared/grouping/groupings.ts';
import { projectionOf } from '../../../shared/grouping/groupings-projection.ts';
import {
  entryOf,
  madeIncident,
  merged,
  moved,
} from '../../../shared/grouping/groupings-under-test.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { GroupingDraft } from '../../../shared/model/regrouping.ts';
import { SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';

const incident = (id: string): IncidentKey => incidentKey(SAMPLE_TENANT, id);
const [one, two, three] = [incident('1'), incident('2'), incident('3')];
/** Alert 10 is in incident 1, alert 20 in incident 2. */
const alerts = [10, 11, 20, 21, 30, 50].map((number) => sampleAlert(number));
const idOf = (number: number): string => sampleAlert(number).id;
const comment = {
  comment: 'Seen before',
  createdByDisplayName: 'Ada',
  createdDateTime: '2026-11-20T07:00:00Z',
};

async function storeWith(...drafts: readonly GroupingDraft[]) {
  const store = openTestStore(makeDisk());
  const incidents = [
    sampleIncident(1, { comments: [comment] }),
    sampleIncident(2),
    sampleIncident(3),
    sampleIncident(5),
  ];
  await store.ingest.call('page.commit', page({ incidents, alerts }));
  const entries = drafts.map((draft, at) => entryOf(draft, at));
  const told = projectionOf(groupedAll(noGroupings, entries));
  await store.ingest.call('groupings.project', told);
  const read = (key: IncidentKey) => store.first('incident.regroupings', { key });
  return { store, read };
}

test('a merge is on both pages, and the old one leads to the new one', async () => {
  const { store, read } = await storeWith(merged([idOf(10), idOf(11)], one, two));
  const [from, to] = [await read(one), await read(two)];
  const mentionOfTwo = { key: two, incidentId: '2', name: sampleIncident(2).displayName };
  expect(from.redirectedTo).toEqual(mentionOfTwo);
  expect(to.redirectedTo).toBeNull();
  expect(to.regroupings).toEqual(from.regroupings);
  expect(to.regroupings).toMatchObject([
    {
      id: 'E0',
      gesture: 'merge',
      actor: 'robin',
      from: [{ incidentId: '1' }],
      to: mentionOfTwo,
      moved: 2,
      titles: [sampleAlert(10).title, sampleAlert(11).title],
      undone: null,
      undoConflict: null,
    },
  ]);
  await store.close();
});

test('what was merged keeps its comments, and its alerts tell where they came from', async () => {
  const { store, read } = await storeWith(
    merged([idOf(10), idOf(11)], one, two),
    moved([idOf(30)], three, two),
  );
  const { sources } = await read(two);
  expect(sources).toMatchObject([
    { incident: { incidentId: '1' }, merge: 'E0', comments: [comment] },
    { incident: { incidentId: '3' }, merge: null, comments: [] },
  ]);
  expect(sources.map((source) => source.alerts.length)).toEqual([2, 1]);
  const detail = await store.first('incident.detail', { key: two });
  expect(detail?.alerts).toHaveLength(5);
  await store.close();
});

test('an alert that was moved on comes from where it was at first', async () => {
  const { store, read } = await storeWith(
    moved([idOf(10)], one, three),
    merged([idOf(10), idOf(30)], three, two),
  );
  const { sources, regroupings } = await read(two);
  expect(sources.map(({ incident: from, alerts: own }) => [from.incidentId, own.length])).toEqual([
    ['3', 1],
    ['1', 1],
  ]);
  expect(regroupings.map(({ id }) => id)).toEqual(['E1']);
  const [, first] = (await read(three)).regroupings;
  expect(first?.undoConflict).toBe('One of its alerts was moved again later: undo that first.');
  await store.close();
});

test('what was undone stays readable, under the name that was made for it', async () => {
  const split = { ...moved([idOf(10)], one, madeIncident(1)), gesture: 'split' } as const;
  const { store, read } = await storeWith(
    { ...split, created: { key: madeIncident(1), name: 'Apart' } },
    { kind: 'regroupUndone', regroupId: 'E0' as EntryId },
  );
  const { regroupings, sources } = await read(one);
  expect(regroupings).toMatchObject([
    { to: { name: 'Apart' }, undone: { at: 1, actor: 'robin' }, undoConflict: null },
  ]);
  expect(sources).toEqual([]);
  await store.close();
});

test('tags go along with a merge, and come back with its undo', async () => {
  const { store } = await storeWith(merged([idOf(50)], incident('5'), one), merged([], one, two));
  const tagsOf = async (key: IncidentKey) =>
    (await store.first('incident.detail', { key }))?.row.tags;
  expect(await Promise.all([two, one, incident('5')].map(tagsOf))).toEqual([
    ['crown jewels'],
    ['Redirected'],
    ['crown jewels', 'Redirected'],
  ]);
  await store.ingest.call('groupings.project', projectionOf(noGroupings));
  expect(await Promise.all([two, one, incident('5')].map(tagsOf))).toEqual([
    [],
    [],
    ['crown jewels'],
  ]);
  await store.close();
});
