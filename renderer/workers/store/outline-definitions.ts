// What the outlines of both queues are made of: the columns that rows are grouped by, and what stands
// beneath an open incident.
import { ALERTS_WITHIN } from '../../../shared/contract/queue-outline.ts';
import type { OutlineRow } from '../../../shared/contract/queue-outline.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { alertRow } from './alert-queue.ts';
import type { AlertQueue } from './alert-queue.ts';
import type { FilterColumn } from './filter-column.ts';
import type { IncidentQueue } from './incident-queue.ts';
import type { GroupSource } from './queue-groups.ts';
import type { OutlineDefinition } from './queue-outline.ts';
import type { QueueSource } from './queue-selection.ts';
import type { StoreMemory } from './store-memory.ts';

export function incidentOutline(memory: StoreMemory, queue: IncidentQueue): OutlineDefinition {
  const { incidents, totals, priority } = memory;
  const { columns } = incidents.table;
  const { filters } = queue.definition.source();
  const keyOf = (row: number) => columns.key.value(row) as IncidentKey;
  return {
    groups: {
      ...sharedGroups(filters),
      name: values(columns.name),
      serviceSources: values(totals.serviceSources),
      tags: values(columns.tags),
      priorityScore: { kind: 'numbers', column: priority.score },
      alertsActive: { kind: 'numbers', column: totals.alertsActive },
    },
    nameOf: () => null,
    rowOf: (key) => incidents.row(key),
    countWithin(row) {
      const { length } = memory.alertRows(keyOf(row));
      return length > ALERTS_WITHIN ? ALERTS_WITHIN + 1 : length;
    },
    within(row, from, to) {
      const incidentKey = keyOf(row);
      const alertRows = inTimeOrder(memory, memory.alertRows(incidentKey));
      const shown = alertRows.slice(from, Math.min(to, ALERTS_WITHIN)).map((at): OutlineRow => {
        const alert = alertRow(memory, at);
        return { kind: 'alertWithin', key: `within ${alert.key}`, incidentKey, alert };
      });
      if (to <= ALERTS_WITHIN) return shown;
      const total = alertRows.length;
      return [...shown, { kind: 'allAlerts', key: `all ${incidentKey}`, incidentKey, total }];
    },
  };
}

export function alertOutline(memory: StoreMemory, queue: AlertQueue): OutlineDefinition {
  const { columns } = memory.sightings.table;
  const { filters } = queue.definition.source();
  return {
    groups: {
      ...sharedGroups(filters),
      title: values(columns.title),
      incident: { kind: 'found', valueOf: (row) => memory.groupings.incidentKey(row) ?? '' },
      serviceSource: values(columns.serviceSource),
      detectionSource: values(columns.detectionSource),
    },
    nameOf(column, value) {
      const row = column === 'incident' ? memory.incidents.row(value) : undefined;
      return row === undefined ? null : memory.incidents.table.columns.name.value(row);
    },
    rowOf: () => undefined,
    countWithin: () => 0,
    within: () => [],
  };
}

/** Those of which both queues have a filter. */
function sharedGroups(filters: QueueSource['filters']): Readonly<Record<string, GroupSource>> {
  const filterByGroup = {
    severity: 'severity',
    status: 'status',
    assignedTo: 'assignedTo',
    assets: 'entity',
    category: 'category',
    cloud: 'cloud',
    account: 'account',
    classification: 'classification',
    determination: 'determination',
    tenant: 'tenant',
    createdAt: 'created',
    lastUpdateAt: 'lastUpdate',
    firstActivityAt: 'firstActivity',
    lastActivityAt: 'lastActivity',
  } as const;
  const sources = Object.entries(filterByGroup).flatMap(([group, filter]) => {
    const column: FilterColumn | undefined = filters[filter];
    return column === undefined ? [] : [[group, values(column)] as const];
  });
  return Object.fromEntries(sources);
}

/** A number among the filters is a time. */
function values(column: FilterColumn): GroupSource {
  return column.kind === 'number' ? { kind: 'days', column } : { kind: 'values', column };
}

/** As an incident's story has them: by first activity, then by id. */
function inTimeOrder(memory: StoreMemory, rows: readonly number[]): readonly number[] {
  const { firstActivityAt, alertId } = memory.sightings.table.columns;
  const timeOf = (row: number) => firstActivityAt.value(row) ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((a, b) => {
    const [first, second] = [timeOf(a), timeOf(b)];
    if (first !== second) return first < second ? -1 : 1;
    return (alertId.value(a) ?? '') < (alertId.value(b) ?? '') ? -1 : 1;
  });
}
