// Incidents like one incident, of the two weeks before its last activity, from the tables in memory.
import type {
  SimilarIncident,
  SimilarIncidents,
  SimilarityReason,
} from '../../../shared/contract/store-queries.ts';
import { traceIn } from '../../../shared/identity/alert-traces.ts';
import { parseIpAddress } from '../../../shared/identity/ip-address.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { CRITERIA, rankSimilar } from '../../../shared/similar/rank-similar.ts';
import type { Compared, Criterion, Features } from '../../../shared/similar/rank-similar.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import { incidentRow } from './incident-queue.ts';
import type { StoreMemory } from './store-memory.ts';

/** As Microsoft Sentinel looks back for similar incidents (its documentation, "Investigate incidents"). */
const LOOKS_BACK_MS = 14 * 24 * 3_600_000;
const MOST_INCIDENTS = 20;
/** A person reads no more of what two incidents have in common. */
const MOST_ITEMS = 12;
/** Of each kind, of an incident that may be hostile. */
const MOST_FEATURES = 2_000;

/** Traces by which attackers are known again; names and ids of assets are told by the assets themselves. */
const INDICATORS: ReadonlySet<string> = new Set([
  'Application ID',
  'Container ID',
  'Domain name',
  'File name',
  'IP address',
  'Image digest',
  'Mail subject',
  'Network message ID',
  'Registry key',
  'SHA-1',
  'SHA-256',
  'Sender',
  'URL',
]);

/** null where the store has no such incident. Looks at each incident of those days once. */
export function similarIncidents(memory: StoreMemory, key: IncidentKey): SimilarIncidents | null {
  const row = memory.incidents.row(key);
  if (row === undefined) return null;
  const { totals } = memory;
  const { columns } = memory.incidents.table;
  const until = totals.lastActivityAt.value(row) ?? columns.createdAt.value(row);
  if (until === null) return { incidents: [], compared: 0, from: null, until };
  const from = until - LOOKS_BACK_MS;
  const traits = new OwnTraits(memory, row);
  const tenant = columns.tenantId.value(row);
  const others: Compared<number>[] = [];
  for (let other = 0; other < memory.incidents.rowCount; other++) {
    const at = totals.lastActivityAt.value(other) ?? Number.NaN;
    if (other === row || !(at >= from && at <= until)) continue;
    if (columns.tenantId.value(other) !== tenant) continue;
    others.push({ key: other, at, shared: traits.sharedBy(other) });
  }
  const ranked = rankSimilar(traits.own, others, MOST_INCIDENTS);
  const incidents = ranked.map((similar): SimilarIncident => ({
    row: incidentRow(memory, similar.key),
    similarity: similar.similarity,
    reasons: CRITERIA.flatMap((criterion) => traits.reason(criterion, similar.shared)),
  }));
  return { incidents, compared: others.length, from, until };
}

/** What an incident has, numbered, and which of it others have. */
class OwnTraits {
  readonly own: Features;
  readonly #memory: StoreMemory;
  readonly #words: Readonly<Record<Criterion, string[]>> = {
    entity: [],
    detection: [],
    title: [],
    product: [],
  };
  readonly #entityByAssetKey = new Map<string, number>();
  /** By code of an asset, where it was looked at: its entity, -1 for one that the incident does not have. */
  readonly #entityByAsset = new Map<number, number>();
  readonly #entityByTrace: ReadonlyMap<number, number>;
  readonly #detectionByType: ReadonlyMap<number, number>;
  readonly #detectionByThreat: ReadonlyMap<number, number>;
  readonly #productByService: ReadonlyMap<number, number>;
  readonly #titleByText = new Map<string, number>();
  /** By code, since a dictionary may have several for one text. */
  readonly #titleByCode = new Map<number, number>();

  constructor(memory: StoreMemory, row: number) {
    this.#memory = memory;
    const { lists, serviceSources } = memory.totals;
    for (const code of lists.assets.itemCodes(row).subarray(0, MOST_FEATURES)) {
      const { key, name } = memory.assets.mention(code);
      if (!this.#entityByAssetKey.has(key)) {
        this.#entityByAssetKey.set(key, this.#add('entity', name));
      }
    }
    this.#entityByTrace = this.#numbered('entity', lists.traces, row, indicatorWords);
    this.#detectionByType = this.#numbered('detection', lists.alertTypes, row);
    this.#detectionByThreat = this.#numbered('detection', lists.threats, row);
    this.#productByService = this.#numbered('product', serviceSources, row);
    for (const alert of this.#alertRows(row)) {
      const title = memory.sightings.table.columns.title.value(alert) ?? '';
      if (title !== '' && !this.#titleByText.has(title)) {
        this.#titleByText.set(title, this.#add('title', title));
      }
    }
    const numbers = CRITERIA.map((one) => [one, [...this.#words[one].keys()]]);
    this.own = Object.fromEntries(numbers) as Features;
  }

  sharedBy(row: number): Features {
    const { lists, serviceSources } = this.#memory.totals;
    const entity = new Set<number>();
    for (const code of lists.assets.itemCodes(row)) addFound(this.#entityOfAsset(code), entity);
    collect(this.#entityByTrace, lists.traces, row, entity);
    const detection = new Set<number>();
    collect(this.#detectionByType, lists.alertTypes, row, detection);
    collect(this.#detectionByThreat, lists.threats, row, detection);
    const product = new Set<number>();
    collect(this.#productByService, serviceSources, row, product);
    const title = new Set<number>();
    for (const alert of this.#alertRows(row)) addFound(this.#titleOf(alert), title);
    return {
      entity: [...entity],
      detection: [...detection],
      title: [...title],
      product: [...product],
    };
  }

  /** None where nothing is shared by it. */
  reason(criterion: Criterion, shared: Features): readonly SimilarityReason[] {
    const features = shared[criterion];
    if (features.length === 0) return [];
    const words = features.slice(0, MOST_ITEMS).map((one) => this.#words[criterion][one] ?? '');
    return [{ criterion, count: features.length, items: words }];
  }

  #add(criterion: Criterion, words: string): number {
    return this.#words[criterion].push(words) - 1;
  }

  /** By code of the list. `wordsOf` gives null for what is no feature. */
  #numbered(
    criterion: Criterion,
    column: TextListColumn,
    row: number,
    wordsOf: (text: string) => string | null = (text) => text,
  ): ReadonlyMap<number, number> {
    const numbered = new Map<number, number>();
    for (const code of column.itemCodes(row)) {
      if (numbered.size >= MOST_FEATURES) break;
      const words = wordsOf(column.items.text(code));
      if (words !== null) numbered.set(code, this.#add(criterion, words));
    }
    return numbered;
  }

  #entityOfAsset(code: number): number {
    const known = this.#entityByAsset.get(code);
    if (known !== undefined) return known;
    // Two spellings of an asset have one key.
    const found = this.#entityByAssetKey.get(this.#memory.assets.mention(code).key) ?? -1;
    this.#entityByAsset.set(code, found);
    return found;
  }

  #titleOf(alert: number): number {
    const { title } = this.#memory.sightings.table.columns;
    const code = title.code(alert);
    const known = this.#titleByCode.get(code);
    if (known !== undefined) return known;
    const found = this.#titleByText.get(title.value(alert) ?? '') ?? -1;
    this.#titleByCode.set(code, found);
    return found;
  }

  #alertRows(row: number): readonly number[] {
    return this.#memory.alertRows(this.#memory.incidents.table.columns.key.value(row) ?? '');
  }
}

function addFound(feature: number, features: Set<number>): void {
  if (feature >= 0) features.add(feature);
}

function collect(
  featureByCode: ReadonlyMap<number, number>,
  column: TextListColumn,
  row: number,
  features: Set<number>,
): void {
  if (featureByCode.size === 0) return;
  for (const code of column.itemCodes(row)) addFound(featureByCode.get(code) ?? -1, features);
}

/** null for what is no indicator: a private address or a NetBIOS domain is anybody's. */
function indicatorWords(text: string): string | null {
  const { field, value } = traceIn(text);
  if (!INDICATORS.has(field)) return null;
  if (field === 'IP address' && parseIpAddress(value)?.isGlobal !== true) return null;
  if (field === 'Domain name' && !value.includes('.')) return null;
  return `${field} ${value}`;
}
