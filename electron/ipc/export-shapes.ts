// The shape of what a window wants exported; the filter in it may name what another version knows.
import type { ExportCalls, QueueExportRequest } from '../../shared/contract/queue-export.ts';
import type { FilterCondition, QueueFilter, TimeRange } from '../../shared/contract/queue.ts';
import { findFilter } from '../../shared/queue/queue-filters.ts';
import type { QueueName } from '../../shared/queue/queue-filters.ts';

type Fields = Readonly<Record<string, unknown>>;

const MOST_COLUMNS = 200;
const MOST_TEXT = 10_000;

export function isExportStart(
  argument: unknown,
): argument is ExportCalls['exports.start']['argument'] {
  return (
    isRecord(argument) &&
    typeof argument['hasByteOrderMark'] === 'boolean' &&
    isRequest(argument['request'])
  );
}

function isRequest(value: unknown): value is QueueExportRequest {
  if (!isRecord(value)) return false;
  const { queue, sort, columns, zone } = value;
  return (
    (queue === 'incidents' || queue === 'alerts') &&
    isRecord(sort) &&
    isText(sort['column']) &&
    typeof sort['descending'] === 'boolean' &&
    Array.isArray(columns) &&
    columns.length <= MOST_COLUMNS &&
    columns.every(isText) &&
    (zone === 'local' || zone === 'utc') &&
    isFilter(value['filter'], queue)
  );
}

function isFilter(value: unknown, queue: QueueName): value is QueueFilter {
  if (!isRecord(value) || !isRange(value['range'])) return false;
  const { text, conditions } = value;
  return (
    (text === undefined || isText(text)) &&
    Array.isArray(conditions) &&
    conditions.every((condition) => isCondition(condition, queue))
  );
}

function isCondition(value: unknown, queue: QueueName): value is FilterCondition {
  if (!isRecord(value) || !isText(value['filter'])) return false;
  const { kind, filter } = value;
  if (kind !== findFilter(queue, filter)?.kind) return false;
  switch (kind) {
    case 'values':
      return Array.isArray(value['values']) && value['values'].every(isText);
    case 'number':
      return [value['from'], value['to']].every((end) => end === undefined || isFinite(end));
    case 'time':
      return isRange(value['range']);
    default:
      return kind === 'flag' && typeof value['value'] === 'boolean';
  }
}

function isRange(value: unknown): value is TimeRange {
  if (!isRecord(value)) return false;
  return value['kind'] === 'days'
    ? isFinite(value['days'])
    : value['kind'] === 'between' && isFinite(value['fromAt']) && isFinite(value['toAt']);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_TEXT;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
