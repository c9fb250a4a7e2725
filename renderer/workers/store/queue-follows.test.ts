// Queues that follow the changed rows show what queues made anew over the same memory show.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultAlertView, defaultIncidentView } from '../../../shared/contract/queue.ts';
import type { AlertColumn, IncidentColumn, QueueView } from '../../../shared/contract/queue.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { AlertSource } from '../../../shared/model/alert-source.ts';
import { makeAlertQueue } from './alert-queue.ts';
import { alertKind, incidentKind, packDocuments } from './document-kind.ts';
import { makeIncidentQueue } from './incident-queue.ts';
import { SAMPLE_NOW, sampleIncident } from './sample-documents.ts';
import { keyOf, sighting, SOURCES } from './sample-sightings.ts';
import { noChange, StoreMemory } from './store-memory.ts';
import type { StoreChange } from './store-memory.ts';
import { allAlerts, allIncidents, having } from './store-under-test.ts';

/** So many that a few changed rows are followed and not taken as a reason to start anew. */
const ALERTS = 600;
const clock = { now: () => SAMPLE_NOW };
const { range } = allAlerts.filter;

const alertViews: readonly QueueView<AlertColumn>[] = [
  { ...defaultAlertView, facets: [{ filter: 'status' }, { filter: 'entity' }] },
  { ...allAlerts, sort: { column: 'title', descending: false }, window: { offset: 5, limit: 50 } },
  {
    ...allAlerts,
    filter: { range, text: 'vm-1', conditions: having({ severity: ['high', 'low'] }).conditions },
    sort: { column: 'severity', descending: true },
    facets: [{ filter: 'severity' }, { filter: 'cloud' }],
  },
  { ...allAlerts, filter: { range, text: 'dc2516', ...having({ cloud: ['aws', ''] }) } },
  { ...allAlerts, filter: { range, ...having({ entity: ['arm-only-3', 'vm-8'] }) } },
];
const incidentViews: readonly QueueView<IncidentColumn>[] = [
  { ...defaultIncidentView, facets: [{ filter: 'alertSeverity' }, { filter: 'source' }] },
  { ...allIncidents, sort: { column: 'alertsActive', descending: true } },
  {
    ...allIncidents,
    filter: {
      range,
      text: 'vm-2',
      conditions: [{ kind: 'flag', filter: 'severalSources', value: true }],
    },
    sort: { column: 'name', descending: false },
  },
];

type Step =
  | {
      readonly kind: 'alert';
      readonly source: 'graph' | 'arm' | 'sentinel';
      readonly number: number;
      readonly status: string;
      readonly title: string;
    }
  | { readonly kind: 'incident'; readonly number: number; readonly status: string }
  | { readonly kind: 'apart'; readonly number: number; readonly isApart: boolean };

const number = fc.integer({ min: 0, max: ALERTS + 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('alert' as const),
    source: fc.constantFrom('graph', 'arm', 'sentinel'),
    number: fc.oneof(fc.integer({ min: 0, max: 9 }), number),
    status: fc.constantFrom('new', 'resolved'),
    title: fc.constantFrom('a new title', 'Malware vm-1', ''),
  }),
  fc.record({
    kind: fc.constant('incident' as const),
    number: fc.integer({ min: 0, max: ALERTS / 10 + 3 }),
    status: fc.constantFrom('active', 'resolved'),
  }),
  fc.record({
    kind: fc.constant('apart' as const),
    number: fc.integer({ min: 0, max: 9 }),
    isApart: fc.boolean(),
  }),
);

function store(
  memory: StoreMemory,
  alerts: readonly { readonly source: AlertSource; readonly alert: Alert }[],
  incidents: readonly ReturnType<typeof sampleIncident>[],
): StoreChange {
  const packedAlerts = packDocuments(alertKind, alerts);
  const packedIncidents = packDocuments(incidentKind, incidents);
  return memory.apply(
    {
      absorption: memory.sightings.plan(packedAlerts.map(({ chunk }) => chunk)),
      segmentIds: packedAlerts.map((_, index) => index),
    },
    {
      absorption: memory.incidents.plan(packedIncidents.map(({ chunk }) => chunk)),
      segmentIds: packedIncidents.map((_, index) => index),
    },
  );
}

function take(memory: StoreMemory, done: Step, version: number): StoreChange {
  const lastUpdateDateTime = new Date(SAMPLE_NOW + version).toISOString();
  switch (done.kind) {
    case 'alert': {
      const { source, status, title } = done;
      const changes = { status, title, lastUpdateDateTime };
      const alert = sighting(source, done.number, changes, version);
      return store(memory, [{ source: SOURCES[source], alert }], []);
    }
    case 'incident': {
      const changes = { status: done.status, lastUpdateDateTime };
      return store(memory, [], [sampleIncident(done.number, changes)]);
    }
    case 'apart':
      return memory.setApart(keyOf('arm', done.number), done.isApart);
    default:
      return done satisfies never;
  }
}

function filledMemory(): StoreMemory {
  const memory = new StoreMemory([]);
  const alerts = Array.from({ length: ALERTS }, (_, index) => ({
    source: SOURCES.graph,
    alert: sighting('graph', index),
  }));
  store(
    memory,
    alerts,
    Array.from({ length: ALERTS / 10 }, (_, index) => sampleIncident(index)),
  );
  return memory;
}

it('follows whatever changes', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const memory = filledMemory();
      const visible = { visible: () => memory.folds.leading() };
      const queues = () => ({
        alerts: makeAlertQueue(memory, visible, clock),
        incidents: makeIncidentQueue(memory, clock),
      });
      const show = ({ alerts, incidents }: ReturnType<typeof queues>) => [
        ...alertViews.map((view) => alerts.window(view)),
        ...incidentViews.map((view) => incidents.window(view)),
      ];
      const kept = queues();
      show(kept);
      steps.forEach((done, index) => {
        const change = take(memory, done, index + 1);
        kept.alerts.changed(change.alertRows);
        kept.incidents.changed(change.incidentRows);
        // Views are not asked for after each change.
        if (index % 3 !== 1) expect(show(kept)).toEqual(show(queues()));
      });
      expect(show(kept)).toEqual(show(queues()));
    }),
    { numRuns: 20 },
  );
});

it('takes rows away that are no longer present, without being told of rows', () => {
  const memory = filledMemory();
  let hidden: number | null = null;
  const visible = () => {
    const rows = memory.folds.leading();
    if (hidden !== null) rows.remove(hidden);
    return rows;
  };
  const queue = makeAlertQueue(memory, { visible }, clock);
  expect(queue.window(allAlerts).total).toBe(ALERTS);
  hidden = 7;
  queue.changed(noChange.alertRows);
  expect(queue.window(allAlerts)).toMatchObject({ total: ALERTS - 1, stored: ALERTS - 1 });
});
