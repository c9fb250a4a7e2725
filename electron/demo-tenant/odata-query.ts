// The query options of a list request, and the token that carries them from page to page.
import type { Position, SortOrder, SortProperty } from './collection.ts';
import { badRequest } from './graph-error.ts';

export interface ListQuery {
  readonly filter: string | null;
  readonly order: SortOrder;
  readonly top: number;
  readonly skip: number;
  readonly wantsCount: boolean;
  readonly expandsAlerts: boolean;
  readonly after: Position | null;
}

export interface ListLimits {
  readonly maxTop: number;
  readonly defaultTop: number;
  readonly canExpandAlerts: boolean;
}

const NEWEST_FIRST: SortOrder = { property: 'createdDateTime', descending: true };

/** Throws a 400 on an option that is unknown, malformed or not offered. */
export function parseListQuery(parameters: URLSearchParams, limits: ListLimits): ListQuery {
  let query: ListQuery = {
    filter: null,
    order: NEWEST_FIRST,
    top: limits.defaultTop,
    skip: 0,
    wantsCount: false,
    expandsAlerts: false,
    after: null,
  };
  for (const [name, value] of parameters) {
    switch (name) {
      case '$filter':
        query = { ...query, filter: value };
        break;
      case '$top':
        query = { ...query, top: Math.min(parseWhole(name, value, 1), limits.maxTop) };
        break;
      case '$skip':
        query = { ...query, skip: parseWhole(name, value, 0) };
        break;
      case '$orderby':
        query = { ...query, order: parseOrder(value) };
        break;
      case '$count':
        query = { ...query, wantsCount: parseBoolean(name, value) };
        break;
      case '$expand':
        if (!limits.canExpandAlerts || value !== 'alerts') {
          throw badRequest(`Could not find a property named '${value}' that can be expanded.`);
        }
        query = { ...query, expandsAlerts: true };
        break;
      case '$skiptoken':
        query = { ...query, after: openToken(value) };
        break;
      default:
        if (name.startsWith('$')) throw badRequest(`Query option '${name}' is not allowed.`);
    }
  }
  return query;
}

/** The parameters of the next page: those of this one, with a token in place of `$skip`. */
export function nextPageParameters(parameters: URLSearchParams, after: Position): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('$skip');
  next.set('$skiptoken', Buffer.from(JSON.stringify([after.key, after.id])).toString('base64url'));
  return next;
}

function openToken(token: string): Position {
  try {
    const [key, id] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (typeof key === 'string' && typeof id === 'string') return { key, id };
  } catch {
    // Answered below, like any other token that is not ours.
  }
  throw badRequest('The skip token is not valid.');
}

function parseOrder(text: string): SortOrder {
  const match = /^(createdDateTime|lastUpdateDateTime)(?: (asc|desc))?$/.exec(text.trim());
  if (match === null) {
    throw badRequest(`Sorting by '${text}' is not supported.`);
  }
  return { property: match[1] as SortProperty, descending: match[2] === 'desc' };
}

function parseWhole(name: string, value: string, least: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least)) throw badRequest(`Invalid value '${value}' for ${name} query option.`);
  return number;
}

function parseBoolean(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') {
    throw badRequest(`Invalid value '${value}' for ${name} query option.`);
  }
  return value === 'true';
}
