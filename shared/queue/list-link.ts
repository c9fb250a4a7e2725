// A view of a queue as a text that can be kept, sent and opened: `clearpane://incidents?v=1&range=7d&…`.
// Links come from anywhere: what cannot be read is named, never guessed at and never passed over.
import type { QueueGrouping } from '../contract/queue-outline.ts';
import type { FilterCondition, QueueFilter, TimeRange } from '../contract/queue.ts';
import type { FilterDefinition } from './filter-definition.ts';
import { findGroupColumn } from './group-columns.ts';
import { findFilter } from './queue-filters.ts';
import type { FilterId, QueueName } from './queue-filters.ts';

export const LINK_SCHEME = 'clearpane';

/** Raised when an older app would read a link otherwise than it was meant. */
const LINK_VERSION = 1;

/** A system hands longer addresses on cut, or not at all. */
const MOST_CHARACTERS = 8_192;

export interface ListLink {
  readonly queue: QueueName;
  readonly filter: QueueFilter;
  /** Absent where the rows stand in no groups. */
  readonly grouping?: QueueGrouping;
  /** Parts that this version does not know or cannot read, as the link has them: `owningTeam=SOC`. */
  readonly unread: readonly string[];
}

export type LinkReading =
  { readonly ok: true; readonly link: ListLink } | { readonly ok: false; readonly problem: string };

/** `unread` parts of a link that was opened go along, so that a newer version still has them. */
export function writeListLink({ queue, filter, grouping, unread }: ListLink): string {
  const parts = [`v=${LINK_VERSION}`, `range=${rangeText(filter.range)}`];
  if (filter.text !== undefined) parts.push(`text=${encodeURIComponent(filter.text)}`);
  for (const condition of filter.conditions) parts.push(...conditionParts(condition));
  if (grouping !== undefined) parts.push(`group=${grouping.column}:${grouping.order}`);
  return `${LINK_SCHEME}://${queue}?${[...parts, ...unread].join('&')}`;
}

export function readListLink(link: string): LinkReading {
  if (link.length > MOST_CHARACTERS) {
    return { ok: false, problem: `The link is longer than ${MOST_CHARACTERS} characters.` };
  }
  const [, queue, query = ''] =
    /^clearpane:\/\/(incidents|alerts)\/?(?:\?(.*))?$/i.exec(link) ?? [];
  if (queue === undefined) {
    return { ok: false, problem: 'The link is no list of incidents or alerts.' };
  }
  return readParts(queue.toLowerCase() as QueueName, query.split('&').filter(Boolean));
}

function readParts(queue: QueueName, parts: readonly string[]): LinkReading {
  const unread: string[] = [];
  const valuesByFilter = new Map<FilterId, string[]>();
  const conditions = new Map<FilterId, FilterCondition>();
  let range: TimeRange | null = null;
  let text: string | null = null;
  let grouping: QueueGrouping | null = null;
  for (const part of parts) {
    const [name, value] = splitPart(part);
    if (name === 'v') {
      if (value !== String(LINK_VERSION)) {
        return { ok: false, problem: 'The link was made by a newer version of Clearpane.' };
      }
    } else if (name === 'range' && value !== null && range === null && readRange(value) !== null) {
      range = readRange(value);
    } else if (name === 'text' && value !== null && text === null) {
      text = value;
    } else if (name === 'group' && grouping === null && readGrouping(queue, value) !== null) {
      grouping = readGrouping(queue, value);
    } else if (!readCondition(name, value)) {
      unread.push(part);
    }
  }
  for (const [filter, values] of valuesByFilter) {
    conditions.set(filter, { kind: 'values', filter, values });
  }
  const filter: QueueFilter = {
    range: range ?? { kind: 'days', days: 7 },
    ...(text !== null && text.trim() !== '' && { text: text.trim() }),
    conditions: [...conditions.values()],
  };
  return { ok: true, link: { queue, filter, ...(grouping && { grouping }), unread } };

  function readCondition(name: string, value: string | null): boolean {
    const definition = findFilter(queue, name);
    if (definition === null || value === null) return false;
    const filter = name as FilterId;
    if (definition.kind === 'values') {
      const values = valuesByFilter.get(filter) ?? [];
      if (!values.includes(value)) values.push(value);
      valuesByFilter.set(filter, values);
      return true;
    }
    const condition = conditions.has(filter) ? null : readSingle(filter, definition, value);
    if (condition !== null) conditions.set(filter, condition);
    return condition !== null;
  }
}

/** `severity:count`. */
function readGrouping(queue: QueueName, value: string | null): QueueGrouping | null {
  const [column = '', order, ...more] = value?.split(':') ?? [];
  const isOrder = order === 'count' || order === 'value';
  if (!isOrder || more.length > 0 || findGroupColumn(queue, column) === null) return null;
  return { column, order };
}

function readSingle(
  filter: FilterId,
  definition: Exclude<FilterDefinition, { readonly kind: 'values' }>,
  value: string,
): FilterCondition | null {
  switch (definition.kind) {
    case 'flag':
      return /^(yes|no)$/.test(value) ? { kind: 'flag', filter, value: value === 'yes' } : null;
    case 'time': {
      const range = readRange(value);
      return range === null ? null : { kind: 'time', filter, range };
    }
    case 'number': {
      const [, from, to] = /^(\d{0,9})\.\.(\d{0,9})$/.exec(value) ?? [];
      if (from === undefined || to === undefined || from + to === '') return null;
      if (from !== '' && to !== '' && Number(from) > Number(to)) return null;
      return {
        kind: 'number',
        filter,
        ...(from !== '' && { from: Number(from) }),
        ...(to !== '' && { to: Number(to) }),
      };
    }
    default:
      return definition satisfies never;
  }
}

function conditionParts(condition: FilterCondition): readonly string[] {
  const { filter } = condition;
  switch (condition.kind) {
    case 'values':
      return condition.values.map((value) => `${filter}=${encodeURIComponent(value)}`);
    case 'number':
      return [`${filter}=${condition.from ?? ''}..${condition.to ?? ''}`];
    case 'time':
      return [`${filter}=${rangeText(condition.range)}`];
    case 'flag':
      return [`${filter}=${condition.value ? 'yes' : 'no'}`];
    default:
      return condition satisfies never;
  }
}

function rangeText(range: TimeRange): string {
  if (range.kind === 'days') return `${range.days}d`;
  return `${new Date(range.fromAt).toISOString()}..${new Date(range.toAt).toISOString()}`;
}

function readRange(text: string): TimeRange | null {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1];
  if (days !== undefined) return { kind: 'days', days: Number(days) };
  const [from = '', to = '', ...more] = text.split('..');
  const isStated = [from, to].every((end) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(end));
  const [fromAt, toAt] = [Date.parse(from), Date.parse(to)];
  return isStated && more.length === 0 && fromAt < toAt ? { kind: 'between', fromAt, toAt } : null;
}

/** The value is null where it is missing or spelled badly. */
function splitPart(part: string): readonly [name: string, value: string | null] {
  const at = part.indexOf('=');
  if (at < 0) return [part, null];
  try {
    return [part.slice(0, at), decodeURIComponent(part.slice(at + 1).replaceAll('+', ' '))];
  } catch {
    // Not a UTF-8 text in percent signs.
    return [part.slice(0, at), null];
  }
}
