// The store's tables in memory: alerts, incidents, and what incidents' alerts say of them.
import type { TableChunk } from '../../../shared/table/table.ts';
import { alertShape } from './alert-columns.ts';
import type { AlertShape } from './alert-columns.ts';
import { AssetIndex } from './asset-mention.ts';
import { DocumentTable } from './document-table.ts';
import type { Absorption } from './document-table.ts';
import { incidentShape } from './incident-columns.ts';
import type { IncidentShape } from './incident-columns.ts';
import { IncidentTotals } from './incident-totals.ts';

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

/** Keys of the rows that are new or look different. */
export interface StoreChange {
  readonly alertKeys: ReadonlySet<string>;
  readonly incidentKeys: ReadonlySet<string>;
}

export class StoreMemory {
  readonly alerts = new DocumentTable<AlertShape>(alertShape);
  readonly incidents = new DocumentTable<IncidentShape>(incidentShape);
  readonly assets = new AssetIndex(this.alerts.table.columns.assets.items);
  readonly totals = new IncidentTotals(this.alerts.table, this.incidents.table, this.assets);
  readonly #alertRowsByIncident = new Map<string, Set<number>>();

  /** Of an incident that may itself be unknown yet; in no particular order. */
  alertRows(incidentKey: string): readonly number[] {
    return [...(this.#alertRowsByIncident.get(incidentKey) ?? [])];
  }

  /** UTC epoch milliseconds; null in an empty store. */
  newestUpdateAt(): number | null {
    let newest = Number.NEGATIVE_INFINITY;
    const { alerts, incidents } = this;
    for (const column of [
      alerts.table.columns.lastUpdateAt,
      incidents.table.columns.statedUpdateAt,
    ]) {
      for (const value of column.values) if (value > newest) newest = value;
    }
    return newest === Number.NEGATIVE_INFINITY ? null : newest;
  }

  /** Into an empty memory; chunks in the order of their segments. */
  load(
    alerts: readonly SegmentChunk<AlertShape>[],
    incidents: readonly SegmentChunk<IncidentShape>[],
  ): void {
    for (const { chunk, segmentId } of alerts) {
      this.alerts.apply(this.alerts.plan([chunk]), [segmentId]);
    }
    for (const { chunk, segmentId } of incidents) {
      this.incidents.apply(this.incidents.plan([chunk]), [segmentId]);
    }
    const linked = new Set<string>();
    for (let row = 0; row < this.alerts.rowCount; row++) this.#link(row, linked);
    for (let row = 0; row < this.incidents.rowCount; row++) this.#updateTotals(row);
  }

  apply(alerts: Stored<AlertShape>, incidents: Stored<IncidentShape>): StoreChange {
    const alertKeys = new Set<string>();
    const incidentKeys = new Set<string>();
    const touched = rowsIn(alerts.absorption);
    const known = touched.filter((row) => row < this.alerts.rowCount);
    for (const row of known) this.#unlink(row, incidentKeys);
    this.alerts.apply(alerts.absorption, alerts.segmentIds);
    for (const row of touched) {
      this.#link(row, incidentKeys);
      alertKeys.add(this.alerts.table.columns.key.value(row) ?? '');
    }

    this.incidents.apply(incidents.absorption, incidents.segmentIds);
    for (const row of rowsIn(incidents.absorption)) {
      incidentKeys.add(this.incidents.table.columns.key.value(row) ?? '');
    }
    const rows = [...incidentKeys]
      .map((key) => this.incidents.row(key))
      .filter((row) => row !== undefined);
    for (const row of rows.sort((a, b) => a - b)) this.#updateTotals(row);
    return { alertKeys, incidentKeys };
  }

  #unlink(alertRow: number, touched: Set<string>): void {
    const key = this.alerts.table.columns.incidentKey.value(alertRow);
    if (key === null) return;
    this.#alertRowsByIncident.get(key)?.delete(alertRow);
    touched.add(key);
  }

  #link(alertRow: number, touched: Set<string>): void {
    const key = this.alerts.table.columns.incidentKey.value(alertRow);
    if (key === null) return;
    const rows = this.#alertRowsByIncident.get(key);
    if (rows) rows.add(alertRow);
    else this.#alertRowsByIncident.set(key, new Set([alertRow]));
    touched.add(key);
  }

  #updateTotals(incidentRow: number): void {
    const key = this.incidents.table.columns.key.value(incidentRow) ?? '';
    this.totals.update(incidentRow, this.alertRows(key));
  }
}

function rowsIn(absorption: Absorption<AlertShape> | Absorption<IncidentShape>): readonly number[] {
  return absorption.parts.flatMap(({ targets }) => [...targets].filter((row) => row >= 0));
}
