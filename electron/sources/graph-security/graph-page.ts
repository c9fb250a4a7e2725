// A page of a Graph collection: its items, unread, and the way on.
import { FailureError } from '../../../shared/failure.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { parseTimestamp } from '../../../shared/model/timestamp.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';

export interface GraphPage {
  readonly items: readonly unknown[];
  readonly nextLink: string | null;
}

/** Throws FailureError for JSON that is no page. A null list is an empty one. */
export function readGraphPage(json: unknown, url: string): GraphPage {
  const value = isJsonObject(json) && Object.hasOwn(json, 'value') ? json['value'] : undefined;
  const items = value === null ? [] : value;
  if (!isJsonObject(json) || !Array.isArray(items)) {
    const { host, origin, pathname } = new URL(url);
    throw new FailureError({
      kind: 'rejected',
      summary: `Something other than a list came from ${host}.`,
      place: `${origin}${pathname}`,
    });
  }
  const link = Object.hasOwn(json, '@odata.nextLink') ? json['@odata.nextLink'] : null;
  return { items, nextLink: typeof link === 'string' && link !== '' ? link : null };
}

export function lastUpdateOf(item: unknown): Timestamp | null {
  const text = textMember(item, 'lastUpdateDateTime');
  return text === null ? null : parseTimestamp(text);
}

/** A member that is a non-empty text, else null. */
export function textMember(item: unknown, name: string): string | null {
  if (!isJsonObject(item) || !Object.hasOwn(item, name)) return null;
  const value = item[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
