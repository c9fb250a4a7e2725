import { afterEach, describe, expect, it } from 'vitest';
import type { QueueFilter } from '../../../shared/contract/queue.ts';
import type { AnnotationProjection } from '../../../shared/contract/store-ingest.ts';
import type { SourceKind } from '../../../shared/model/alert-source.ts';
import type {
  Annotation,
  AnnotationTarget,
  FieldEdits,
  OutboxTransition,
} from '../../../shared/model/annotation.ts';
import type { CommentRef, EntryId } from '../../../shared/model/annotation-id.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { alertKey } from '../../../shared/model/alert.ts';
import { foldAnnotations, noAnnotations } from '../../../shared/model/fold-annotations.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { parseTimestamp } from '../../../shared/model/timestamp.ts';
import { writerId } from '../../../shared/model/writer-id.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleIncident,
} from './sample-documents.ts';
import { keyOf, sighting, SOURCES } from './sample-sightings.ts';
import {
  allAlerts,
  allIncidents,
  alertFeed,
  having,
  makeDisk,
  openTestStore,
  page,
} from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const tenant = tenantId(SAMPLE_TENANT);
const key = incidentKey(tenant, '0');
const me = 'robin@fabrikam.example';

let open: StoreUnderTest | null = null;
afterEach(async () => {
  expect(open?.bugs ?? []).toEqual([]);
  await open?.close();
  open = null;
});

function openStore(disk = makeDisk()): StoreUnderTest {
  return (open = openTestStore(disk));
}

/** An incident and its ten alerts, of which four are resolved. */
async function filledStore(disk = makeDisk()): Promise<StoreUnderTest> {
  const store = openStore(disk);
  await store.ingest.call('page.commit', incidentPage());
  return store;
}

function incidentPage(changes: JsonObject = {}, alertChanges: JsonObject = {}) {
  const alerts = Array.from({ length: 10 }, (_, number) => sampleAlert(number, alertChanges));
  return page({ incidents: [sampleIncident(0, changes)], alerts });
}

function incidentTarget(id = '0'): AnnotationTarget {
  return { kind: 'incident', sourceId: writerId('graph', tenant), tenantId: tenant, id };
}

function alertTarget(id: string, kind: SourceKind = 'graph'): AnnotationTarget {
  return { kind: 'alert', sourceId: writerId(kind, tenant), tenantId: tenant, id, incidentId: '0' };
}

let lastEntry = 0;

function change(target: AnnotationTarget, edits: FieldEdits, id = 'a'): Annotation {
  return { kind: 'change', id: id as EntryId, at: ++lastEntry, actor: me, target, edits };
}

function comment(target: AnnotationTarget, text: string, ref: string): Annotation {
  return {
    kind: 'comment',
    id: ref as EntryId,
    at: ++lastEntry,
    actor: me,
    target,
    text,
    ref: ref as CommentRef,
  };
}

function transition(itemId: string, what: OutboxTransition): Annotation {
  return {
    ...what,
    id: `t${String(++lastEntry)}` as EntryId,
    at: lastEntry,
    itemId: itemId as EntryId,
  };
}

function confirmed(itemId: string, at: string | null, changes: object = {}): Annotation {
  const updatedAt = at === null ? null : parseTimestamp(at);
  return transition(itemId, {
    kind: 'confirmed',
    by: 'reply',
    updatedAt,
    keptFields: [],
    copies: 0,
    ...changes,
  });
}

function whole(...entries: readonly Annotation[]): AnnotationProjection {
  const { itemById } = foldAnnotations(entries, noAnnotations);
  return { isWhole: true, items: [...itemById.values()] };
}

async function project(store: StoreUnderTest, ...entries: readonly Annotation[]): Promise<void> {
  await store.ingest.call('annotations.project', whole(...entries));
}

const resolve: FieldEdits = { status: { base: 'active', value: 'resolved' } };
const assign: FieldEdits = { assignedTo: { base: 'ada@fabrikam.example', value: me } };
const classify: FieldEdits = {
  classification: { base: null, value: 'truePositive' },
  determination: { base: null, value: 'malware' },
};

async function firstIncident(store: StoreUnderTest) {
  const { rows } = await store.first('queue.incidents', allIncidents);
  return rows[0];
}

describe('a change that waits', () => {
  it('is what the queue filters, counts, sorts and searches by', async () => {
    const store = await filledStore();
    await store.ingest.call(
      'page.commit',
      page({ incidents: [sampleIncident(1), sampleIncident(3)] }),
    );
    const rename: FieldEdits = { displayName: { base: '', value: 'Zebra' } };
    await project(store, change(incidentTarget(), { ...resolve, ...assign, ...rename }));
    const ids = async (filter: Partial<QueueFilter>, column: 'status' | 'assignedTo' | 'name') => {
      const view = { ...allIncidents, filter: { ...allIncidents.filter, ...filter } };
      const sort = { column, descending: true };
      const shown = await store.first('queue.incidents', { ...view, sort });
      return shown.rows.map(({ incidentId }) => incidentId);
    };
    expect(await ids(having({ status: ['resolved'] }), 'status')).toEqual(['0']);
    expect(await ids(having({ status: ['active'] }), 'name')).toEqual(['3', '1']);
    expect(await ids(having({ assignedTo: [me] }), 'status')).toEqual(['0']);
    expect(await ids({ text: 'zebra' }, 'status')).toEqual(['0']);
    expect((await ids({}, 'name'))[0]).toBe('0');
    expect((await ids({}, 'assignedTo'))[0]).toBe('0');
    const { facets } = await store.first('queue.incidents', {
      ...allIncidents,
      facets: [{ filter: 'status' }],
    });
    expect(facets.status?.values).toEqual([
      { value: 'active', count: 2 },
      { value: 'resolved', count: 1 },
    ]);
    expect(await firstIncident(store)).toMatchObject({
      name: 'Zebra',
      status: 'resolved',
      assignedTo: me,
      unsent: 'waiting',
    });
  });

  it('of an alert is counted by its incident, at once and after other alerts came', async () => {
    const store = await filledStore();
    expect((await firstIncident(store))?.alertsActive).toBe(7);
    const { id } = sampleAlert(0);
    await project(store, change(alertTarget(id), { status: { base: 'new', value: 'resolved' } }));
    expect((await firstIncident(store))?.alertsActive).toBe(6);
    await store.ingest.call(
      'page.commit',
      page({ alerts: [sampleAlert(20, { incidentId: '0' })] }),
    );
    expect((await firstIncident(store))?.alertsActive).toBe(6);
    const resolved = { ...allAlerts, filter: { ...allAlerts.filter, statuses: ['resolved'] } };
    const { rows } = await store.first('queue.alerts', resolved);
    expect(rows.find((row) => row.alertId === id)?.unsent).toBe('waiting');
    await project(store);
    expect((await firstIncident(store))?.alertsActive).toBe(7);
  });

  it('shows in details and their documents, and tags beside those of the service', async () => {
    const disk = makeDisk();
    const store = openStore(disk);
    await store.ingest.call(
      'page.commit',
      incidentPage({ systemTags: ['Set by the service'], customTags: ['old', 'kept'] }),
    );
    const retag: FieldEdits = { customTags: { base: ['old', 'kept'], value: ['kept', 'new'] } };
    const { id } = sampleAlert(0);
    await project(
      store,
      change(incidentTarget(), { ...resolve, ...retag }),
      change(alertTarget(id), { status: { base: 'new', value: 'inProgress' } }, 'b'),
    );
    const detail = await store.first('incident.detail', { key });
    expect(detail?.incident).toMatchObject({
      status: 'resolved',
      customTags: ['kept', 'new'],
      systemTags: ['Set by the service'],
    });
    expect(detail?.row.tags).toEqual(['Set by the service', 'kept', 'new']);
    const alert = detail?.alerts.find((one) => one.alert.id === id);
    expect([alert?.row.status, alert?.alert.status]).toEqual(['inProgress', 'inProgress']);
    const alertPage = await store.first('alert.detail', { key: alertKey(tenant, id) });
    expect(alertPage?.row.status).toBe('inProgress');
    expect(alertPage?.sightings.map(({ status }) => status)).toEqual(['new']);
  });

  it('reaches those who watch, and is taken back when it is withdrawn', async () => {
    const store = await filledStore();
    const entry = change(incidentTarget(), resolve);
    const statuses: (string | undefined)[] = [];
    const seen = new Promise<void>((done) => {
      store.queries.watch(
        'incident.detail',
        { key },
        (item) => {
          statuses.push(item?.row.status);
          if (statuses.length === 3) done();
        },
        () => undefined,
      );
    });
    await store.first('incident.detail', { key });
    const before = foldAnnotations([entry]);
    const parked = transition('a', {
      kind: 'parked',
      reason: { kind: 'gone' },
      failure: { kind: 'rejected', summary: 'Gone.' },
    });
    const after = foldAnnotations(
      [parked, transition('a', { kind: 'cancelled', actor: me })],
      before,
    );
    await store.ingest.call('annotations.project', {
      isWhole: false,
      items: [...before.itemById.values()],
    });
    await store.first('incident.detail', { key }, (item) => item?.row.status === 'resolved');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await store.ingest.call('annotations.project', {
      isWhole: false,
      items: [...after.itemById.values()],
    });
    await seen;
    expect(statuses).toEqual(['active', 'resolved', 'active']);
  });

  it('waits for what it is about', async () => {
    const store = openStore();
    await project(store, change(incidentTarget(), resolve));
    await store.ingest.call('page.commit', incidentPage());
    expect((await firstIncident(store))?.status).toBe('resolved');
  });
});

describe('what an analyst set is not touched by a re-delivery', () => {
  const versions = { same: 0, older: -60_000, newer: 60_000 };
  const { id } = sampleAlert(0);
  const gestures = {
    resolve: { ...resolve, status: { base: 'new', value: 'resolved' } },
    assign,
    classify,
  } satisfies Record<string, FieldEdits>;

  for (const [version, offset] of Object.entries(versions)) {
    for (const [gesture, edits] of Object.entries(gestures)) {
      it(`${gesture}, then the ${version} version`, async () => {
        const store = await filledStore();
        await project(store, change(incidentTarget(), edits), change(alertTarget(id), edits, 'b'));
        const set = Object.fromEntries(
          Object.entries<{ readonly value: unknown }>(edits).map(([field, { value }]) => [
            field,
            value,
          ]),
        );
        const again = { lastUpdateDateTime: isoAt(SAMPLE_NOW + offset), title: 'Again' };
        await store.ingest.call('page.commit', incidentPage(again, again));
        expect(await firstIncident(store)).toMatchObject(set);
        const alertPage = await store.first('alert.detail', { key: alertKey(tenant, id) });
        expect(alertPage?.row).toMatchObject(set);
        expect(alertPage?.alert).toMatchObject(set);
        if (version === 'newer') expect(alertPage?.row.title).toBe('Again');
      });
    }

    it(`comment, then the ${version} version`, async () => {
      const store = await filledStore();
      await project(store, comment(alertTarget(id), 'Not her.', 'AAAAAAA1'));
      const again = { lastUpdateDateTime: isoAt(SAMPLE_NOW + offset), comments: [] };
      await store.ingest.call('page.commit', incidentPage(again, again));
      const alertPage = await store.first('alert.detail', { key: alertKey(tenant, id) });
      expect(alertPage?.unseenComments).toEqual([
        { id: 'AAAAAAA1', text: 'Not her.', writtenAt: lastEntry, actor: me, unsent: 'waiting' },
      ]);
    });
  }
});

describe('what was delivered', () => {
  const deliveredAt = isoAt(SAMPLE_NOW + 60_000);
  const entries = [change(incidentTarget(), resolve), confirmed('a', deliveredAt)];

  it('stays in place until the echo comes, which has the word from then on', async () => {
    const store = await filledStore();
    await project(store, ...entries);
    expect(await firstIncident(store)).toMatchObject({ status: 'resolved', unsent: null });
    await store.ingest.call('page.commit', incidentPage({ status: 'active' }));
    expect((await firstIncident(store))?.status).toBe('resolved');
    const echo = { status: 'resolved', lastUpdateDateTime: deliveredAt };
    await store.ingest.call('page.commit', incidentPage(echo));
    expect((await firstIncident(store))?.status).toBe('resolved');
    const later = { status: 'inProgress', lastUpdateDateTime: isoAt(SAMPLE_NOW + 120_000) };
    await store.ingest.call('page.commit', incidentPage(later));
    expect((await firstIncident(store))?.status).toBe('inProgress');
  });

  it('and echoed before this start stands in place of nothing', async () => {
    const store = openStore();
    const later = { status: 'inProgress', lastUpdateDateTime: isoAt(SAMPLE_NOW + 120_000) };
    await store.ingest.call('page.commit', incidentPage(later));
    await project(store, ...entries);
    expect((await firstIncident(store))?.status).toBe('inProgress');
  });

  it('shows a comment until the service does', async () => {
    const store = await filledStore();
    await project(
      store,
      comment(incidentTarget(), 'Mine.', 'AAAAAAA1'),
      confirmed('AAAAAAA1', deliveredAt, { copies: 1 }),
    );
    const mine = await store.first('incident.detail', { key });
    expect(mine?.unseenComments).toMatchObject([{ text: 'Mine.', unsent: null }]);
    const comments = [{ comment: '<p>Mine.</p> [REF aaaaaaa1]' }];
    await store.ingest.call(
      'page.commit',
      incidentPage({ comments, lastUpdateDateTime: deliveredAt }),
    );
    const seen = await store.first('incident.detail', { key });
    expect(seen?.unseenComments).toEqual([]);
    expect(seen?.incident.comments).toHaveLength(1);
  });
});

describe('an alert in several sources', () => {
  const commit = async (store: StoreUnderTest, kind: SourceKind, changes: JsonObject = {}) => {
    const { sourceId, sourceKind } = SOURCES[kind];
    await store.ingest.call(
      'page.commit',
      page({ feed: { ...alertFeed, sourceId }, sourceKind, alerts: [sighting(kind, 1, changes)] }),
    );
  };
  const resolveAlert: FieldEdits = { status: { base: 'new', value: 'resolved' } };
  const shownOf = async (store: StoreUnderTest, of: AlertKey) => {
    const found = await store.first('alert.detail', { key: of });
    return { shown: found?.row.status, stated: found?.sightings.map(({ status }) => status) };
  };

  it('shows what was written to any of them, and each source keeps its own word', async () => {
    const store = openStore();
    await commit(store, 'graph', { status: 'new' });
    await commit(store, 'arm', { status: 'new' });
    await project(store, change(alertTarget(sighting('arm', 1).id, 'arm'), resolveAlert));
    const resolved = { shown: 'resolved', stated: ['new', 'new'] };
    expect(await shownOf(store, keyOf('graph', 1))).toEqual(resolved);
    await commit(store, 'sentinel', { status: 'new' });
    expect(await shownOf(store, keyOf('graph', 1))).toEqual({
      shown: 'resolved',
      stated: ['new', 'new', 'new'],
    });
    await store.ingest.call('folds.project', { apart: [keyOf('arm', 1)] });
    expect((await shownOf(store, keyOf('graph', 1))).shown).toBe('new');
    expect((await shownOf(store, keyOf('arm', 1))).shown).toBe('resolved');
    await store.ingest.call('folds.project', { apart: [] });
    expect(await shownOf(store, keyOf('graph', 1))).toMatchObject({ shown: 'resolved' });
  });

  it('does not show of the leading source what Azure alone will have', async () => {
    const store = openStore();
    const guid = '6ea6d429-b97a-4a17-b4a2-945fdf667737_1';
    const ofEndpoint = { status: 'new', serviceSource: 'microsoftDefenderForEndpoint' };
    await commit(store, 'graph', { ...ofEndpoint, id: `da${guid}` });
    await commit(store, 'arm', { ...ofEndpoint, id: `dc${guid}`, providerAlertId: guid });
    await project(store, change(alertTarget(`dc${guid}`, 'arm'), resolveAlert));
    const { rows } = await store.first('queue.alerts', allAlerts);
    expect(rows.map(({ alertId, status, unsent }) => [alertId, status, unsent])).toEqual([
      [`da${guid}`, 'new', 'waiting'],
    ]);
  });

  it('hears a change of state from Azure, which does not date it, as the echo', async () => {
    const store = openStore();
    await commit(store, 'arm', { status: 'new' });
    const target = alertTarget(sighting('arm', 1).id, 'arm');
    await project(store, change(target, resolveAlert), confirmed('a', null));
    expect((await shownOf(store, keyOf('arm', 1))).shown).toBe('resolved');
    await commit(store, 'arm', { status: 'resolved' });
    await commit(store, 'arm', { status: 'new' });
    expect((await shownOf(store, keyOf('arm', 1))).shown).toBe('new');
  });

  it('keeps what no source takes, and says so', async () => {
    const store = openStore();
    await commit(store, 'file', { status: 'new' });
    await project(store, change(alertTarget(sighting('file', 1).id, 'file'), resolveAlert));
    const { rows } = await store.first('queue.alerts', allAlerts);
    expect(rows.map(({ status, unsent }) => [status, unsent])).toEqual([['resolved', 'kept']]);
    const graph = { status: 'inProgress', lastUpdateDateTime: isoAt(SAMPLE_NOW + 60_000) };
    await commit(store, 'graph', graph);
    expect((await shownOf(store, keyOf('graph', 1))).shown).toBe('resolved');
  });
});

describe('an incident that was merged into another one', () => {
  it('says so, and what was written follows once a person has it follow', async () => {
    const store = await filledStore();
    const merged = {
      status: 'redirected',
      redirectIncidentId: '1',
      lastUpdateDateTime: isoAt(SAMPLE_NOW + 60_000),
    };
    await store.ingest.call(
      'page.commit',
      page({ incidents: [sampleIncident(0, merged), sampleIncident(1)] }),
    );
    const entry = change(incidentTarget(), resolve);
    await project(store, entry);
    const states = async () => {
      const { rows } = await store.first('queue.incidents', allIncidents);
      return Object.fromEntries(
        rows.map(({ incidentId, status, unsent }) => [incidentId, [status, unsent]]),
      );
    };
    expect(await states()).toEqual({
      0: ['redirected', 'waiting'],
      1: ['active', null],
    });
    await project(
      store,
      entry,
      transition('a', {
        kind: 'parked',
        reason: { kind: 'redirected', toId: '1' },
        failure: { kind: 'conflict', summary: 'Merged.' },
      }),
      transition('a', { kind: 'retargeted', toId: '1', actor: me }),
    );
    expect(await states()).toEqual({
      0: ['redirected', null],
      1: ['resolved', 'waiting'],
    });
  });
});

it('is never stored: a compaction and a restart have the words of the services', async () => {
  const disk = makeDisk();
  const store = await filledStore(disk);
  await project(
    store,
    change(incidentTarget(), resolve),
    change(alertTarget(sampleAlert(0).id), { status: { base: 'new', value: 'resolved' } }, 'b'),
  );
  for (const offset of [1, 2, 3]) {
    const again = { lastUpdateDateTime: isoAt(SAMPLE_NOW + offset) };
    await store.ingest.call('page.commit', incidentPage(again, again));
  }
  await store.close();
  const compacting = openTestStore(disk, 1);
  await project(compacting, change(incidentTarget(), resolve));
  await new Promise((done) => setTimeout(done, 200));
  await compacting.close();
  const next = openStore(disk);
  expect(await firstIncident(next)).toMatchObject({
    status: 'active',
    alertsActive: 7,
    unsent: null,
  });
  expect(next.losses()).toBe(0);
});
