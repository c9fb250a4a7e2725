// What a hostile service holds: alerts and incidents that keep changing by seeded choice and by what people
// write, and the truth about them, which is the oracle of every run.
import { randomFor } from '../../resources/demo-tenant/random.ts';
import type { Random } from '../../resources/demo-tenant/random.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import {
  alertId,
  alertJson,
  alertTitle,
  bulkyAlert,
  hasOddTitle,
  incidentId,
  incidentJson,
  incidentName,
} from './hostile-items.ts';
import { UpdateOrder } from './update-order.ts';
import type { Entry } from './update-order.ts';

export type Collection = 'incidents' | 'alerts';

/** One item as a queue must show it: its newest version and no other. */
export interface TrueRow {
  readonly id: string;
  /** null where the item itself has a title of another kind. */
  readonly title: string | null;
  readonly lastUpdateAt: number;
}

/** What a write sets or adds. */
export interface Edit {
  readonly fields?: JsonObject;
  readonly comment?: string;
}

export interface Written {
  readonly fields: JsonObject;
  readonly comments: readonly string[];
}

export interface WorldOptions {
  readonly seed: string;
  readonly alerts: number;
  readonly incidents: number;
  /** Pieces that the bulky alert has; as few as the others unless told. */
  readonly bulkyEvidence?: number;
  /** The service's own clock, UTC epoch milliseconds. */
  readonly now: () => number;
}

/** The first items were updated over so long. */
const pastMs = 60 * 86_400_000;
/** Updates become visible up to so long after the time they bear; documented for the real service. */
const latestVisibleMs = 5 * 60_000;
/** A fifth of the alerts, up to so many, was updated in one and the same instant: more than a page. */
const mostOfOneInstant = 2_000;

/** The first incident gets a tenth of all alerts, up to about so many. */
const mostAlertsOfOneIncident = 2_000;

export class HostileWorld {
  readonly orders: Readonly<Record<Collection, UpdateOrder>> = {
    incidents: new UpdateOrder(),
    alerts: new UpdateOrder(),
  };
  readonly #options: WorldOptions;
  readonly #random: Random;
  readonly #alertsByIncident = new Map<number, number[]>();
  readonly #written: Readonly<Record<Collection, Map<number, Written>>> = {
    incidents: new Map(),
    alerts: new Map(),
  };
  #arrived = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#random = randomFor(`${options.seed}/world`);
    const startAt = options.now() - pastMs;
    const stepMs = (pastMs - 3_600_000) / Math.max(1, options.alerts);
    const instantEnd = Math.min(mostOfOneInstant, Math.floor(options.alerts / 5));
    for (let number = 0; number < options.alerts; number += 1) {
      const step = number < instantEnd ? 0 : number;
      this.#arrive(Math.floor(startAt + step * stepMs));
    }
  }

  /** An alert that was not there before, in an incident of its own or an old one's. */
  arrive(): void {
    this.#arrive(this.#updateAt());
  }

  /** A new version of an alert and of its incident, as the service does it. */
  change(): void {
    const number = this.#random.between(0, this.#arrived - 1);
    if (this.orders.alerts.latest(number) === undefined) return;
    const at = this.#updateAt();
    this.orders.alerts.put(number, at);
    this.orders.incidents.put(this.incidentOf(number), at);
  }

  /** Someone sets members of an item or comments on it: a new version. */
  write(collection: Collection, number: number, { fields, comment }: Edit): void {
    const before = this.written(collection, number);
    this.#written[collection].set(number, {
      fields: { ...before.fields, ...fields },
      comments: comment === undefined ? before.comments : [...before.comments, comment],
    });
    const at = this.#options.now();
    this.orders[collection].put(number, at);
    if (collection === 'alerts') this.orders.incidents.put(this.incidentOf(number), at);
  }

  /** What people made of an item so far. */
  written(collection: Collection, number: number): Written {
    return this.#written[collection].get(number) ?? untouched;
  }

  read(collection: Collection, entry: Entry, expandsAlerts: boolean): JsonObject {
    if (collection === 'alerts') return this.#alert(entry, this.incidentOf(entry.number));
    return {
      ...incidentJson(entry, expandsAlerts ? this.alertsOf(entry.number) : []),
      ...this.#writtenMembers('incidents', entry.number),
    };
  }

  /** The versions before the newest of some items, as a replica gives them that lags. */
  readOlder(collection: Collection, random: Random, count: number): readonly JsonObject[] {
    const changed = [...this.orders[collection].all()].filter(isChanged);
    return random.some(changed, count).map(({ number, version, previousAt }) => {
      const older = { number, version: version - 1, at: previousAt, previousAt: null };
      return this.read(collection, older, false);
    });
  }

  alertsOf(incidentNumber: number): readonly JsonObject[] {
    return (this.#alertsByIncident.get(incidentNumber) ?? []).flatMap((number) => {
      const entry = this.orders.alerts.latest(number);
      return entry === undefined ? [] : [this.#alert(entry, incidentNumber)];
    });
  }

  incidentOf(alertNumber: number): number {
    const isOfLargest = alertNumber % 10 === 0 && alertNumber < 10 * mostAlertsOfOneIncident;
    return isOfLargest ? 0 : alertNumber % Math.max(1, this.#options.incidents);
  }

  /** In order of their ids. */
  truth(collection: Collection): readonly TrueRow[] {
    const rowOf =
      collection === 'alerts'
        ? (entry: Entry) => ({
            id: alertId(entry.number),
            title: hasOddTitle(entry.number) ? null : alertTitle(entry),
          })
        : (entry: Entry) => ({ id: incidentId(entry.number), title: incidentName(entry) });
    return [...this.orders[collection].all()]
      .toSorted((a, b) => a.number - b.number)
      .map((entry) => ({ ...rowOf(entry), lastUpdateAt: entry.at }));
  }

  #alert(entry: Entry, incidentNumber: number): JsonObject {
    const evidence = entry.number === bulkyAlert ? this.#options.bulkyEvidence : undefined;
    return {
      ...alertJson(entry, incidentNumber, evidence),
      ...this.#writtenMembers('alerts', entry.number),
    };
  }

  /** In place of those that the item was made with, odd ones too. */
  #writtenMembers(collection: Collection, number: number): JsonObject {
    const { fields, comments } = this.written(collection, number);
    return { ...fields, ...(comments.length > 0 && { comments: comments.map(commentJson) }) };
  }

  #arrive(at: number): void {
    const number = this.#arrived;
    this.#arrived += 1;
    const incident = this.incidentOf(number);
    this.orders.alerts.put(number, at);
    this.orders.incidents.put(incident, at);
    const known = this.#alertsByIncident.get(incident);
    if (known === undefined) this.#alertsByIncident.set(incident, [number]);
    else known.push(number);
  }

  #updateAt(): number {
    const isLate = this.#random.next() < 0.3;
    return this.#options.now() - (isLate ? this.#random.between(0, latestVisibleMs) : 0);
  }
}

const untouched: Written = { fields: {}, comments: [] };

function commentJson(comment: string): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.security.alertComment',
    comment,
    createdByDisplayName: 'someone',
    createdDateTime: '2026-11-01T08:00:00Z',
  };
}

function isChanged(entry: Entry): entry is Entry & { readonly previousAt: number } {
  return entry.previousAt !== null;
}
