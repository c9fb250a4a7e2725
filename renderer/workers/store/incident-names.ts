// What incidents are called beside their stated names: a name made here where they have none, and the
// names that people replaced. A rename is kept over both; all of them are found by the search.
import type { AnnotationItem } from '../../../shared/model/annotation-item.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { incidentName } from '../../../shared/naming/incident-name.ts';
import { TextListColumn } from '../../../shared/table/text-list-column.ts';
import type { StoreMemory } from './store-memory.ts';

/** Names that are kept of an incident that is renamed again and again. */
const MOST_FORMER = 20;

export class IncidentNames {
  /** By incident row: what is found beside the stated name. */
  readonly others = new TextListColumn();
  readonly #memory: StoreMemory;
  readonly #madeByRow = new Map<number, string>();
  /** Names that people replaced, oldest first. */
  readonly #formerByKey = new Map<string, readonly string[]>();

  constructor(memory: StoreMemory) {
    this.#memory = memory;
  }

  /** To be called after the totals of these rows are up to date; new rows come in ascending order. */
  update(rows: Iterable<number>): void {
    for (const row of rows) {
      if (this.#stated(row) === '') this.#madeByRow.set(row, this.#make(row));
      else this.#madeByRow.delete(row);
      const made = this.#madeByRow.get(row);
      this.others.set(row, [...this.former(row), ...(made === undefined ? [] : [made])]);
    }
  }

  /** Remembers what renames replaced. Returns the rows of those incidents. */
  learn(items: readonly AnnotationItem[]): readonly number[] {
    const rows = new Set<number>();
    for (const item of items) {
      const { target } = item;
      const rename = item.kind === 'change' ? item.edits.displayName : undefined;
      if (rename === undefined || target.kind !== 'incident' || rename.base === '') continue;
      const key = incidentKey(target.tenantId, target.id);
      const former = (this.#formerByKey.get(key) ?? []).filter((name) => name !== rename.base);
      this.#formerByKey.set(key, [...former, rename.base].slice(-MOST_FORMER));
      const row = this.#memory.incidents.row(key);
      if (row !== undefined) rows.add(row);
    }
    return [...rows].sort((a, b) => a - b);
  }

  /** The stated name, or the one that was made of what its alerts have in common. */
  shown(row: number): string {
    return this.#stated(row) || (this.#madeByRow.get(row) ?? '');
  }

  /** The names that people replaced, without the one that it has again. */
  former(row: number): readonly string[] {
    if (this.#formerByKey.size === 0) return [];
    const key = this.#memory.incidents.table.columns.key.value(row) ?? '';
    const shown = this.#stated(row);
    return (this.#formerByKey.get(key) ?? []).filter((name) => name !== shown);
  }

  #stated(row: number): string {
    return (this.#memory.incidents.table.columns.name.value(row) ?? '').trim();
  }

  #make(row: number): string {
    const { incidents, sightings, totals, assets } = this.#memory;
    const { key, incidentId } = incidents.table.columns;
    const alertRows = this.#memory.alertRows(key.value(row) ?? '');
    const categoryByKey = new Map(
      Array.from(totals.lists.assets.itemCodes(row), (code) => {
        const { key: asset, category } = assets.mention(code);
        return [asset, category] as const;
      }),
    );
    return incidentName({
      id: incidentId.value(row) ?? '',
      titles: alertRows.map((alert) => sightings.table.columns.title.value(alert) ?? ''),
      categories: totals.lists.categories.value(row),
      serviceSources: totals.serviceSources.value(row),
      assets: [...categoryByKey.values()],
    });
  }
}
