// The queue of alerts over the columns in memory: a row for each alert, which is that of its leading
// sighting with what the others know filled in.
import type { Clock } from '../../../shared/clock.ts';
import type { AlertColumn, AlertRow } from '../../../shared/contract/queue.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { AlertSource } from '../../../shared/model/alert-source.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import { severityRank } from '../../../shared/model/severity.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { AlertFilterId } from '../../../shared/queue/alert-filters.ts';
import { Bits } from '../../../shared/table/bits.ts';
import { any } from '../../../shared/table/condition.ts';
import type { Condition } from '../../../shared/table/condition.ts';
import type { SortKey } from '../../../shared/table/sort-key.ts';
import type { AlertFolds } from './alert-folds.ts';
import { assetFilterColumns, factFilterColumns } from './fact-filters.ts';
import type { FilterColumn } from './filter-column.ts';
import { namedOf } from './incident-queue.ts';
import { Queue } from './queue.ts';
import { alertMatch } from './search-match.ts';
import { assetContains, SearchedColumn } from './searched-column.ts';
import { statusRank } from './status-rank.ts';
import type { SetAside } from './set-aside.ts';
import type { StoreMemory } from './store-memory.ts';

export type AlertQueue = Queue<AlertColumn, AlertRow>;

export function makeAlertQueue(
  memory: StoreMemory,
  setAside: Pick<SetAside, 'visible'>,
  clock: Clock,
): AlertQueue {
  const { columns } = memory.sightings.table;
  const titles = new SearchedColumn(columns.title);
  const ids = new SearchedColumn(columns.alertId);
  const filters = alertFilterColumns(memory);
  return new Queue(
    {
      source: () => ({
        queue: 'alerts',
        rowCount: memory.sightings.rowCount,
        present: setAside.visible(),
        filters,
        time: columns.createdAt,
        search: (needle) =>
          any(
            () => memory.sightings.rowCount,
            [
              titles.contains(needle),
              ofAnyMember(memory.folds, ids.contains(needle)),
              assetContains(columns.assets, memory.assets, needle),
              memory.traces.contains(columns.traces, needle),
            ],
          ),
      }),
      sortKeys: (column, descending) => [
        alertSortKey(memory, column, descending),
        { kind: 'number', column: columns.createdAt, descending: true },
        { kind: 'id', column: columns.key },
      ],
      row: (row) => alertRow(memory, row),
      *warmUp() {
        yield* titles.warmUp();
        yield* memory.assets.warmUp();
        yield* filters.entity.warmUp();
        yield* filters.aiAgent.warmUp();
        yield* ids.warmUp();
        yield* memory.traces.warmUp();
      },
      likelySorts: [
        { column: 'createdAt', descending: true },
        { column: 'title', descending: false },
      ],
      match: (row, needles) => alertMatch(memory, row, needles),
      key: (row) => columns.key.value(row) ?? '',
    },
    clock,
  );
}

function alertFilterColumns({
  sightings,
  assets,
}: StoreMemory): Readonly<Record<AlertFilterId, FilterColumn>> &
  ReturnType<typeof assetFilterColumns> {
  const { columns } = sightings.table;
  return {
    status: columns.status,
    severity: columns.severity,
    cloud: columns.clouds,
    account: columns.accountIds,
    assignedTo: columns.assignedTo,
    classification: columns.classification,
    determination: columns.determination,
    source: columns.sourcePaths,
    category: columns.categories,
    tag: columns.tags,
    ...assetFilterColumns(columns.assets, assets),
    ...factFilterColumns(columns),
    tenant: columns.tenantId,
    created: columns.createdAt,
    lastUpdate: columns.lastUpdateAt,
    firstActivity: columns.firstActivityAt,
    lastActivity: columns.lastActivityAt,
  };
}

/** An alert is found by its id in any source. */
function ofAnyMember(folds: AlertFolds, { rows, holds }: Condition): Condition {
  return {
    rows() {
      const found = rows();
      if (folds.folded === 0) return found;
      const leading = new Bits(found.length);
      found.forEach((row) => leading.add(folds.leadingRow(row)));
      return leading;
    },
    holds: (row) => folds.leadingRow(row) === row && folds.members(row).some(holds),
  };
}

/** `row` leads its alert. */
export function alertRow(memory: StoreMemory, row: number): AlertRow {
  const { sightings, folds, incidents } = memory;
  const { columns } = sightings.table;
  const incidentKey = memory.groupings.incidentKey(row);
  const incident = incidentKey === null ? undefined : incidents.row(incidentKey);
  return {
    key: columns.key.value(row) as AlertKey,
    tenantId: tenantId(columns.tenantId.value(row) ?? ''),
    alertId: columns.alertId.value(row) ?? '',
    title: columns.title.value(row) ?? '',
    severity: columns.severity.value(row) ?? '',
    status: columns.status.value(row) ?? '',
    category: columns.category.value(row),
    assignedTo: columns.assignedTo.value(row),
    classification: columns.classification.value(row),
    determination: columns.determination.value(row),
    createdAt: columns.createdAt.value(row),
    lastUpdateAt: columns.lastUpdateAt.value(row),
    firstActivityAt: columns.firstActivityAt.value(row),
    lastActivityAt: columns.lastActivityAt.value(row),
    ...namedOf([...columns.assets.itemCodes(row)], memory),
    clouds: columns.clouds.value(row) as readonly Cloud[],
    accountIds: columns.accountIds.value(row),
    unsent: memory.written.unsent('alert', row),
    incidentKey,
    incidentName: incident === undefined ? null : incidents.table.columns.name.value(incident),
    serviceSource: columns.serviceSource.value(row) ?? '',
    detectionSource: columns.detectionSource.value(row),
    techniques: columns.techniques.value(row),
    sources: distinctSources(folds.members(row).map((member) => sourceOf(memory, member))),
  };
}

export function sourceOf({ sightings }: StoreMemory, row: number): AlertSource {
  const { sourceId, sourceKind } = sightings.table.columns;
  return {
    sourceId: sourceId.value(row) ?? '',
    sourceKind: sourceKind.value(row) as AlertSource['sourceKind'],
  };
}

/** Sentinel can hold an alert twice. */
function distinctSources(sources: readonly AlertSource[]): readonly AlertSource[] {
  return sources.filter(
    ({ sourceId }, index) => sources.findIndex((one) => one.sourceId === sourceId) === index,
  );
}

function alertSortKey(memory: StoreMemory, column: AlertColumn, descending: boolean): SortKey {
  const { columns } = memory.sightings.table;
  switch (column) {
    case 'severity':
      return { kind: 'text', column: columns.severity, descending, rank: severityRank };
    case 'status':
      return { kind: 'text', column: columns.status, descending, rank: statusRank };
    case 'title':
    case 'alertId':
    case 'category':
    case 'assignedTo':
    case 'serviceSource':
    case 'classification':
      return { kind: 'text', column: columns[column], descending };
    case 'createdAt':
    case 'firstActivityAt':
    case 'lastActivityAt':
    case 'lastUpdateAt':
      return { kind: 'number', column: columns[column], descending };
    default:
      return column satisfies never;
  }
}
