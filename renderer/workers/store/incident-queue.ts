// The queue of incidents over the columns in memory.
import type { Clock } from '../../../shared/clock.ts';
import type { AssetMention, IncidentColumn, IncidentRow } from '../../../shared/contract/queue.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { highestSeverity, severityRank } from '../../../shared/model/severity.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { IncidentFilterId } from '../../../shared/queue/incident-filters.ts';
import { any, anyTextPasses } from '../../../shared/table/condition.ts';
import { foldCase } from '../../../shared/table/text-match.ts';
import type { SortKey } from '../../../shared/table/sort-key.ts';
import { assetFilterColumns, factFilterColumns } from './fact-filters.ts';
import type { FilterColumn } from './filter-column.ts';
import { Queue } from './queue.ts';
import { incidentMatch } from './search-match.ts';
import { assetContains, SearchedColumn } from './searched-column.ts';
import { statusRank } from './status-rank.ts';
import type { StoreMemory } from './store-memory.ts';

/** Assets that a row names; `assetCount` says how many there are. */
const NAMED_ASSETS = 20;

export type IncidentQueue = Queue<IncidentColumn, IncidentRow>;

export function makeIncidentQueue(memory: StoreMemory, clock: Clock): IncidentQueue {
  const { totals, assets, traces } = memory;
  const { columns } = memory.incidents.table;
  const names = new SearchedColumn(columns.name);
  const ids = new SearchedColumn(columns.incidentId);
  const filters = incidentFilterColumns(memory);
  return new Queue(
    {
      source: () => ({
        queue: 'incidents',
        rowCount: memory.incidents.rowCount,
        present: memory.shownIncidents(),
        filters,
        time: totals.lastUpdateAt,
        search: (needle) =>
          any(
            () => memory.incidents.rowCount,
            [
              names.contains(needle),
              ids.contains(needle),
              anyTextPasses(memory.names.others, (name) => foldCase(name).includes(needle)),
              assetContains(totals.lists.assets, assets, needle),
              traces.contains(totals.lists.traces, needle),
            ],
          ),
      }),
      sortKeys: (column, descending) => [
        incidentSortKey(memory, column, descending),
        { kind: 'number', column: totals.lastUpdateAt, descending: true },
        { kind: 'id', column: columns.key },
      ],
      row: (row) => incidentRow(memory, row),
      *warmUp() {
        yield* names.warmUp();
        yield* ids.warmUp();
        yield* assets.warmUp();
        yield* filters.entity.warmUp();
        yield* filters.aiAgent.warmUp();
        yield* traces.warmUp();
      },
      likelySorts: [
        { column: 'lastUpdateAt', descending: true },
        { column: 'name', descending: false },
      ],
      match: (row, needles) => incidentMatch(memory, row, needles),
      key: (row) => columns.key.value(row) ?? '',
    },
    clock,
  );
}

function incidentFilterColumns({
  incidents,
  totals,
  assets,
  priority,
  seen,
}: StoreMemory): Readonly<Record<IncidentFilterId, FilterColumn>> &
  ReturnType<typeof assetFilterColumns> {
  const { columns } = incidents.table;
  const { lists } = totals;
  return {
    status: columns.status,
    severity: columns.severity,
    cloud: lists.clouds,
    account: lists.accountIds,
    assignedTo: columns.assignedTo,
    classification: columns.classification,
    determination: columns.determination,
    source: lists.sourcePaths,
    category: lists.categories,
    tenant: columns.tenantId,
    alertSeverity: totals.alertSeverities,
    tag: columns.tags,
    ...assetFilterColumns(lists.assets, assets),
    ...factFilterColumns(lists),
    lastUpdatedBy: columns.lastUpdatedBy,
    severalCategories: { kind: 'several', column: lists.categories },
    severalSources: { kind: 'several', column: totals.serviceSources },
    unread: seen.state,
    priority: priority.score,
    created: columns.createdAt,
    lastUpdate: totals.lastUpdateAt,
    firstActivity: totals.firstActivityAt,
    lastActivity: totals.lastActivityAt,
  };
}

export function incidentRow(memory: StoreMemory, row: number): IncidentRow {
  const { totals } = memory;
  const { columns } = memory.incidents.table;
  const key = columns.key.value(row) as IncidentKey;
  const ranked = totals.ranked(memory.alertRows(key));
  return {
    key,
    tenantId: tenantId(columns.tenantId.value(row) ?? ''),
    incidentId: columns.incidentId.value(row) ?? '',
    name: memory.names.shown(row),
    isNameMade: (columns.name.value(row) ?? '').trim() === '',
    formerNames: memory.names.former(row),
    severity: columns.severity.value(row) ?? '',
    alertSeverity: highestSeverity(totals.alertSeverities.value(row)),
    status: columns.status.value(row) ?? '',
    assignedTo: columns.assignedTo.value(row),
    classification: columns.classification.value(row),
    determination: columns.determination.value(row),
    createdAt: columns.createdAt.value(row),
    lastUpdateAt: totals.lastUpdateAt.value(row),
    firstActivityAt: totals.firstActivityAt.value(row),
    lastActivityAt: totals.lastActivityAt.value(row),
    ...namedOf(ranked.assets, memory),
    clouds: ranked.clouds as readonly Cloud[],
    accountIds: ranked.accountIds,
    unsent: memory.written.unsent('incident', row),
    alertsActive: totals.alertsActive.value(row) ?? 0,
    alertsTotal: totals.alertsTotal.value(row) ?? 0,
    serviceSources: ranked.serviceSources,
    detectionSources: ranked.detectionSources,
    categories: ranked.categories,
    tags: columns.tags.value(row),
    unread: memory.seen.unread(row),
    priorityScore: memory.priority.score.value(row),
    servicePriorityScore: columns.priorityScore.value(row),
    redirectIncidentId: columns.redirectIncidentId.value(row),
  };
}

function incidentSortKey(
  { incidents, totals, priority }: StoreMemory,
  column: IncidentColumn,
  descending: boolean,
): SortKey {
  const { columns } = incidents.table;
  switch (column) {
    case 'severity':
      return { kind: 'text', column: columns.severity, descending, rank: severityRank };
    case 'status':
      return { kind: 'text', column: columns.status, descending, rank: statusRank };
    case 'name':
    case 'incidentId':
    case 'assignedTo':
    case 'classification':
      return { kind: 'text', column: columns[column], descending };
    case 'priorityScore':
      return { kind: 'number', column: priority.score, descending };
    case 'createdAt':
      return { kind: 'number', column: columns[column], descending };
    case 'alertsActive':
    case 'firstActivityAt':
    case 'lastActivityAt':
    case 'lastUpdateAt':
      return { kind: 'number', column: totals[column], descending };
    default:
      return column satisfies never;
  }
}

/** The first of a row's assets by their codes, and the number of all. */
export function namedOf(
  codes: readonly number[],
  { assets, criticality }: Pick<StoreMemory, 'assets' | 'criticality'>,
): { readonly assets: readonly AssetMention[]; readonly assetCount: number } {
  return {
    assets: codes.slice(0, NAMED_ASSETS).map((code) => {
      const level = criticality.of(code);
      const mention = assets.mention(code);
      return level === null ? mention : { ...mention, criticality: level };
    }),
    assetCount: codes.length,
  };
}
