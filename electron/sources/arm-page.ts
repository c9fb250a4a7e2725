// Lists of Azure Resource Manager: a `value` and, unlike Graph, a bare `nextLink`.
import { FailureError } from '../../shared/failure.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { LooseObject } from '../../shared/model/loose-object.ts';
import type { ServiceClient } from './service-client.ts';

export interface ArmPage {
  readonly items: readonly unknown[];
  readonly nextLink: string | null;
}

/** Throws FailureError for JSON that is no page. A null list is an empty one. */
export function readArmPage(json: unknown, url: string): ArmPage {
  const page = isJsonObject(json) ? new LooseObject(json) : null;
  const isList = isJsonObject(json) && Object.keys(json).some((key) => /^value$/i.test(key));
  const value = page?.value('value') ?? [];
  if (page === null || !isList || !Array.isArray(value)) {
    const { host } = new URL(url);
    throw new FailureError({
      kind: 'rejected',
      summary: `Something other than a list came from ${host}.`,
      place: placeOf(url),
    });
  }
  return { items: value, nextLink: page.text('nextLink') };
}

/** More pages than any list of this kind has. */
const mostPages = 1_000;

/** All items of a list, to the last page. Throws FailureError, also where the service says no. */
export async function readArmList(
  client: ServiceClient,
  firstUrl: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  const asked = new Set<string>();
  for (let url: string | null = firstUrl; url !== null;) {
    if (asked.has(url) || asked.size === mostPages) throw new FailureError(circling(url));
    asked.add(url);
    const reply = await client.getJson(url, signal);
    if (reply.kind === 'refusal') throw new FailureError(reply.failure);
    const page = readArmPage(reply.json, url);
    items.push(...page.items);
    url = page.nextLink;
  }
  return items;
}

/** What to say of a list without an end. */
export function circling(url: string) {
  const { host } = new URL(url);
  return {
    kind: 'rejected',
    summary: `${host} sends the same pages again and again.`,
    place: placeOf(url),
  } as const;
}

function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
