// What a view of a queue asks for, as the text of a Kusto query: one table per queue, a column per filter.
import type { QueueGrouping } from '../contract/queue-outline.ts';
import type { FilterCondition, QueueView, TimeRange } from '../contract/queue.ts';
import { filterOfColumn } from './column-filters.ts';
import { findGroupColumn } from './group-columns.ts';
import type { FilterId, QueueName } from './queue-filters.ts';

interface QueueTable {
  readonly name: string;
  /** What the time range of the view is about. */
  readonly time: string;
  /** Columns that the search looks through. */
  readonly texts: readonly string[];
}

const TABLES: Readonly<Record<QueueName, QueueTable>> = {
  incidents: {
    name: 'IncidentInfo',
    time: 'LastUpdateTime',
    texts: ['IncidentName', 'IncidentId', 'Entities'],
  },
  alerts: {
    name: 'AlertInfo',
    time: 'Timestamp',
    texts: ['Title', 'AlertId', 'Entities'],
  },
};

/** A `dynamic` column holds the list of what is named; the names of AlertInfo and AlertEvidence where they have one. */
const COLUMNS: Readonly<Record<FilterId, { readonly column: string; readonly isList: boolean }>> = {
  status: text('Status'),
  severity: text('Severity'),
  alertSeverity: list('AlertSeverities'),
  cloud: list('CloudPlatforms'),
  account: list('SubscriptionIds'),
  assignedTo: text('AssignedTo'),
  classification: text('Classification'),
  determination: text('Determination'),
  source: list('Sources'),
  category: list('Categories'),
  tenant: text('TenantId'),
  tag: list('Tags'),
  entity: list('EntityNames'),
  aiAgent: list('AIAgents'),
  product: list('ProductNames'),
  alertType: list('DetectorIds'),
  policy: list('AlertPolicyIds'),
  investigationState: list('InvestigationStates'),
  threat: list('ThreatNames'),
  actor: list('Actors'),
  deviceGroup: list('DeviceGroups'),
  osPlatform: list('OSPlatforms'),
  workspace: list('WorkspaceIds'),
  lastUpdatedBy: text('LastUpdatedBy'),
  unread: text('ReadState'),
  severalCategories: list('Categories'),
  severalSources: list('ServiceSources'),
  priority: text('PriorityScore'),
  created: text('CreatedTime'),
  lastUpdate: text('LastUpdateTime'),
  firstActivity: text('FirstActivityTime'),
  lastActivity: text('LastActivityTime'),
};

/**
 * Filter and order, or with a grouping the groups and how many rows they have; the window is that of
 * the screen and no part of the question.
 */
export function viewQuery(
  queue: QueueName,
  { filter, sort }: Pick<QueueView<string>, 'filter' | 'sort'>,
  grouping: QueueGrouping | null = null,
): string {
  const table = TABLES[queue];
  const steps = [
    `where ${inRange(table.time, filter.range)}`,
    ...filter.conditions.map((condition) => `where ${conditionText(condition)}`),
  ];
  if (filter.text !== undefined) {
    const needle = literal(filter.text);
    const found = table.texts.map((column) => `tostring(${column}) contains ${needle}`);
    steps.push(`where ${found.join(' or ')}`);
  }
  if (grouping === null) {
    steps.push(`sort by ${columnName(sort.column)} ${sort.descending ? 'desc' : 'asc'}`);
  } else {
    steps.push(...groupSteps(queue, grouping));
  }
  return [table.name, ...steps.map((step) => `| ${step}`)].join('\n');
}

function groupSteps(queue: QueueName, { column, order }: QueueGrouping): readonly string[] {
  const kind = findGroupColumn(queue, column)?.kind ?? 'values';
  const filter = filterOfColumn(queue, column);
  const known = filter === null || ownGroupColumns.has(column) ? null : COLUMNS[filter];
  const name = known?.column ?? columnName(column);
  const isList = known?.isList ?? column === 'serviceSources';
  const by = kind === 'days' ? `Day = startofday(${name})` : name;
  const byValue = kind === 'days' ? 'Day desc' : `${name} ${kind === 'numbers' ? 'desc' : 'asc'}`;
  return [
    ...(isList ? [`mv-expand ${name} to typeof(string)`] : []),
    `summarize Rows = count() by ${by}`,
    `sort by ${order === 'count' ? 'Rows desc' : byValue}`,
  ];
}

/** Groups of these are finer than the filter about them. */
const ownGroupColumns = new Set(['serviceSource', 'serviceSources', 'detectionSource']);

/** `createdAt` is CreatedTime. */
function columnName(column: string): string {
  return `${column.charAt(0).toUpperCase()}${column.slice(1)}`.replace(/At$/, 'Time');
}

function text(column: string) {
  return { column, isList: false };
}

function list(column: string) {
  return { column, isList: true };
}

function conditionText(condition: FilterCondition): string {
  const { column, isList } = COLUMNS[condition.filter];
  switch (condition.kind) {
    case 'values':
      return isList ? listHas(column, condition.values) : textIsIn(column, condition.values);
    case 'number': {
      const { from, to } = condition;
      const ends = [
        ...(from === undefined ? [] : [`${column} >= ${from}`]),
        ...(to === undefined ? [] : [`${column} <= ${to}`]),
      ];
      return ends.length === 0 ? 'true' : ends.join(' and ');
    }
    case 'time':
      return inRange(column, condition.range);
    case 'flag':
      return `array_length(${column}) ${condition.value ? '>' : '<='} 1`;
    default:
      return condition satisfies never;
  }
}

function textIsIn(column: string, values: readonly string[]): string {
  return either(
    values,
    (stated) => `${column} in (${stated.map(literal).join(', ')})`,
    `isempty(${column})`,
  );
}

function listHas(column: string, values: readonly string[]): string {
  return either(
    values,
    (stated) =>
      `array_length(set_intersect(${column}, dynamic([${stated.map(literal).join(', ')}]))) > 0`,
    `array_length(${column}) == 0`,
  );
}

/** The empty value stands for "none". */
function either(
  values: readonly string[],
  statedText: (stated: readonly string[]) => string,
  noneText: string,
): string {
  const stated = values.filter((value) => value !== '');
  const parts = [
    ...(stated.length > 0 ? [statedText(stated)] : []),
    ...(stated.length < values.length ? [noneText] : []),
  ];
  return parts.length === 0 ? 'false' : parts.join(' or ');
}

/** As the queue does it, a range that ends now lets through what has no time. */
function inRange(column: string, range: TimeRange): string {
  if (range.kind === 'days') return `${column} >= ago(${range.days}d) or isnull(${column})`;
  const [from, to] = [range.fromAt, range.toAt].map((at) => new Date(at).toISOString());
  return `${column} >= datetime(${from}) and ${column} < datetime(${to})`;
}

/** A Kusto text: its escapes are JSON's, and line separators would end a line. */
function literal(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
