// The columns of both queues as they are written to a file: a visible column is one, or two where it
// shows two figures. Ids and titles are those of the grids.
import type { AlertRow, IncidentRow } from '../contract/queue.ts';
import type { CsvCell } from '../csv-text.ts';
import { labelOf } from '../model/labels.ts';
import { categoryName, serviceName } from '../model/short-names.ts';

export type CsvZone = 'local' | 'utc';

export interface CsvColumn<Row> {
  readonly titles: readonly string[];
  /** As many as there are titles. */
  cells(row: Row, zone: CsvZone): readonly CsvCell[];
  /** Its title says in which zone it is. */
  readonly isTime?: boolean;
}

export type CsvColumns<Row> = Readonly<Record<string, CsvColumn<Row>>>;

type SharedRow = AlertRow | IncidentRow;

const shared = {
  severity: column('Severity', ({ severity }) => labelOf('alertSeverity', severity)),
  assets: column('Assets', ({ assets, assetCount }) => {
    const names = assets.map(({ name }) => name);
    const more = assetCount - names.length;
    return list(more > 0 ? [...names, `+${more} more`] : names);
  }),
  assignedTo: column('Owner', ({ assignedTo }) => assignedTo),
  createdAt: time('Created', ({ createdAt }) => createdAt),
  lastUpdateAt: time('Updated', ({ lastUpdateAt }) => lastUpdateAt),
  firstActivityAt: time('First activity', ({ firstActivityAt }) => firstActivityAt),
  lastActivityAt: time('Last activity', ({ lastActivityAt }) => lastActivityAt),
} satisfies CsvColumns<SharedRow>;

export const incidentCsvColumns: CsvColumns<IncidentRow> = {
  ...shared,
  name: column('Incident', ({ name }) => name),
  incidentId: column('ID', ({ incidentId }) => incidentId),
  priorityScore: column('Priority', ({ priorityScore }) => priorityScore),
  // One cell "3/12" would be read as a date.
  alertsActive: {
    titles: ['Active alerts', 'Alerts'],
    cells: ({ alertsActive, alertsTotal }) => [alertsActive, alertsTotal],
  },
  serviceSources: column('Sources', ({ serviceSources }) => list(serviceSources.map(serviceName))),
  status: column('Status', ({ status }) => labelOf('incidentStatus', status)),
  tags: column('Tags', ({ tags }) => list(tags)),
};

export const alertCsvColumns: CsvColumns<AlertRow> = {
  ...shared,
  title: column('Alert', ({ title }) => title),
  status: column('Status', ({ status }) => labelOf('alertStatus', status)),
  category: column('Category', ({ category }) => category && categoryName(category)),
  incident: column('Incident', ({ incidentKey, incidentName }) => incidentName ?? incidentKey),
  serviceSource: column('Source', ({ serviceSource }) => serviceName(serviceSource)),
  detectionSource: column(
    'Detected by',
    ({ detectionSource }) => detectionSource && labelOf('detectionSource', detectionSource),
  ),
};

/** Of these ids, in their order. */
export function chosenColumns<Row>(
  columns: CsvColumns<Row>,
  ids: readonly string[],
): readonly CsvColumn<Row>[] {
  return ids.flatMap((id) => (Object.hasOwn(columns, id) ? (columns[id] ?? []) : []));
}

/** Times say their zone: `Created (UTC)`. */
export function csvHeader<Row>(
  columns: readonly CsvColumn<Row>[],
  zone: CsvZone,
): readonly string[] {
  const ofZone = zone === 'utc' ? 'UTC' : 'local time';
  return columns.flatMap(({ titles, isTime = false }) =>
    isTime ? titles.map((title) => `${title} (${ofZone})`) : titles,
  );
}

export function csvCells<Row>(
  columns: readonly CsvColumn<Row>[],
  row: Row,
  zone: CsvZone,
): readonly CsvCell[] {
  return columns.flatMap((one) => one.cells(row, zone));
}

/** ISO 8601 with its zone: `2026-11-24T23:10:55Z`, `2026-11-25T00:10:55+01:00`. */
export function isoTime(at: number, zone: CsvZone): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  if (zone === 'utc') return date.toISOString().replace('.000Z', 'Z');
  const minutes = -date.getTimezoneOffset();
  const wall = new Date(at + minutes * 60_000).toISOString().replace(/(\.000)?Z$/, '');
  const two = (value: number): string => String(value).padStart(2, '0');
  const distance = Math.abs(minutes);
  const sign = minutes < 0 ? '-' : '+';
  return `${wall}${sign}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

function column<Row extends SharedRow>(title: string, cell: (row: Row) => CsvCell): CsvColumn<Row> {
  return { titles: [title], cells: (row) => [cell(row)] };
}

function time(title: string, at: (row: SharedRow) => number | null): CsvColumn<SharedRow> {
  return {
    titles: [title],
    isTime: true,
    cells: (row, zone) => {
      const value = at(row);
      return [value === null ? null : isoTime(value, zone)];
    },
  };
}

function list(texts: readonly string[]): string {
  return texts.join('; ');
}
