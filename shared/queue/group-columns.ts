// By what the rows of a queue can be grouped, and how the groups are named. Ids are those of the grid's
// columns, else of filters; an id never changes its meaning, since links hold it.
import { labelOf } from '../model/labels.ts';
import { serviceName } from '../model/short-names.ts';
import { filterOfColumn } from './column-filters.ts';
import { findFilter } from './queue-filters.ts';
import type { QueueName } from './queue-filters.ts';

export type GroupOrder = 'count' | 'value';

export interface GroupColumn {
  readonly label: string;
  /**
   * `values` of a text or a list: a row is in the group of each value that it has. `days` are named by
   * their date: `2026-11-24`. `numbers` are whole ones.
   */
  readonly kind: 'values' | 'days' | 'numbers';
  /** How its groups are ordered until a person says otherwise. */
  readonly order: GroupOrder;
  /** "" is what has no value. */
  nameOf(value: string): string;
}

const incidentGroups: Readonly<Record<string, GroupColumn>> = {
  severity: values('incidents', 'severity', 'Severity', 'value'),
  status: values('incidents', 'status', 'Status', 'value'),
  assignedTo: values('incidents', 'assignedTo', 'Owner'),
  name: named('Incident', (value) => value),
  assets: values('incidents', 'assets', 'Asset'),
  serviceSources: named('Source', serviceName),
  tags: values('incidents', 'tags', 'Tag'),
  priorityScore: numbers('Priority'),
  alertsActive: numbers('Active alerts'),
  createdAt: days('Created'),
  lastUpdateAt: days('Updated'),
  lastActivityAt: days('Last activity'),
  firstActivityAt: days('First activity'),
  category: values('incidents', 'category', 'Category'),
  cloud: values('incidents', 'cloud', 'Cloud'),
  account: values('incidents', 'account', 'Account'),
  classification: values('incidents', 'classification', 'Classification'),
  determination: values('incidents', 'determination', 'Determination'),
  tenant: values('incidents', 'tenant', 'Tenant'),
};

const alertGroups: Readonly<Record<string, GroupColumn>> = {
  severity: values('alerts', 'severity', 'Severity', 'value'),
  title: named('Alert', (value) => value),
  status: values('alerts', 'status', 'Status', 'value'),
  category: values('alerts', 'category', 'Category'),
  assets: values('alerts', 'assets', 'Asset'),
  incident: named('Incident', (value) => value.slice(value.indexOf('/') + 1)),
  createdAt: days('Created'),
  lastUpdateAt: days('Updated'),
  lastActivityAt: days('Last activity'),
  firstActivityAt: days('First activity'),
  serviceSource: named('Source', serviceName),
  detectionSource: named('Detected by', (value) => labelOf('detectionSource', value)),
  assignedTo: values('alerts', 'assignedTo', 'Owner'),
  cloud: values('alerts', 'cloud', 'Cloud'),
  account: values('alerts', 'account', 'Account'),
  classification: values('alerts', 'classification', 'Classification'),
  determination: values('alerts', 'determination', 'Determination'),
  tenant: values('alerts', 'tenant', 'Tenant'),
};

const tables: Readonly<Record<QueueName, Readonly<Record<string, GroupColumn>>>> = {
  incidents: incidentGroups,
  alerts: alertGroups,
};

/** null where the queue cannot be grouped by it: it is another queue's, or another version's. */
export function findGroupColumn(queue: QueueName, id: string): GroupColumn | null {
  const table = tables[queue];
  return Object.hasOwn(table, id) ? (table[id] ?? null) : null;
}

/** In the order in which they are offered. */
export function groupColumnIds(queue: QueueName): readonly string[] {
  return Object.keys(tables[queue]);
}

/** Named as the filter about it names its values. */
function values(
  queue: QueueName,
  id: string,
  label: string,
  order: GroupOrder = 'count',
): GroupColumn {
  const filter = filterOfColumn(queue, id);
  const definition = filter === null ? null : findFilter(queue, filter);
  const nameOf = (value: string): string =>
    definition?.kind === 'values' ? definition.nameOf(value) : value;
  return { label, kind: 'values', order, nameOf };
}

function named(label: string, nameOf: (value: string) => string): GroupColumn {
  const orNone = (value: string): string => (value === '' ? 'None' : nameOf(value));
  return { label, kind: 'values', order: 'count', nameOf: orNone };
}

function days(label: string): GroupColumn {
  return { label, kind: 'days', order: 'value', nameOf: (value) => value || 'Not stated' };
}

function numbers(label: string): GroupColumn {
  return { label, kind: 'numbers', order: 'value', nameOf: (value) => value || 'Not stated' };
}
