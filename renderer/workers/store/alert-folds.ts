// Which sightings are the same alert. Derived from their ids and from what a person set apart: the
// same folds come of the same sightings, in whatever order they arrived.
import type { AlertKey } from '../../../shared/model/alert.ts';
import { Bits } from '../../../shared/table/bits.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { AlertShape } from './alert-columns.ts';
import type { AssetIndex } from './asset-mention.ts';
import { completeRow, giveBack } from './fold-columns.ts';
import type { OwnCell } from './fold-columns.ts';
import { IdentityRows } from './identity-rows.ts';
import { leadingFirst } from './leading-first.ts';

/** Plain data for a structured clone. */
export interface StoredFolds {
  /** Rows, fold by fold, the leading one of each first. */
  readonly members: Int32Array<ArrayBuffer>;
  /** Where each fold ends in `members`. */
  readonly ends: Int32Array<ArrayBuffer>;
  /** Three numbers for each completed cell: its row, and an OwnCell's column and cell. */
  readonly own: Int32Array<ArrayBuffer>;
  readonly apart: readonly AlertKey[];
}

const OWN_NUMBERS = 3;

/**
 * A fold is a set of rows connected by shared identities; most rows are alone and cost nothing here.
 * The leading row is completed in place by what the others know.
 */
export class AlertFolds {
  readonly #table: Table<AlertShape>;
  readonly #assets: AssetIndex;
  /** Without those set apart. */
  readonly #identityRows: IdentityRows;
  /** Rows of the same fold share one list, which starts with the leading row. */
  readonly #foldByRow = new Map<number, readonly number[]>();
  readonly #ownByLeading = new Map<number, readonly OwnCell[]>();
  readonly #apart: Set<AlertKey>;
  /** Rows before this one are in the index; folds from the disk are indexed when first needed. */
  #indexedRows = 0;
  #leading = new Bits(0);
  #isStale = true;

  constructor(table: Table<AlertShape>, assets: AssetIndex, apart: Iterable<AlertKey> = []) {
    this.#table = table;
    this.#assets = assets;
    this.#apart = new Set(apart);
    this.#identityRows = new IdentityRows((row, identity) =>
      this.#identities(row).includes(identity),
    );
  }

  /** Rows that stand behind another one. */
  get folded(): number {
    return this.#foldByRow.size - this.#ownByLeading.size;
  }

  /** Valid until the next change. */
  leading(): Bits {
    if (this.#isStale || this.#leading.length !== this.#table.rowCount) {
      const leading = Bits.all(this.#table.rowCount);
      for (const [row, [first]] of this.#foldByRow) if (row !== first) leading.remove(row);
      this.#leading = leading;
      this.#isStale = false;
    }
    return this.#leading;
  }

  /** The rows of the fold of `row`, the leading one first. */
  members(row: number): readonly number[] {
    return this.#foldByRow.get(row) ?? [row];
  }

  leadingRow(row: number): number {
    return this.members(row)[0] ?? row;
  }

  isApart(row: number): boolean {
    return this.#apart.size > 0 && this.#apart.has(this.#key(row));
  }

  /** Rows that would be in the fold of `row` had they not been set apart, and that `rowOf` finds. */
  apartFrom(row: number, rowOf: (key: AlertKey) => number | undefined): readonly number[] {
    const members = this.members(row);
    const identities = new Set(members.flatMap((member) => this.#identities(member)));
    return [...this.#apart]
      .map(rowOf)
      .filter((at) => at !== undefined)
      .filter((at) => !members.includes(at))
      .filter((at) => this.#identities(at).some((identity) => identities.has(identity)));
  }

  /** What has to be done so that these, and no others, are apart. */
  changesTo(
    apart: ReadonlySet<AlertKey>,
  ): readonly { readonly key: AlertKey; readonly isApart: boolean }[] {
    const former = [...this.#apart].filter((key) => !apart.has(key));
    const added = [...apart].filter((key) => !this.#apart.has(key));
    return [
      ...former.map((key) => ({ key, isApart: false })),
      ...added.map((key) => ({ key, isApart: true })),
    ];
  }

  /**
   * Sets a sighting apart from its fold, or lets it join again; `row` is null while it is not stored.
   * Returns the rows that this can concern.
   */
  setApart(key: AlertKey, row: number | null, isApart: boolean): ReadonlySet<number> {
    const rows = row === null ? [] : [row];
    const released = this.release(rows);
    if (isApart) this.#apart.add(key);
    else this.#apart.delete(key);
    return this.admit(rows, released);
  }

  /** To be called before known rows change. Returns the rows that have no fold until `admit`. */
  release(rows: readonly number[]): ReadonlySet<number> {
    this.#index(Number.POSITIVE_INFINITY);
    const released = this.#reach(rows);
    this.#dissolve(released);
    for (const row of rows) {
      for (const identity of this.#identities(row)) this.#identityRows.remove(identity, row);
    }
    return released;
  }

  /** `rows` are new or were released and have changed. Returns the rows that were folded anew. */
  admit(rows: readonly number[], released: ReadonlySet<number> = new Set()): ReadonlySet<number> {
    for (const row of rows) {
      for (const identity of this.#binding(row)) this.#identityRows.add(identity, row);
    }
    this.#indexedRows = this.#table.rowCount;
    const reached = this.#reach([...rows, ...released]);
    this.#dissolve(reached);
    this.#form(reached);
    return reached;
  }

  /** Folds all rows of a table whose rows were never admitted. */
  admitAll(): void {
    const shared = new Set<number>();
    for (let row = 0; row < this.#table.rowCount; row++) {
      for (const identity of this.#binding(row)) {
        if (!this.#identityRows.add(identity, row)) continue;
        const rows = this.#identityRows.rows(identity);
        if (rows.length > 1) for (const other of rows) shared.add(other);
      }
    }
    this.#indexedRows = this.#table.rowCount;
    this.#form(shared);
  }

  /** The folds as plain data: leading rows come completed, and `own` says what they were. */
  capture(): StoredFolds {
    const members: number[] = [];
    const ends: number[] = [];
    const own: number[] = [];
    for (const [leading, cells] of this.#ownByLeading) {
      members.push(...this.members(leading));
      ends.push(members.length);
      for (const { column, cell } of cells) own.push(leading, column, cell);
    }
    return {
      members: Int32Array.from(members),
      ends: Int32Array.from(ends),
      own: Int32Array.from(own),
      apart: [...this.#apart],
    };
  }

  /** Over the table that they were captured over. What is set apart since is to be told by setApart. */
  restore({ members, ends, own, apart }: StoredFolds): void {
    let start = 0;
    for (const end of ends) {
      const fold = [...members.subarray(start, end)];
      for (const row of fold) this.#foldByRow.set(row, fold);
      this.#ownByLeading.set(fold[0] ?? 0, []);
      start = end;
    }
    for (let at = 0; at < own.length; at += OWN_NUMBERS) {
      const [leading = 0, column = 0, cell = 0] = own.subarray(at, at + OWN_NUMBERS);
      const cells = this.#ownByLeading.get(leading) ?? [];
      this.#ownByLeading.set(leading, [...cells, { column, cell }]);
    }
    this.#apart.clear();
    for (const key of apart) this.#apart.add(key);
    this.#isStale = true;
  }

  /** Indexes some of the rows that are not; true when none are left. */
  warm(rows: number): boolean {
    this.#index(this.#indexedRows + rows);
    return this.#indexedRows >= this.#table.rowCount;
  }

  /** Runs `read` while these rows hold what their own documents say. */
  unfolded<T>(rows: Iterable<number>, read: () => T): T {
    const leading = [...rows].filter((row) => this.#ownByLeading.has(row));
    for (const row of leading) giveBack(this.#table, row, this.#ownByLeading.get(row) ?? []);
    try {
      return read();
    } finally {
      for (const row of leading) this.#complete(this.members(row));
    }
  }

  #index(end: number): void {
    const stop = Math.min(end, this.#table.rowCount);
    for (; this.#indexedRows < stop; this.#indexedRows++) {
      for (const identity of this.#binding(this.#indexedRows)) {
        this.#identityRows.add(identity, this.#indexedRows);
      }
    }
  }

  /** All rows that are connected to these, be the connection valid or not. */
  #reach(seeds: Iterable<number>): ReadonlySet<number> {
    const reached = new Set(seeds);
    const identities = new Set<string>();
    // A set's iteration goes on over what is added meanwhile.
    for (const row of reached) {
      for (const identity of this.#identities(row)) {
        if (identities.has(identity)) continue;
        identities.add(identity);
        for (const other of this.#identityRows.rows(identity)) reached.add(other);
      }
    }
    return reached;
  }

  #dissolve(rows: Iterable<number>): void {
    for (const row of rows) {
      const fold = this.#foldByRow.get(row);
      const leading = fold?.[0];
      if (fold === undefined || leading === undefined) continue;
      giveBack(this.#table, leading, this.#ownByLeading.get(leading) ?? []);
      this.#ownByLeading.delete(leading);
      for (const member of fold) this.#foldByRow.delete(member);
      this.#isStale = true;
    }
  }

  /** The rows are in no fold, and all that they are connected to is among them. */
  #form(rows: Iterable<number>): void {
    const placed = new Set<number>();
    const linkedByIdentity = new Map<string, readonly number[]>();
    for (const row of rows) {
      if (placed.has(row)) continue;
      const fold = new Set([row]);
      for (const member of fold) {
        placed.add(member);
        for (const identity of this.#binding(member)) {
          let linked = linkedByIdentity.get(identity);
          if (linked === undefined) {
            linked = this.#linked(identity);
            linkedByIdentity.set(identity, linked);
            for (const other of linked) fold.add(other);
          }
        }
      }
      if (fold.size > 1) this.#fold([...fold]);
    }
  }

  #fold(rows: readonly number[]): void {
    const members = rows.toSorted(leadingFirst(this.#table));
    for (const row of members) this.#foldByRow.set(row, members);
    this.#complete(members);
    this.#isStale = true;
  }

  #complete(members: readonly number[]): void {
    const [leading = 0] = members;
    this.#ownByLeading.set(leading, completeRow(this.#table, this.#assets, members));
  }

  /**
   * Rows that this identity makes one. None when a source gives it to two alerts: it has ids of its own
   * for them, and to hide an alert is worse than to show it twice. Sentinel can hold one twice.
   */
  #linked(identity: string): readonly number[] {
    const rows = this.#identityRows.rows(identity);
    const { sourceId, sourceKind } = this.#table.columns;
    const sources = new Set<string>();
    for (const row of rows) {
      const kind = sourceKind.value(row) ?? '';
      if (kind === 'sentinel') continue;
      const source = kind === 'graph' ? kind : `${kind} ${sourceId.value(row)}`;
      if (sources.has(source)) return [];
      sources.add(source);
    }
    return rows;
  }

  /** Each once. */
  #identities(row: number): readonly string[] {
    const { identity, moreIdentities } = this.#table.columns;
    const first = identity.value(row);
    return first === null ? [] : [first, ...moreIdentities.value(row)];
  }

  /** Those that fold it. */
  #binding(row: number): readonly string[] {
    return this.isApart(row) ? [] : this.#identities(row);
  }

  #key(row: number): AlertKey {
    return this.#table.columns.key.value(row) as AlertKey;
  }
}
