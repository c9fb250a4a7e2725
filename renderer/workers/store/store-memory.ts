// The store's tables in memory: sightings and how they fold to alerts, incidents, and what incidents'
// alerts say of them.
import type { GroupingsProjection } from '../../../shared/grouping/groupings-projection.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { isLocalId } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type {
  AnnotationProjection,
  SeenProjection,
} from '../../../shared/contract/store-ingest.ts';
import type { WriteStamp } from '../../../shared/table/chunks.ts';
import { plainColumns, saveMark } from '../../../shared/table/stored-table.ts';
import type { SaveMark, StoredColumns } from '../../../shared/table/stored-table.ts';
import type { CriticalityRule } from '../../../shared/priority/criticality-rule.ts';
import type { TableChunk } from '../../../shared/table/table.ts';
import { Bits } from '../../../shared/table/bits.ts';
import { alertShape } from './alert-columns.ts';
import type { AlertShape } from './alert-columns.ts';
import { AlertFolds } from './alert-folds.ts';
import { AlertGroupings } from './alert-groupings.ts';
import { AssetCriticality } from './asset-criticality.ts';
import { AutomaticMerges } from './automatic-merges.ts';
import { AssetIndex } from './asset-mention.ts';
import { DocumentTable } from './document-table.ts';
import type { Absorption } from './document-table.ts';
import { partsOfMemory, unusedTexts, WRITTEN_COLUMNS } from './captured-memory.ts';
import type { CapturedMemory, MemoryHeader } from './captured-memory.ts';
import { GoneItems } from './gone-items.ts';
import { incidentShape } from './incident-columns.ts';
import type { IncidentShape } from './incident-columns.ts';
import { IncidentAlerts } from './incident-alerts.ts';
import { IncidentNames } from './incident-names.ts';
import { IncidentTotals } from './incident-totals.ts';
import { placements } from './placed-alerts.ts';
import { PriorityScores } from './priority-scores.ts';
import type { PlacedRecord } from './schema.ts';
import { SeenIncidents } from './seen-incidents.ts';
import { TraceIndex } from './trace-index.ts';
import { WrittenOverlay } from './written-overlay.ts';

/** A plan for one table with the segments its chunks were stored in. */
export interface Stored<S extends AlertShape | IncidentShape> {
  readonly absorption: Absorption<S>;
  readonly segmentIds: readonly number[];
}

/** The columns of a stored segment. */
export interface SegmentChunk<S extends AlertShape | IncidentShape> {
  readonly chunk: TableChunk<S>;
  readonly segmentId: number;
}

/** What is new or looks different: keys for who shows one item, rows for what is kept by row. */
export interface StoreChange {
  readonly alertKeys: ReadonlySet<string>;
  readonly incidentKeys: ReadonlySet<string>;
  /** Sightings whose cells or folds may be others, those behind another one included. */
  readonly alertRows: ReadonlySet<number>;
  /** Incidents whose cells or totals may be others. */
  readonly incidentRows: ReadonlySet<number>;
}

export const noChange: StoreChange = {
  alertKeys: new Set(),
  incidentKeys: new Set(),
  alertRows: new Set(),
  incidentRows: new Set(),
};

export class StoreMemory {
  /** Counts the saves. */
  readonly #stamp: WriteStamp = { now: 0 };
  readonly sightings = new DocumentTable<AlertShape>(alertShape, this.#stamp);
  readonly incidents = new DocumentTable<IncidentShape>(incidentShape, this.#stamp);
  readonly assets = new AssetIndex(this.sightings.table.columns.assets.items);
  readonly criticality = new AssetCriticality(
    this.assets,
    this.sightings.table.columns.assetFacts.items,
  );
  readonly traces = new TraceIndex(this.sightings.table.columns.traces.items);
  readonly folds: AlertFolds;
  /** Rows hold what people wrote in place of what the services say, but beneath it. */
  readonly written: WrittenOverlay;
  readonly gone = new GoneItems();
  readonly groupings: AlertGroupings;
  readonly merges = new AutomaticMerges();
  /** Id of the last record of placed alerts that is in here. */
  #placedTo = 0;
  readonly totals = new IncidentTotals(this.sightings.table, this.incidents.table, this.assets);
  readonly priority: PriorityScores;
  readonly seen = new SeenIncidents(this);
  readonly names = new IncidentNames(this);
  /** Leading rows only, so that an alert counts once. */
  readonly #incidentAlerts = new IncidentAlerts();
  /** Rows of incidents that the queue does not have. */
  readonly #hidden = new Set<number>();
  #shownIncidents: Bits | null = null;
  /** Sightings that may look different since the priorities were worked out. */
  readonly #relooked = new Set<number>();

  /** `apart` are the sightings that a person set apart. */
  constructor(apart: Iterable<AlertKey>) {
    this.folds = new AlertFolds(this.sightings.table, this.assets, apart);
    this.groupings = new AlertGroupings(this.sightings.table, this.folds);
    this.written = new WrittenOverlay(this);
    this.priority = new PriorityScores(this, undefined, this.#stamp);
  }

  /** The leading row of the alert that has this key in any source. */
  alertRow(key: AlertKey): number | undefined {
    const row = this.sightings.row(key);
    return row === undefined ? undefined : this.folds.leadingRow(row);
  }

  get alertCount(): number {
    return this.sightings.rowCount - this.folds.folded;
  }

  /**
   * What the queue has: all but those that people merged into others, and those that this computer made
   * and whose alerts all went elsewhere. Valid until the next change.
   */
  shownIncidents(): Bits {
    const { rowCount } = this.incidents;
    if (this.#shownIncidents?.length !== rowCount) {
      const shown = Bits.all(rowCount);
      for (const row of this.#hidden) shown.remove(row);
      this.#shownIncidents = shown;
    }
    return this.#shownIncidents;
  }

  /** Of an incident that may itself be unknown yet; leading rows, in no particular order. */
  alertRows(incidentKey: string): readonly number[] {
    return this.#incidentAlerts.rows(incidentKey);
  }

  /** UTC epoch milliseconds; null in an empty store. */
  newestUpdateAt(): number | null {
    let newest = Number.NEGATIVE_INFINITY;
    const { sightings, incidents } = this;
    for (const column of [
      sightings.table.columns.lastUpdateAt,
      incidents.table.columns.statedUpdateAt,
    ]) {
      for (let chunk = 0; chunk < column.cells.chunkCount; chunk++) {
        newest = Math.max(newest, column.summary(chunk).max);
      }
    }
    return newest === Number.NEGATIVE_INFINITY ? null : newest;
  }

  /** Into an empty memory; chunks in the order of their segments. */
  load(
    alerts: readonly SegmentChunk<AlertShape>[],
    incidents: readonly SegmentChunk<IncidentShape>[],
  ): void {
    for (const { chunk, segmentId } of alerts) {
      this.sightings.apply(this.sightings.plan([chunk]), [segmentId]);
    }
    for (const { chunk, segmentId } of incidents) {
      this.incidents.apply(this.incidents.plan([chunk]), [segmentId]);
    }
    this.folds.admitAll();
    this.folds.leading().forEach((row) => this.#link(row));
    for (let row = 0; row < this.incidents.rowCount; row++) this.#updateTotals(row);
    this.priority.begin();
    this.seen.update(upTo(this.incidents.rowCount));
    this.names.update(upTo(this.incidents.rowCount));
  }

  /** The columns that the disk keeps. To be filled in an empty memory, then restored. */
  parts(): StoredColumns {
    const { sightings, incidents, totals, priority } = this;
    return partsOfMemory({
      alerts: sightings.parts(),
      incidents: incidents.parts(),
      totals: totals.parts(),
      priority: new Map([['score', priority.score.parts()]]),
    });
  }

  /**
   * All that the disk keeps, as it is now. It is what services and correlation say: of incidents that
   * people wrote about, totals are left out.
   */
  capture(): CapturedMemory {
    const authored = this.#authoredIncidents();
    const { sightings, incidents, totals, folds } = this;
    const captured = this.written.beneath((): CapturedMemory => {
      for (const row of authored) totals.clear(row);
      const forks = [sightings.fork(), incidents.fork(), totals.fork()] as const;
      const score = this.priority.score.fork();
      const columns = partsOfMemory({
        alerts: forks[0].columns,
        incidents: forks[1].columns,
        totals: forks[2].columns,
        priority: new Map([['score', score.parts()]]),
      });
      const hidden = this.written.hasLaid ? unusedTexts(columns, WRITTEN_COLUMNS) : new Map();
      return {
        columns,
        hidden,
        mark: saveMark(columns, ++this.#stamp.now, hidden),
        header: {
          plain: plainColumns(columns),
          sightings: { rowCount: sightings.rowCount, checksum: sightings.checksum },
          incidents: { rowCount: incidents.rowCount, checksum: incidents.checksum },
          folds: folds.capture(),
          placedTo: this.#placedTo,
        },
        release() {
          for (const fork of forks) fork.release();
          score.release();
        },
      };
    });
    for (const row of authored) this.#updateTotals(row);
    return captured;
  }

  /** Once the parts of an empty memory were filled; `placed` are the records that these parts have. */
  restore(
    { sightings, incidents, folds }: MemoryHeader,
    placed: readonly PlacedRecord[],
  ): SaveMark {
    this.#remember(placed);
    this.sightings.adoptRows(sightings.rowCount, sightings.checksum);
    this.incidents.adoptRows(incidents.rowCount, incidents.checksum);
    this.folds.restore(folds);
    for (const [key, incident] of placements(placed)) {
      const row = this.sightings.row(key);
      if (row !== undefined) this.groupings.put(row, incident);
    }
    const leading = this.folds.leading();
    const { incidentKey } = this.sightings.table.columns;
    this.#incidentAlerts.addAll(incidentKey, leading);
    for (const row of this.groupings.placedRows()) {
      if (leading.has(row) && incidentKey.value(row) === null) this.#link(row);
    }
    for (let row = 0; row < this.incidents.rowCount; row++) {
      if (this.totals.isCleared(row)) this.#updateTotals(row);
    }
    this.#updateShown(upTo(this.incidents.rowCount));
    this.priority.begin();
    this.seen.update(upTo(this.incidents.rowCount));
    this.names.update(upTo(this.incidents.rowCount));
    return saveMark(this.parts(), ++this.#stamp.now);
  }

  apply(alerts: Stored<AlertShape>, incidents: Stored<IncidentShape>): StoreChange {
    const touched = rowsIn(alerts.absorption);
    const change = this.written.beneath(() => {
      const released = this.folds.release(touched.filter((row) => row < this.sightings.rowCount));
      this.sightings.apply(alerts.absorption, alerts.segmentIds);
      const relinked = this.#relink(this.folds.admit(touched, released));

      this.incidents.apply(incidents.absorption, incidents.segmentIds);
      for (const row of rowsIn(incidents.absorption)) {
        relinked.incidentKeys.add(this.incidents.table.columns.key.value(row) ?? '');
      }
      return relinked;
    });
    return { ...change, incidentRows: this.#updateAllTotals(change.incidentKeys) };
  }

  /** Lays what people wrote over the rows that it is about. */
  project(projection: AnnotationProjection): StoreChange {
    const rows = this.written.project(projection);
    const { key } = this.sightings.table.columns;
    const alertRows = new Set([...rows.alert].flatMap((row) => this.folds.members(row)));
    const incidentKeys = new Set<string>();
    for (const row of rows.alert) {
      const incident = this.groupings.incidentKey(row);
      if (incident !== null) incidentKeys.add(incident);
    }
    for (const row of [...rows.incident, ...this.names.learn(projection.items)]) {
      incidentKeys.add(this.incidents.table.columns.key.value(row) ?? '');
    }
    for (const row of alertRows) this.#relooked.add(row);
    const incidentRows = this.#updateAllTotals(incidentKeys);
    const alertKeys = new Set(Array.from(alertRows, (row) => key.value(row) ?? ''));
    return { alertKeys, incidentKeys, alertRows, incidentRows };
  }

  /** Makes a sighting an alert of its own, or lets it join those that share its ids again. */
  setApart(key: AlertKey, isApart: boolean): StoreChange {
    const row = this.sightings.row(key);
    const change = this.written.beneath(() =>
      this.#relink(this.folds.setApart(key, row ?? null, isApart)),
    );
    return { ...change, incidentRows: this.#updateAllTotals(change.incidentKeys) };
  }

  /** Puts alerts where correlation has placed them; records in the order of their ids. */
  place(placed: readonly PlacedRecord[]): StoreChange {
    this.#remember(placed);
    const rows = new Set<number>();
    for (const [key, incident] of placements(placed)) {
      const row = this.sightings.row(key);
      if (row === undefined) continue;
      this.groupings.put(row, incident);
      const leading = this.folds.leadingRow(row);
      const isThere = this.groupings.incidentKey(leading) === this.#incidentAlerts.of(leading);
      if (!isThere) rows.add(leading);
    }
    const change = this.#relink(rows);
    return { ...change, incidentRows: this.#updateAllTotals(change.incidentKeys) };
  }

  /** Lays what people decided of groupings over what services and correlation say. */
  projectGroupings(projection: GroupingsProjection): StoreChange {
    const { alerts, incidents } = this.written.beneath(() => this.groupings.project(projection));
    const rows = new Set<number>();
    for (const key of alerts) {
      const row = this.alertRow(key);
      if (row !== undefined) rows.add(row);
    }
    for (const key of incidents) for (const row of this.alertRows(key)) rows.add(row);
    const change = this.#relink(rows);
    for (const key of incidents) change.incidentKeys.add(key);
    return { ...change, incidentRows: this.#updateAllTotals(change.incidentKeys) };
  }

  /** Works on what an opened store leaves for later; null while there is more. */
  advance(isTime: () => boolean): StoreChange | null {
    const incidentRows = this.priority.advance(isTime);
    if (incidentRows === null) return null;
    const { key } = this.incidents.table.columns;
    const incidentKeys = new Set(Array.from(incidentRows, (row) => key.value(row) ?? ''));
    return { ...noChange, incidentKeys, incidentRows };
  }

  /** How critical assets are, from now on: `advance` brings it to the scores. */
  setCriticality(rules: readonly CriticalityRule[]): void {
    this.criticality.setRules(rules);
    this.priority.beginAnew();
  }

  /** Which incidents a person has looked at. */
  projectSeen(projection: SeenProjection): StoreChange {
    const incidentRows = this.seen.project(projection);
    const { key } = this.incidents.table.columns;
    const incidentKeys = new Set(Array.from(incidentRows, (row) => key.value(row) ?? ''));
    return { ...noChange, incidentKeys, incidentRows };
  }

  /** What looks different when an incident or sighting goes or comes back. */
  changeOf(key: string): StoreChange {
    const row = this.sightings.row(key);
    if (row === undefined) {
      const incident = this.incidents.row(key);
      const incidentRows = new Set(incident === undefined ? [] : [incident]);
      return { ...noChange, incidentKeys: new Set([key]), incidentRows };
    }
    const alertRows = new Set(this.folds.members(row));
    const { key: keys } = this.sightings.table.columns;
    const alertKeys = new Set(Array.from(alertRows, (member) => keys.value(member) ?? ''));
    return { ...noChange, alertKeys, alertRows };
  }

  /** The columns of these sightings as their documents have them. */
  packSightings(rows: Int32Array): TableChunk<AlertShape> {
    return this.written.beneath(() =>
      this.folds.unfolded(rows, () => this.sightings.table.pack(rows)),
    );
  }

  /** As packSightings. */
  packIncidents(rows: Int32Array): TableChunk<IncidentShape> {
    return this.written.beneath(() => this.incidents.table.pack(rows));
  }

  #remember(placed: readonly PlacedRecord[]): void {
    for (const record of placed) this.merges.add(record);
    this.#placedTo = placed.at(-1)?.id ?? this.#placedTo;
  }

  /** Counts folds that are new in the incidents that they belong to. */
  #relink(rows: ReadonlySet<number>): {
    readonly alertKeys: Set<string>;
    readonly incidentKeys: Set<string>;
    readonly alertRows: ReadonlySet<number>;
  } {
    const alertKeys = new Set<string>();
    const incidentKeys = new Set<string>();
    for (const row of rows) {
      this.#relooked.add(row);
      alertKeys.add(this.sightings.table.columns.key.value(row) ?? '');
      const left = this.#incidentAlerts.remove(row);
      const entered = this.folds.leadingRow(row) === row ? this.#link(row) : null;
      if (left !== null) incidentKeys.add(left);
      if (entered !== null) incidentKeys.add(entered);
    }
    return { alertKeys, incidentKeys, alertRows: rows };
  }

  /** Incidents whose totals depend on what people wrote or decided. */
  #authoredIncidents(): readonly number[] {
    const { incidentOf, redirectOf } = this.groupings.people;
    const keys = new Set<string>([...incidentOf.values(), ...redirectOf.values()]);
    for (const key of redirectOf.keys()) keys.add(key);
    const rows = [...incidentOf.keys()].map((key) => this.alertRow(key));
    for (const row of [...this.written.laidAlerts(), ...rows]) {
      if (row === undefined) continue;
      const stated = this.sightings.table.columns.incidentKey.value(row);
      for (const key of [stated, this.groupings.correlated(row), this.groupings.incidentKey(row)]) {
        if (key !== null) keys.add(key);
      }
    }
    return [...keys].map((key) => this.incidents.row(key)).filter((row) => row !== undefined);
  }

  /** Returns the incident that it is counted in. */
  #link(alertRow: number): string | null {
    const key = this.groupings.incidentKey(alertRow);
    if (key === null) return null;
    this.#incidentAlerts.add(alertRow, key);
    return key;
  }

  /**
   * Returns the rows of those incidents that are stored, and adds those whose priority was moved by what
   * changed in others.
   */
  #updateAllTotals(incidentKeys: Set<string>): ReadonlySet<number> {
    const rows = [...incidentKeys]
      .map((key) => this.incidents.row(key))
      .filter((row) => row !== undefined)
      .sort((a, b) => a - b);
    for (const row of rows) this.#updateTotals(row);
    const moved = this.priority.update(this.#relooked, rows);
    this.seen.update(rows);
    this.names.update(rows);
    this.#relooked.clear();
    for (const row of moved) incidentKeys.add(this.incidents.table.columns.key.value(row) ?? '');
    return new Set([...rows, ...moved]);
  }

  /** Looks again whether the queue has these incidents. */
  #updateShown(incidentRows: Iterable<number>): void {
    const { key: keys, incidentId } = this.incidents.table.columns;
    const { redirectOf } = this.groupings.people;
    for (const row of incidentRows) {
      const isEmpty = (this.totals.alertsTotal.value(row) ?? 0) === 0;
      const isLeft = isEmpty && isLocalId(incidentId.value(row) ?? '');
      const isMerged = redirectOf.size > 0 && redirectOf.has(keys.value(row) as IncidentKey);
      const isHidden = isLeft || isMerged;
      if (isHidden === this.#hidden.has(row)) continue;
      if (isHidden) this.#hidden.add(row);
      else this.#hidden.delete(row);
      this.#shownIncidents = null;
    }
  }

  #updateTotals(incidentRow: number): void {
    const key = this.incidents.table.columns.key.value(incidentRow) ?? '';
    this.totals.update(incidentRow, this.alertRows(key));
    this.#updateShown([incidentRow]);
  }
}

function* upTo(rowCount: number): Iterable<number> {
  for (let row = 0; row < rowCount; row++) yield row;
}

function rowsIn(absorption: Absorption<AlertShape> | Absorption<IncidentShape>): readonly number[] {
  return absorption.parts.flatMap(({ targets }) => [...targets].filter((row) => row >= 0));
}
