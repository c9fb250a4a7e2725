// Gathers what an import reads into pages, one tenant each.
import type {
  FeedCursor,
  IngestPage,
  QuarantinedItem,
} from '../../../shared/contract/store-ingest.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';

/** The source of everything that was imported: the same alert of two files is one alert of it. */
export const filesSourceId = 'files';

/** Items of all tenants together; enough for the store to write at its rate. */
const PAGE_ITEMS = 500;

/** Characters of quarantined text in a page. */
const PAGE_CHARACTERS = 8 * 2 ** 20;

/** An import is not resumed: it is read again, and what is stored already stays. */
const NO_CURSOR: FeedCursor = { completeTo: null, newestSeen: null, nextLink: null };

interface Batch {
  readonly alerts: Alert[];
  readonly incidents: Incident[];
  readonly quarantined: QuarantinedItem[];
}

export class PageBatch {
  readonly #batchByTenant = new Map<TenantId, Batch>();
  #items = 0;
  #characters = 0;

  addAlert(tenantId: TenantId, alert: Alert): void {
    this.#of(tenantId).alerts.push(alert);
    this.#items += 1;
  }

  addIncident(tenantId: TenantId, incident: Incident): void {
    this.#of(tenantId).incidents.push(incident);
    this.#items += 1 + incident.alerts.length;
  }

  addQuarantined(tenantId: TenantId, item: QuarantinedItem): void {
    this.#of(tenantId).quarantined.push(item);
    this.#items += 1;
    this.#characters += item.raw.length;
  }

  get isFull(): boolean {
    return this.#items >= PAGE_ITEMS || this.#characters >= PAGE_CHARACTERS;
  }

  /** The pages of all that was gathered; after that it is empty. */
  take(): readonly IngestPage[] {
    const pages = [...this.#batchByTenant].map(([tenantId, batch]): IngestPage => ({
      feed: { sourceId: filesSourceId, tenantId, collection: 'alerts' },
      sourceKind: 'file',
      ...batch,
      cursor: NO_CURSOR,
    }));
    this.#batchByTenant.clear();
    this.#items = 0;
    this.#characters = 0;
    return pages;
  }

  #of(tenantId: TenantId): Batch {
    const batch = this.#batchByTenant.get(tenantId) ?? {
      alerts: [],
      incidents: [],
      quarantined: [],
    };
    this.#batchByTenant.set(tenantId, batch);
    return batch;
  }
}
