// The alerts of each incident: lists linked through the rows, twelve bytes each. Incidents are known
// by their keys, since alerts may come before them, and a plain dictionary has several codes for a key.
import type { Bits } from '../../../shared/table/bits.ts';
import { int32s, withRoom } from '../../../shared/table/growing.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';

/** Numbers of rows and groups are one higher than they are, so that 0 is none. */
export class IncidentAlerts {
  readonly #groupByKey = new Map<string, number>();
  readonly #keys: string[] = [];
  /** By group: its first row. */
  #heads = int32s(0);
  /** By row. */
  #groups = int32s(0);
  #next = int32s(0);
  #previous = int32s(0);

  /** In no particular order. */
  rows(incidentKey: string): readonly number[] {
    const group = this.#groupByKey.get(incidentKey) ?? 0;
    const rows: number[] = [];
    for (let at = this.#heads[group - 1] ?? 0; at !== 0; at = this.#next[at - 1] ?? 0) {
      rows.push(at - 1);
    }
    return rows;
  }

  /** null for a row that is in none. */
  of(row: number): string | null {
    return this.#keys[(this.#groups[row] ?? 0) - 1] ?? null;
  }

  /** As add, for many rows at once, each with the incident that the column names, if any. */
  addAll(incidentKeys: StringColumn, rows: Bits): void {
    const groupByCode = int32s(incidentKeys.dictionary.size);
    rows.forEach((row) => {
      const code = incidentKeys.code(row);
      if (code < 0) return;
      let group = groupByCode[code] ?? 0;
      if (group === 0) {
        group = this.#groupOf(incidentKeys.dictionary.text(code));
        groupByCode[code] = group;
      }
      this.#enter(row, group);
    });
  }

  /** `row` is in no incident. */
  add(row: number, incidentKey: string): void {
    this.#enter(row, this.#groupOf(incidentKey));
  }

  #enter(row: number, group: number): void {
    this.#groups = withRoom(this.#groups, row + 1, int32s);
    this.#next = withRoom(this.#next, row + 1, int32s);
    this.#previous = withRoom(this.#previous, row + 1, int32s);
    const head = this.#heads[group - 1] ?? 0;
    if (head !== 0) this.#previous[head - 1] = row + 1;
    this.#heads[group - 1] = row + 1;
    this.#groups[row] = group;
    this.#next[row] = head;
    this.#previous[row] = 0;
  }

  /** Returns the incident that the row was in. */
  remove(row: number): string | null {
    const group = this.#groups[row] ?? 0;
    if (group === 0) return null;
    const next = this.#next[row] ?? 0;
    const previous = this.#previous[row] ?? 0;
    if (previous === 0) this.#heads[group - 1] = next;
    else this.#next[previous - 1] = next;
    if (next !== 0) this.#previous[next - 1] = previous;
    this.#groups[row] = 0;
    return this.#keys[group - 1] ?? null;
  }

  #groupOf(incidentKey: string): number {
    const known = this.#groupByKey.get(incidentKey);
    if (known !== undefined) return known;
    const group = this.#keys.push(incidentKey);
    this.#heads = withRoom(this.#heads, group, int32s);
    this.#groupByKey.set(incidentKey, group);
    return group;
  }
}
