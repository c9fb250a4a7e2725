// Lists as Azure Resource Manager pages them: an opaque `nextLink` beside `value`.
import { badRequest } from './graph-error.ts';

export interface Keyed {
  readonly key: string;
  readonly json: unknown;
}

/** One page of items that are in the order of their keys; `url` is this list's own, without its query. */
export function armPage(
  items: readonly Keyed[],
  {
    url,
    query,
    top,
  }: { readonly url: string; readonly query: URLSearchParams; readonly top: number },
): unknown {
  const token = query.get('$skipToken');
  const after = token === null ? '' : openToken(token);
  const left = items.filter(({ key }) => key > after);
  const page = left.slice(0, top);
  const last = page.at(-1);
  const next = new URLSearchParams(query);
  if (last !== undefined) next.set('$skipToken', Buffer.from(last.key).toString('base64url'));
  return {
    value: page.map(({ json }) => json),
    ...(left.length > page.length && { nextLink: `${url}?${next.toString()}` }),
  };
}

function openToken(token: string): string {
  if (!/^[\w-]+$/.test(token)) throw badRequest('The skip token is not valid.');
  return Buffer.from(token, 'base64url').toString('utf8');
}
