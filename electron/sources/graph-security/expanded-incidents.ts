// Incidents with their alerts, also from a service that fails to give a whole page of them at once.
import type { QuarantinedItem } from '../../../shared/contract/store-ingest.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { ServiceAnswer } from '../http-exchange.ts';
import type { ServiceClient, ServiceRefusal } from '../service-client.ts';
import { readGraphPage, textMember } from './graph-page.ts';
import type { GraphPage } from './graph-page.ts';

const expand = '$expand=alerts';

export interface IncidentPage extends GraphPage {
  readonly serverAt: number | null;
  /** Incidents that the service cannot give with their alerts; they are among the items without. */
  readonly unexpanded: readonly QuarantinedItem[];
}

/**
 * True where the service, or our limit on size, breaks on a list with alerts. One large incident is
 * enough, and it breaks for ever: waiting would stall the feed.
 */
export function breaksOnAlerts(refusal: ServiceRefusal): boolean {
  return refusal.status === null || refusal.status === 500 || refusal.status === 504;
}

/** The same page, its incidents asked for one by one. Throws FailureError. */
export async function readOneByOne(
  client: ServiceClient,
  collectionUrl: string,
  pageUrl: string,
  signal: AbortSignal,
): Promise<IncidentPage> {
  const listUrl = pageUrl.replace(/([?&])(?:\$|%24)expand=alerts&?/i, '$1').replace(/[?&]$/, '');
  const list = answerOf(await client.getJson(listUrl, signal));
  const { items, nextLink } = readGraphPage(list.json, listUrl);
  const unexpanded: QuarantinedItem[] = [];
  const whole: unknown[] = [];

  for (const [index, item] of items.entries()) {
    const id = textMember(item, 'id');
    if (id === null) {
      whole.push(item);
      continue;
    }
    const url = `${collectionUrl}/${encodeURIComponent(id)}?${expand}`;
    const reply = await client.getJson(url, signal);
    if (reply.kind === 'answer') {
      whole.push(reply.json);
    } else if (breaksOnAlerts(reply) || reply.status === 404) {
      whole.push(item);
      if (reply.status !== 404) unexpanded.push(withoutAlerts(item, index));
    } else {
      throw new FailureError(reply.failure);
    }
  }
  return { items: whole, nextLink: withAlerts(nextLink), serverAt: list.serverAt, unexpanded };
}

function withoutAlerts(item: unknown, index: number): QuarantinedItem {
  return {
    reason: 'the service cannot give this incident together with its alerts',
    place: `value[${index}].alerts`,
    raw: JSON.stringify(item),
  };
}

/** The link of a list without alerts leads to another one; the pages after it are to have them again. */
function withAlerts(link: string | null): string | null {
  if (link === null || /[?&](?:\$|%24)expand=/i.test(link)) return link;
  return `${link}${link.includes('?') ? '&' : '?'}${expand}`;
}

export function answerOf(reply: ServiceAnswer | ServiceRefusal): ServiceAnswer {
  if (reply.kind === 'refusal') throw new FailureError(reply.failure);
  return reply;
}
