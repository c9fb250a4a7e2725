// Which incidents a person has looked at, and what changed since.
import type { SeenProjection } from '../../../shared/contract/store-ingest.ts';
import type { FieldValue } from '../../../shared/model/annotation.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { changesSince, seenIncident } from '../../../shared/model/seen-incident.ts';
import type { SeenField, SeenIncident, Unread } from '../../../shared/model/seen-incident.ts';
import { StringColumn } from '../../../shared/table/string-column.ts';
import type { StoreMemory } from './store-memory.ts';

export class SeenIncidents {
  /** By incident row: `new`, `changed` or `seen`. */
  readonly state = new StringColumn('text');
  readonly #memory: StoreMemory;
  readonly #seenByKey = new Map<string, SeenIncident>();

  constructor(memory: StoreMemory) {
    this.#memory = memory;
  }

  /** To be called after the totals of these rows are up to date; new rows come in ascending order. */
  update(rows: Iterable<number>): void {
    for (const row of rows) {
      const state = this.unread(row)?.kind ?? 'seen';
      if (this.state.value(row) !== state) this.state.set(row, state);
    }
  }

  /** Returns the rows that may look different. */
  project({ isWhole, seen, unseen }: SeenProjection): ReadonlySet<number> {
    const keys = new Set([...seen.map(({ key }) => key), ...unseen]);
    if (isWhole) {
      for (const key of this.#seenByKey.keys()) keys.add(key as IncidentKey);
      this.#seenByKey.clear();
    }
    for (const key of unseen) this.#seenByKey.delete(key);
    for (const one of seen) this.#seenByKey.set(one.key, one);
    const rows = [...keys]
      .map((key) => this.#memory.incidents.row(key))
      .filter((row) => row !== undefined);
    this.update(rows);
    return new Set(rows);
  }

  /** null where nothing has changed since the person looked. */
  unread(row: number): Unread | null {
    const key = this.#memory.incidents.table.columns.key.value(row) ?? '';
    const seen = this.#seenByKey.get(key);
    return seen === undefined ? { kind: 'new' } : changesSince(seen, this.facts(row));
  }

  /** As it is now, for the person who looks at it. */
  facts(row: number): SeenIncident {
    const { incidents, totals } = this.#memory;
    const { columns } = incidents.table;
    const valueOf: Readonly<Record<SeenField, () => FieldValue>> = {
      status: () => columns.status.value(row),
      severity: () => columns.severity.value(row),
      assignedTo: () => columns.assignedTo.value(row),
      classification: () => columns.classification.value(row),
      determination: () => columns.determination.value(row),
      displayName: () => columns.name.value(row),
      customTags: () => columns.tags.value(row),
    };
    const key = columns.key.value(row) as IncidentKey;
    return seenIncident(key, totals.alertsTotal.value(row) ?? 0, (field) => valueOf[field]());
  }
}
