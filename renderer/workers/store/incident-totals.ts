// What an incident's alerts say of it, kept up to date incident by incident. Derived only: a start
// computes it anew, and no answer depends on the order in which alerts came.
import { NumberColumn } from '../../../shared/table/number-column.ts';
import type { ForkedColumns, StoredColumns } from '../../../shared/table/stored-table.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { TextDictionary } from '../../../shared/table/text-dictionary.ts';
import { TextListColumn } from '../../../shared/table/text-list-column.ts';
import type { AlertShape } from './alert-columns.ts';
import { categoryRank } from './asset-mention.ts';
import type { AssetIndex } from './asset-mention.ts';
import type { IncidentShape } from './incident-columns.ts';

/** Columns of the alert table whose lists an incident unites. */
const LISTS = [
  'sourcePaths',
  'categories',
  'clouds',
  'accountIds',
  'assets',
  'products',
  'alertTypes',
  'policies',
  'investigationStates',
  'threats',
  'actors',
  'deviceGroups',
  'osPlatforms',
  'workspaces',
  'traces',
] as const;

type ListName = (typeof LISTS)[number];

/** Lists as a row shows them: what most alerts name comes first. */
export interface RankedLists {
  readonly serviceSources: readonly string[];
  readonly detectionSources: readonly string[];
  readonly categories: readonly string[];
  readonly clouds: readonly string[];
  readonly accountIds: readonly string[];
  /** Codes for the AssetIndex; among equals by category and name. */
  readonly assets: readonly number[];
}

/**
 * Rows are those of the incident table. List columns share the dictionaries of the alert table; they
 * are for filters, and their lists are in no order: ordering all of them would double a start's work.
 */
export class IncidentTotals {
  readonly alertsActive: NumberColumn;
  readonly alertsTotal: NumberColumn;
  readonly firstActivityAt: NumberColumn;
  readonly lastActivityAt: NumberColumn;
  /** The service's last update, or a later alert of which the service has not told it yet. */
  readonly lastUpdateAt: NumberColumn;
  readonly serviceSources: TextListColumn;
  readonly alertSeverities: TextListColumn;
  /** All that some alert has in its list. */
  readonly lists: Readonly<Record<ListName, TextListColumn>>;

  readonly #alerts: Table<AlertShape>['columns'];
  readonly #incidents: Table<IncidentShape>['columns'];
  readonly #assetIndex: AssetIndex;

  constructor(alerts: Table<AlertShape>, incidents: Table<IncidentShape>, assetIndex: AssetIndex) {
    this.#alerts = alerts.columns;
    this.#incidents = incidents.columns;
    this.#assetIndex = assetIndex;
    const { stamp } = incidents;
    this.alertsActive = new NumberColumn(stamp);
    this.alertsTotal = new NumberColumn(stamp);
    this.firstActivityAt = new NumberColumn(stamp);
    this.lastActivityAt = new NumberColumn(stamp);
    this.lastUpdateAt = new NumberColumn(stamp);
    const listColumn = (texts: TextDictionary) => new TextListColumn(texts, stamp);
    this.serviceSources = listColumn(alerts.columns.serviceSource.dictionary);
    this.alertSeverities = listColumn(alerts.columns.severity.dictionary);
    const lists = LISTS.map((name) => [name, listColumn(alerts.columns[name].items)]);
    this.lists = Object.fromEntries(lists) as typeof this.lists;
  }

  /** What the disk keeps. The texts are those of the alert table. */
  parts(): StoredColumns {
    return partsOf(this.#columns());
  }

  /** Its parts as they are now, whatever is written later; to be released. */
  fork(): ForkedColumns {
    const forks = this.#columns().map(([name, column]) => [name, column.fork()] as const);
    return {
      columns: partsOf(forks),
      release() {
        for (const [, fork] of forks) fork.release();
      },
    };
  }

  #columns(): readonly (readonly [name: string, column: NumberColumn | TextListColumn])[] {
    const { alertsActive, alertsTotal, firstActivityAt, lastActivityAt, lastUpdateAt } = this;
    const { serviceSources, alertSeverities, lists } = this;
    const numbers = { alertsActive, alertsTotal, firstActivityAt, lastActivityAt, lastUpdateAt };
    return Object.entries({ ...numbers, serviceSources, alertSeverities, ...lists });
  }

  /** `row` is an existing row or the next one; `alertRows` are all alerts of that incident. */
  update(row: number, alertRows: readonly number[]): void {
    const alerts = this.#alerts;
    const resolved = alerts.status.dictionary.find('resolved');
    let active = 0;
    let firstActivityAt = Number.POSITIVE_INFINITY;
    let lastActivityAt = Number.NEGATIVE_INFINITY;
    let lastUpdateAt = Math.max(
      this.#incidents.statedUpdateAt.value(row) ?? Number.NEGATIVE_INFINITY,
      this.#incidents.createdAt.value(row) ?? Number.NEGATIVE_INFINITY,
    );
    const serviceSources = new Set<number>();
    const severities = new Set<number>();
    for (const alert of alertRows) {
      if (alerts.status.code(alert) !== resolved) active++;
      // Null becomes NaN, with which comparisons are false.
      const firstAt = alerts.firstActivityAt.value(alert) ?? Number.NaN;
      const lastAt = alerts.lastActivityAt.value(alert) ?? Number.NaN;
      const createdAt = alerts.createdAt.value(alert) ?? Number.NaN;
      if (firstAt < firstActivityAt) firstActivityAt = firstAt;
      if (lastAt > lastActivityAt) lastActivityAt = lastAt;
      if (createdAt > lastUpdateAt) lastUpdateAt = createdAt;
      serviceSources.add(alerts.serviceSource.code(alert));
      severities.add(alerts.severity.code(alert));
    }
    this.alertsActive.set(row, active);
    this.alertsTotal.set(row, alertRows.length);
    this.firstActivityAt.set(row, finite(firstActivityAt));
    this.lastActivityAt.set(row, finite(lastActivityAt));
    this.lastUpdateAt.set(row, finite(lastUpdateAt));
    this.serviceSources.setItemCodes(row, Int32Array.from(serviceSources).sort());
    this.alertSeverities.setItemCodes(row, Int32Array.from(severities).sort());
    for (const name of LISTS) {
      this.lists[name].setItemCodes(row, unitedItems(alerts[name], alertRows));
    }
  }

  /** Leaves an incident without totals until the next update. */
  clear(row: number): void {
    this.update(row, []);
    this.alertsTotal.set(row, null);
  }

  isCleared(row: number): boolean {
    return this.alertsTotal.value(row) === null;
  }

  ranked(alertRows: readonly number[]): RankedLists {
    const alerts = this.#alerts;
    const mention = (code: number) => this.#assetIndex.mention(code);
    return {
      serviceSources: frequentTexts(alerts.serviceSource, alertRows),
      detectionSources: frequentTexts(alerts.detectionSource, alertRows),
      categories: frequentItems(alerts.categories, alertRows),
      clouds: frequentItems(alerts.clouds, alertRows),
      accountIds: frequentItems(alerts.accountIds, alertRows),
      assets: inOrder(
        countItems(alerts.assets, alertRows),
        (a, b) =>
          categoryRank(mention(a).category) - categoryRank(mention(b).category) ||
          compareTexts(mention(a).name, mention(b).name) ||
          compareTexts(mention(a).key, mention(b).key),
      ),
    };
  }
}

function partsOf(
  columns: readonly (readonly [name: string, column: NumberColumn | TextListColumn])[],
): StoredColumns {
  const parts = columns.map(([name, column]) => {
    const { layers, lists } = column.parts();
    return [name, lists === undefined ? { layers } : { layers, lists }] as const;
  });
  return new Map(parts);
}

/** Ascending. Most alerts of an incident have few lists among them, which are looked at once each. */
function unitedItems(column: TextListColumn, rows: readonly number[]): Int32Array {
  const lists = new Set<number>();
  for (const row of rows) lists.add(column.cells.at(row) ?? 0);
  const items = new Set<number>();
  for (const list of lists) for (const item of column.lists.list(list)) items.add(item);
  return Int32Array.from(items).sort();
}

type Counts = ReadonlyMap<number, number>;

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function frequentTexts(column: StringColumn, rows: readonly number[]): readonly string[] {
  const { dictionary } = column;
  const counts = new Map<number, number>();
  for (const row of rows) {
    const code = column.code(row);
    if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return frequent(counts, dictionary);
}

function frequentItems(column: TextListColumn, rows: readonly number[]): readonly string[] {
  return frequent(countItems(column, rows), column.items);
}

function countItems(column: TextListColumn, rows: readonly number[]): Counts {
  const counts = new Map<number, number>();
  for (const row of rows) {
    for (const code of column.itemCodes(row)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

function frequent(counts: Counts, dictionary: TextDictionary): readonly string[] {
  const byText = (a: number, b: number) => compareTexts(dictionary.text(a), dictionary.text(b));
  return inOrder(counts, byText).map((code) => dictionary.text(code));
}

function inOrder(counts: Counts, breakTie: (a: number, b: number) => number): readonly number[] {
  return [...counts.keys()].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || breakTie(a, b),
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
