// Windows, totals and facets of random views over a store that keeps changing equal a naive evaluation.
// CLEARPANE_VIEWS asks for more views than the usual ones, CLEARPANE_SEED for others.
import { expect, it } from 'vitest';
import { randomFor } from '../../../resources/demo-tenant/random.ts';
import type { Random } from '../../../resources/demo-tenant/random.ts';
import type {
  AlertColumn,
  FilterCondition,
  IncidentColumn,
  QueueView,
  TimeRange,
} from '../../../shared/contract/queue.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { filterIds, findFilter } from '../../../shared/queue/queue-filters.ts';
import type { FilterId, QueueName } from '../../../shared/queue/queue-filters.ts';
import { makeAlertQueue } from './alert-queue.ts';
import type { Sighting } from './alert-columns.ts';
import { alertKind, incidentKind, packDocuments } from './document-kind.ts';
import { makeIncidentQueue } from './incident-queue.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { naiveWindow } from './naive-queue.ts';
import type { NaiveRow } from './naive-queue.ts';
import { NaiveStore } from './naive-store.ts';
import { keyOfSighting, randomIncident, randomSighting } from './random-store.ts';
import { SAMPLE_NOW } from './sample-documents.ts';
import { SetAside } from './set-aside.ts';
import { StoreMemory } from './store-memory.ts';
import type { StoreChange } from './store-memory.ts';

const VIEWS = Number(process.env['CLEARPANE_VIEWS'] ?? 2_000);
const SEED = process.env['CLEARPANE_SEED'] ?? 'views';
/** At first; each is seen by one to three sources later on. */
const ALERTS = 350;
const INCIDENTS = 40;
const VIEWS_BETWEEN_CHANGES = 8;
const DAY_MS = 86_400_000;

const shared =
  'severity status assignedTo createdAt firstActivityAt lastActivityAt lastUpdateAt classification';
const COLUMNS: Readonly<Record<QueueName, readonly string[]>> = {
  alerts: `title alertId category serviceSource ${shared}`.split(' '),
  incidents: `name incidentId priorityScore alertsActive ${shared}`.split(' '),
};

/** The real memory and queues, and the naive ones, told the same. */
class TwoStores {
  readonly naive = new NaiveStore();
  readonly #memory = new StoreMemory([]);
  readonly #clock = { now: () => SAMPLE_NOW };
  readonly #setAside = new SetAside({
    memory: this.#memory,
    clock: this.#clock,
    readAlerts: () => Promise.resolve([]),
    onChange: (change) => this.#changed(change),
    onBug: (error) => {
      throw error;
    },
  });
  readonly alerts = makeAlertQueue(this.#memory, this.#setAside, this.#clock);
  readonly incidents = makeIncidentQueue(this.#memory, this.#clock);
  readonly #random: Random;
  readonly #keys: AlertKey[] = [];
  #version = 0;

  constructor(random: Random) {
    this.#random = random;
    for (let number = 0; number < ALERTS; number++) this.#tellAlert(number);
    for (let number = 0; number < INCIDENTS; number++) this.#tellIncident(number);
  }

  change(): void {
    const random = this.#random;
    switch (random.between(0, 5)) {
      case 0:
        return this.#tellIncident(random.between(0, INCIDENTS + 5));
      case 1: {
        const key = random.pick(this.#keys);
        toggle(this.naive.apart, key);
        return this.#changed(this.#memory.setApart(key, this.naive.apart.has(key)));
      }
      case 2: {
        toggle(this.naive.hidden, random.pick(this.#keys));
        const acknowledgement = { at: SAMPLE_NOW, actor: 'ada', reason: 'noise', until: null };
        const acknowledged = [...this.naive.hidden].map(
          (key) => [key as AlertKey, acknowledgement] as const,
        );
        return this.#setAside.project({ rules: [], acknowledged, putBack: [] });
      }
      default:
        for (let count = random.between(1, 6); count > 0; count--) {
          this.#tellAlert(random.between(0, ALERTS + 20));
        }
    }
  }

  #tellAlert(number: number): void {
    const sighting = randomSighting(this.#random, number, ++this.#version);
    this.#keys.push(keyOfSighting(sighting));
    this.naive.putSighting(sighting.fold, sighting);
    this.#store([sighting], []);
  }

  #tellIncident(number: number): void {
    const incident = randomIncident(this.#random, number, ++this.#version);
    this.naive.putIncident(incident);
    this.#store([], [incident]);
  }

  #store(sightings: readonly Sighting[], incidents: readonly Incident[]): void {
    const alerts = packDocuments(alertKind, sightings);
    const packed = packDocuments(incidentKind, incidents);
    const change = this.#memory.apply(
      {
        absorption: this.#memory.sightings.plan(alerts.map(({ chunk }) => chunk)),
        segmentIds: alerts.map((_, index) => index),
      },
      {
        absorption: this.#memory.incidents.plan(packed.map(({ chunk }) => chunk)),
        segmentIds: packed.map((_, index) => index),
      },
    );
    this.#changed(change);
  }

  #changed({ alertRows, incidentRows }: StoreChange): void {
    this.alerts.changed(alertRows);
    this.incidents.changed(incidentRows);
  }
}

it(`shows what a naive evaluation shows, over ${VIEWS} random views`, { timeout: 600_000 }, () => {
  const random = randomFor(SEED);
  const stores = new TwoStores(random);
  let alerts = stores.naive.alertRows();
  let incidents = stores.naive.incidentRows();
  let shown = 0;
  for (let number = 0; number < VIEWS; number++) {
    if (number % VIEWS_BETWEEN_CHANGES === 0) {
      stores.change();
      alerts = stores.naive.alertRows();
      incidents = stores.naive.incidentRows();
    }
    const queue = random.pick(['alerts', 'incidents'] as const);
    const rows = queue === 'alerts' ? alerts : incidents;
    const view = randomView(random, queue, rows);
    const { rows: found, ...rest } =
      queue === 'alerts'
        ? stores.alerts.window(view as QueueView<AlertColumn>)
        : stores.incidents.window(view as QueueView<IncidentColumn>);
    const expected = naiveWindow(queue, rows, view, SAMPLE_NOW);
    const actual = {
      keys: found.map(({ key }) => key),
      total: rest.total,
      stored: rest.stored,
      facets: rest.facets,
    };
    expect(actual, `view ${number} of seed ${SEED}: ${queue} ${JSON.stringify(view)}`).toEqual(
      expected,
    );
    shown += found.length;
  }
  expect(shown).toBeGreaterThan(VIEWS);
});

function toggle(keys: Set<string>, key: string): void {
  if (!keys.delete(key)) keys.add(key);
}

function randomView(
  random: Random,
  queue: QueueName,
  rows: readonly NaiveRow[],
): QueueView<string> {
  const ids = filterIds(queue);
  const choosable = ids.filter((id) => findFilter(queue, id)?.kind === 'values');
  const text = randomText(random, rows);
  return {
    filter: {
      range: random.next() < 0.6 ? { kind: 'days', days: 100_000 } : randomRange(random),
      ...(random.next() < 0.3 ? { text } : {}),
      conditions: random
        .some(ids, random.pick([0, 0, 1, 1, 2, 3]))
        .map((id) => randomCondition(random, queue, id, rows)),
    },
    sort: { column: random.pick(COLUMNS[queue]), descending: random.next() < 0.5 },
    window: { offset: random.pick([0, 0, 1, 30, 300]), limit: random.pick([0, 1, 40, 1_000]) },
    facets: random.some(choosable, random.pick([0, 0, 1, 2])).map((filter) => ({
      filter,
      ...(random.next() < 0.2 ? { search: random.pick(['e', ' VM', '-1', 'none', 'я']) } : {}),
    })),
  };
}

function randomCondition(
  random: Random,
  queue: QueueName,
  filter: FilterId,
  rows: readonly NaiveRow[],
): FilterCondition {
  const kind = findFilter(queue, filter)?.kind;
  switch (kind) {
    case 'values': {
      const values = Array.from({ length: random.between(0, 4) }, () => {
        const cell = random.pick(rows).filters[filter] ?? '';
        return Array.isArray(cell) ? (random.some(cell as readonly string[], 1)[0] ?? '') : cell;
      });
      const odd = random.pick([[], [], ['of no row'], ['']]);
      return { kind, filter, values: [...new Set([...values.map(String), ...odd])] };
    }
    case 'number': {
      const [from, to] = [random.pick([0, 50, 86]), random.pick([50, 86, 100])];
      return random.pick<FilterCondition>([
        { kind, filter, from, to },
        { kind, filter, from },
        { kind, filter, to },
      ]);
    }
    case 'time':
      return { kind, filter, range: randomRange(random) };
    case 'flag':
      return { kind, filter, value: random.next() < 0.5 };
    case undefined:
      throw new Error(`${queue} have no filter ${filter}`);
    default:
      return kind satisfies never;
  }
}

function randomRange(random: Random): TimeRange {
  if (random.next() < 0.5) return { kind: 'days', days: random.pick([1, 7, 30]) };
  const fromAt = SAMPLE_NOW - random.pick([0, 2, 7, 30, 300]) * DAY_MS;
  return { kind: 'between', fromAt, toAt: fromAt + random.pick([0, 1, DAY_MS, 30 * DAY_MS]) };
}

/** A piece of what some row shows, in any letter case. */
function randomText(random: Random, rows: readonly NaiveRow[]): string {
  const text = random.pick(random.pick(rows).texts);
  const start = random.between(0, Math.max(0, text.length - 1));
  const piece = text.slice(start, start + random.between(1, 12));
  return random.pick([piece, piece.toUpperCase(), ` ${piece} `, 'found nowhere']);
}
