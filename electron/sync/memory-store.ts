// A store for tests that keeps the ingest contract in maps: newest version wins, page and cursor together.
import type {
  CommitOutcome,
  FeedCursor,
  FeedId,
  GoneItem,
  IngestItems,
  IngestPage,
  QuarantinedItem,
} from '../../shared/contract/store-ingest.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Tenant } from '../../shared/model/tenant.ts';
import { compareTimestamps } from '../../shared/model/timestamp.ts';
import type { IngestStore } from './store-link.ts';

export class MemoryStore implements IngestStore {
  readonly incidentById = new Map<string, Incident>();
  readonly alertById = new Map<string, Alert>();
  readonly cursorByFeed = new Map<string, FeedCursor>();
  readonly syncedAtByFeed = new Map<string, { readonly feed: FeedId; readonly at: number }>();
  readonly tenantById = new Map<string, Tenant>();
  readonly quarantined: QuarantinedItem[] = [];
  readonly pages: IngestPage[] = [];
  readonly gone: GoneItem[] = [];
  /** Runs before each call; throws, or never resolves, in its place. */
  beforeCall: (name: string) => Promise<void> = async () => undefined;

  readonly call: IngestStore['call'] = async (name, argument) => {
    await this.beforeCall(name);
    return this.#answer(name, argument) as never;
  };

  #answer(name: string, argument: unknown): unknown {
    switch (name) {
      case 'tenant.put': {
        const tenant = argument as Tenant;
        this.tenantById.set(tenant.tenantId, tenant);
        return null;
      }
      case 'tenants.read':
        return [...this.tenantById.values()];
      case 'cursor.read':
        return this.cursorByFeed.get(keyOf(argument as FeedId)) ?? null;
      case 'items.commit':
        return this.#put(structuredClone(argument as IngestItems));
      case 'item.gone':
        this.gone.push(argument as GoneItem);
        return null;
      case 'feeds.synced':
        return [...this.syncedAtByFeed.values()].filter(
          ({ feed }) => feed.sourceId === (argument as { readonly sourceId: string }).sourceId,
        );
      case 'feed.note': {
        const noted = argument as { readonly feed: FeedId; readonly at: number };
        this.syncedAtByFeed.set(keyOf(noted.feed), noted);
        return null;
      }
      case 'page.commit':
        return this.#commit(structuredClone(argument as IngestPage));
      default:
        throw new Error(`not expected here: ${name}`);
    }
  }

  #commit(page: IngestPage): CommitOutcome {
    this.cursorByFeed.set(keyOf(page.feed), page.cursor);
    this.pages.push(page);
    return this.#put(page);
  }

  #put(page: IngestItems): CommitOutcome {
    const outcome = { inserted: 0, updated: 0, unchanged: 0 };
    const put = <Item extends Alert | Incident>(map: Map<string, Item>, item: Item): void => {
      const stored = map.get(item.id);
      if (stored !== undefined && !isNewer(item, stored)) {
        outcome.unchanged += 1;
        return;
      }
      map.set(item.id, item);
      outcome[stored === undefined ? 'inserted' : 'updated'] += 1;
    };
    for (const incident of page.incidents) put(this.incidentById, incident);
    for (const alert of page.alerts) put(this.alertById, alert);
    this.quarantined.push(...page.quarantined);
    return outcome;
  }
}

function keyOf({ sourceId, tenantId, collection }: FeedId): string {
  return JSON.stringify([sourceId, tenantId, collection]);
}

function isNewer(a: Alert | Incident, b: Alert | Incident): boolean {
  const time = a.lastUpdateDateTime ?? null;
  const other = b.lastUpdateDateTime ?? null;
  return time !== null && (other === null || compareTimestamps(time, other) > 0);
}
