// Which incident each alert is shown in: where people put it, else where its service has it, else where
// correlation put what the service left alone.
import { groupingsOf } from '../../../shared/grouping/groupings-projection.ts';
import type { GroupingsProjection } from '../../../shared/grouping/groupings-projection.ts';
import { noGroupings, placeOf } from '../../../shared/grouping/groupings.ts';
import type { Groupings } from '../../../shared/grouping/groupings.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { int32s, withRoom } from '../../../shared/table/growing.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { AlertShape } from './alert-columns.ts';
import type { AlertFolds } from './alert-folds.ts';

export class AlertGroupings {
  readonly #table: Table<AlertShape>;
  readonly #folds: AlertFolds;
  /** By row of a sighting: the place of its incident in `#keys`, 0 for none. */
  #correlated = int32s(0);
  readonly #keys: (IncidentKey | null)[] = [null];
  readonly #placeByKey = new Map<IncidentKey, number>();
  #people: Groupings = noGroupings;

  constructor(table: Table<AlertShape>, folds: AlertFolds) {
    this.#table = table;
    this.#folds = folds;
  }

  /** What people decided. */
  get people(): Groupings {
    return this.#people;
  }

  /** Of a leading row; null for an alert that is in none yet. */
  incidentKey(row: number): IncidentKey | null {
    const stated = this.#table.columns.incidentKey.value(row) as IncidentKey | null;
    const given = stated ?? this.correlated(row);
    const { incidentOf, redirectOf } = this.#people;
    if (incidentOf.size === 0 && redirectOf.size === 0) return given;
    const key = this.#decidedKey(row) ?? (this.#table.columns.key.value(row) as AlertKey);
    return placeOf(this.#people, key, given);
  }

  /** A person put the alert of this leading row where it is. */
  isDecided(row: number): boolean {
    return this.#decidedKey(row) !== null;
  }

  /** Where correlation put the alert, whatever else is said of it. */
  correlated(row: number): IncidentKey | null {
    for (const member of this.#folds.members(row)) {
      const place = this.#correlated[member] ?? 0;
      if (place !== 0) return this.#keys[place] ?? null;
    }
    return null;
  }

  /** Leading rows of the alerts that correlation put somewhere. */
  placedRows(): ReadonlySet<number> {
    const rows = new Set<number>();
    this.#correlated.forEach((place, row) => {
      if (place !== 0) rows.add(this.#folds.leadingRow(row));
    });
    return rows;
  }

  /** Correlation puts the sighting of this row there. */
  put(row: number, incident: IncidentKey): void {
    this.#correlated = withRoom(this.#correlated, row + 1, int32s);
    this.#correlated[row] = this.#placeOf(incident);
  }

  /** Returns the keys of alerts and incidents about which something else was said. */
  project(projection: GroupingsProjection): {
    readonly alerts: ReadonlySet<AlertKey>;
    readonly incidents: ReadonlySet<IncidentKey>;
  } {
    const before = this.#people;
    this.#people = groupingsOf(projection);
    const redirected = [...differing(before.redirectOf, this.#people.redirectOf)];
    // Alerts that came later are where their incident was merged into, and go along.
    const targets = redirected.flatMap((key) =>
      [before, this.#people].map(({ redirectOf }) => redirectOf.get(key)),
    );
    return {
      alerts: differing(before.incidentOf, this.#people.incidentOf),
      incidents: new Set([
        ...redirected,
        ...targets.filter((key) => key !== undefined),
        ...differing(names(before), names(this.#people)),
      ]),
    };
  }

  #decidedKey(row: number): AlertKey | null {
    const { incidentOf } = this.#people;
    if (incidentOf.size === 0) return null;
    for (const member of this.#folds.members(row)) {
      const key = this.#table.columns.key.value(member) as AlertKey;
      if (incidentOf.has(key)) return key;
    }
    return null;
  }

  #placeOf(incident: IncidentKey): number {
    const known = this.#placeByKey.get(incident);
    if (known !== undefined) return known;
    const place = this.#keys.push(incident) - 1;
    this.#placeByKey.set(incident, place);
    return place;
  }
}

function names({ created }: Groupings): ReadonlyMap<IncidentKey, string> {
  return new Map(Array.from(created, ([key, { name }]) => [key, name]));
}

/** Keys whose values are not the same in both. */
function differing<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): ReadonlySet<K> {
  const keys = new Set<K>();
  for (const [key, value] of before) if (after.get(key) !== value) keys.add(key);
  for (const key of after.keys()) if (!before.has(key)) keys.add(key);
  return keys;
}
