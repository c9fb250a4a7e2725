// Which incidents come of what the engine finds: the service's own are left as they are, alerts that it left
// alone form local incidents beside them, and what looks like one story across the two is suggested.
import { pair } from '../grouping/groupings.ts';
import type { AlertKey } from '../model/alert.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { AlertLink, Placement } from './placement.ts';

/** What is known of alerts and incidents before a page is placed. */
export interface Surroundings {
  /** Where the alert is now; null for one in no incident. */
  incidentOf(alert: AlertKey): IncidentKey | null;
  /** A person put the alert where it is: it is neither moved nor a ground for anything. */
  isDecided(alert: AlertKey): boolean;
  /** An incident that this machine made. */
  isLocal(incident: IncidentKey): boolean;
  /** It takes alerts: it is not closed, and not full. */
  isOpen(incident: IncidentKey): boolean;
  /** Nothing that people did to two local incidents forbids to make them one. */
  mayMerge(from: IncidentKey, into: IncidentKey): boolean;
  /** Whichever keeps its key when both become one. */
  isOlder(incident: IncidentKey, than: IncidentKey): boolean;
  /** The key of an incident that is made for this alert. */
  newKey(alert: AlertKey): IncidentKey;
}

/** Two incidents that look like one story. */
export interface Suggestion {
  readonly incidents: readonly [IncidentKey, IncidentKey];
  /** An alert of one of them, and why it belongs to an alert of the other. */
  readonly alert: AlertKey;
  readonly link: AlertLink;
}

/** What is to be done after a page; each map's keys in the order in which they were decided. */
export interface Placed {
  /** Alerts that are in an incident from now on. */
  readonly incidentByAlert: ReadonlyMap<AlertKey, IncidentKey>;
  /** Incidents to be made, each for its first alert. */
  readonly founded: ReadonlyMap<IncidentKey, AlertKey>;
  /** Local incidents whose alerts all go into another one. */
  readonly merged: ReadonlyMap<IncidentKey, Merger>;
  readonly suggested: readonly Suggestion[];
}

export interface Merger {
  readonly into: IncidentKey;
  readonly alert: AlertKey;
  readonly link: AlertLink;
}

/** `besideOf` outlives pages: the local incident of what the service left out of one of its own. */
export function placePage(
  placements: readonly Placement[],
  surroundings: Surroundings,
  besideOf: Map<IncidentKey, IncidentKey>,
): Placed {
  const page = new Page(surroundings, besideOf);
  for (const placement of placements) page.place(placement);
  return page.placed();
}

class Page {
  readonly #incidentByAlert = new Map<AlertKey, IncidentKey>();
  readonly #founded = new Map<IncidentKey, AlertKey>();
  readonly #merged = new Map<IncidentKey, Merger>();
  readonly #suggested: Suggestion[] = [];
  readonly #around: Surroundings;
  readonly #besideOf: Map<IncidentKey, IncidentKey>;

  constructor(surroundings: Surroundings, besideOf: Map<IncidentKey, IncidentKey>) {
    this.#around = surroundings;
    this.#besideOf = besideOf;
  }

  place({ key, copyOf, links }: Placement): void {
    if (this.#around.isDecided(key)) return;
    const own = this.#incidentOf(key);
    if (copyOf !== null) {
      const original = this.#incidentOf(copyOf);
      if (own === null && original !== null) this.#incidentByAlert.set(key, original);
      return;
    }
    const grounds = links.filter(({ to }) => !this.#around.isDecided(to));
    const mine = own ?? this.#enter(key, grounds);
    for (const link of grounds) {
      const other = this.#incidentOf(link.to);
      if (other !== null) this.#relate(this.#resolved(mine), other, key, link);
    }
  }

  /** What was made only to be merged is not made at all. */
  placed(): Placed {
    const [founded, merged] = [new Map(this.#founded), new Map(this.#merged)];
    for (const made of this.#founded.keys()) {
      if (!this.#merged.has(made)) continue;
      founded.delete(made);
      merged.delete(made);
    }
    return {
      incidentByAlert: mapped(this.#incidentByAlert, (incident) => this.#resolved(incident)),
      founded,
      merged: mapped(merged, (merger) => ({ ...merger, into: this.#resolved(merger.into) })),
      suggested: this.#suggested.flatMap(({ incidents: [a, b], ...grounds }) => {
        const incidents = pair(this.#resolved(a), this.#resolved(b));
        return incidents[0] === incidents[1] ? [] : [{ ...grounds, incidents }];
      }),
    };
  }

  /** Puts an alert that is in no incident into the likeliest that takes it, or into one of its own. */
  #enter(key: AlertKey, links: readonly AlertLink[]): IncidentKey {
    for (const { to } of links) {
      const incident = this.#incidentOf(to);
      const local = incident === null ? null : this.#localAt(incident);
      if (local === null || !this.#isOpen(local)) continue;
      this.#incidentByAlert.set(key, local);
      return local;
    }
    const made = this.#around.newKey(key);
    this.#incidentByAlert.set(key, made);
    this.#founded.set(made, key);
    return made;
  }

  #localAt(incident: IncidentKey): IncidentKey | null {
    if (this.#around.isLocal(incident)) return incident;
    const beside = this.#besideOf.get(incident);
    return beside === undefined ? null : this.#resolved(beside);
  }

  #relate(mine: IncidentKey, other: IncidentKey, alert: AlertKey, link: AlertLink): void {
    if (mine === other) return;
    const { isLocal } = this.#around;
    const [from, into] = this.#isOlder(mine, other) ? [other, mine] : [mine, other];
    // One that keeps coming back is no ground to join what other grounds did not.
    const mayMerge = link.ties.length > 0 && isLocal(mine) && isLocal(other);
    if (mayMerge && this.#mayMerge(from, into)) {
      this.#merged.set(from, { into, alert, link });
      return;
    }
    if (isLocal(mine) && !isLocal(other)) this.#remember(other, mine);
    if (!isLocal(mine) && isLocal(other)) this.#remember(mine, other);
    if (link.ties.length > 0) this.#suggested.push({ incidents: pair(mine, other), alert, link });
  }

  #remember(service: IncidentKey, local: IncidentKey): void {
    const beside = this.#besideOf.get(service);
    if (beside === undefined || !this.#isOpen(this.#resolved(beside))) {
      this.#besideOf.set(service, local);
    }
  }

  #incidentOf(alert: AlertKey): IncidentKey | null {
    const incident = this.#incidentByAlert.get(alert) ?? this.#around.incidentOf(alert);
    return incident === null ? null : this.#resolved(incident);
  }

  #resolved(incident: IncidentKey): IncidentKey {
    let at = incident;
    for (;;) {
      const merger = this.#merged.get(at);
      if (merger === undefined) return at;
      at = merger.into;
    }
  }

  #isOpen(incident: IncidentKey): boolean {
    return this.#founded.has(incident) || this.#around.isOpen(incident);
  }

  /** What the page made is younger than all that was there. */
  #isOlder(incident: IncidentKey, than: IncidentKey): boolean {
    const isNew = this.#founded.has(incident);
    const isOtherNew = this.#founded.has(than);
    if (isNew !== isOtherNew) return isOtherNew;
    if (!isNew) return this.#around.isOlder(incident, than);
    for (const made of this.#founded.keys())
      if (made === incident || made === than) return made === incident;
    return false;
  }

  #mayMerge(from: IncidentKey, into: IncidentKey): boolean {
    if (this.#founded.has(from)) return this.#isOpen(into);
    return this.#around.mayMerge(from, into);
  }
}

function mapped<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): ReadonlyMap<K, V> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value)]));
}
