// What an incident's alerts say of it, kept up to date incident by incident. Derived only: a start
// computes it anew, and the answer does not depend on the order in which alerts came.
import { NumberColumn } from '../../../shared/table/number-column.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { TextDictionary } from '../../../shared/table/text-dictionary.ts';
import { TextListColumn } from '../../../shared/table/text-list-column.ts';
import type { AlertShape } from './alert-columns.ts';
import { categoryRank } from './asset-mention.ts';
import type { AssetIndex } from './asset-mention.ts';
import type { IncidentShape } from './incident-columns.ts';

/** Rows are those of the incident table. List columns share the dictionaries of the alert table. */
export class IncidentTotals {
  readonly alertsActive = new NumberColumn();
  readonly alertsTotal = new NumberColumn();
  readonly firstActivityAt = new NumberColumn();
  readonly lastActivityAt = new NumberColumn();
  /** The service's last update, or a later alert of which the service has not told it yet. */
  readonly lastUpdateAt = new NumberColumn();
  /** The most frequent first, as all lists here. */
  readonly serviceSources: TextListColumn;
  readonly detectionSources: TextListColumn;
  readonly categories: TextListColumn;
  readonly clouds: TextListColumn;
  readonly accountIds: TextListColumn;
  /** The asset that most alerts name first, then by category and name. */
  readonly assets: TextListColumn;

  readonly #alerts: Table<AlertShape>['columns'];
  readonly #incidents: Table<IncidentShape>['columns'];
  readonly #assetIndex: AssetIndex;

  constructor(alerts: Table<AlertShape>, incidents: Table<IncidentShape>, assetIndex: AssetIndex) {
    this.#alerts = alerts.columns;
    this.#incidents = incidents.columns;
    this.#assetIndex = assetIndex;
    this.serviceSources = new TextListColumn(alerts.columns.serviceSource.dictionary);
    this.detectionSources = new TextListColumn(alerts.columns.detectionSource.dictionary);
    this.categories = new TextListColumn(alerts.columns.categories.items);
    this.clouds = new TextListColumn(alerts.columns.clouds.items);
    this.accountIds = new TextListColumn(alerts.columns.accountIds.items);
    this.assets = new TextListColumn(alerts.columns.assets.items);
  }

  /** `row` is an existing row or the next one; `alertRows` are all alerts of that incident. */
  update(row: number, alertRows: readonly number[]): void {
    const alerts = this.#alerts;
    const numbersOf = (column: NumberColumn) => alertRows.map((alert) => column.value(alert));
    const isActive = (alert: number) => alerts.status.value(alert) !== 'resolved';

    this.alertsActive.set(row, alertRows.filter(isActive).length);
    this.alertsTotal.set(row, alertRows.length);
    this.firstActivityAt.set(row, extreme(numbersOf(alerts.firstActivityAt), Math.min));
    this.lastActivityAt.set(row, extreme(numbersOf(alerts.lastActivityAt), Math.max));
    const statedAt = [this.#incidents.statedUpdateAt, this.#incidents.createdAt].map((column) =>
      column.value(row),
    );
    this.lastUpdateAt.set(row, extreme([...statedAt, ...numbersOf(alerts.createdAt)], Math.max));

    this.serviceSources.setItemCodes(row, frequentTexts(alerts.serviceSource, alertRows));
    this.detectionSources.setItemCodes(row, frequentTexts(alerts.detectionSource, alertRows));
    for (const name of ['categories', 'clouds', 'accountIds'] as const) {
      this[name].setItemCodes(row, frequentItems(alerts[name], alertRows));
    }
    this.assets.setItemCodes(row, this.#assetsOf(alertRows));
  }

  #assetsOf(alertRows: readonly number[]): Int32Array {
    const mention = (code: number) => this.#assetIndex.mention(code);
    return inOrder(
      countItems(this.#alerts.assets, alertRows),
      (a, b) =>
        categoryRank(mention(a).category) - categoryRank(mention(b).category) ||
        compareTexts(mention(a).name, mention(b).name) ||
        compareTexts(mention(a).key, mention(b).key),
    );
  }
}

type Counts = ReadonlyMap<number, number>;

function extreme(
  values: readonly (number | null)[],
  choose: (a: number, b: number) => number,
): number | null {
  let found: number | null = null;
  for (const value of values) {
    if (value !== null) found = found === null ? value : choose(found, value);
  }
  return found;
}

function frequentTexts({ codes, dictionary }: StringColumn, rows: readonly number[]): Int32Array {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const code = codes[row] ?? -1;
    if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return inOrder(counts, byText(dictionary));
}

function frequentItems(column: TextListColumn, rows: readonly number[]): Int32Array {
  return inOrder(countItems(column, rows), byText(column.items));
}

function countItems(column: TextListColumn, rows: readonly number[]): Counts {
  const counts = new Map<number, number>();
  for (const row of rows) {
    for (const code of column.itemCodes(row)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

function byText(dictionary: TextDictionary): (a: number, b: number) => number {
  return (a, b) => compareTexts(dictionary.text(a), dictionary.text(b));
}

function inOrder(counts: Counts, breakTie: (a: number, b: number) => number): Int32Array {
  return Int32Array.from(
    [...counts.keys()].sort(
      (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || breakTie(a, b),
    ),
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
