// Assets as queue rows name them: chosen from an alert's evidence, and kept as JSON texts in a
// column, so that an asset that many alerts name is held, parsed and searched once.
import type { AssetMention } from '../../../shared/contract/queue.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { entitiesOf } from '../../../shared/identity/entities-of.ts';
import type {
  Cloud,
  Entity,
  EntityCategory,
  EntityKey,
  EntityKind,
} from '../../../shared/model/entity.ts';
import type { TextDictionary } from '../../../shared/table/text-dictionary.ts';
import { foldCase } from '../../../shared/table/text-match.ts';
import { TextSearch } from '../../../shared/table/text-search.ts';

export interface NamedAssets {
  /** JSON texts for an AssetIndex, the most important asset first, each once. */
  readonly assets: readonly string[];
  readonly clouds: readonly Cloud[];
  readonly accountIds: readonly string[];
  /** In lower case: the names and ids under which the search finds these assets. */
  readonly words: ReadonlySet<string>;
}

/** Order of importance; what is not listed is evidence and no asset. */
const CATEGORIES: readonly EntityCategory[] = [
  'cloudResource',
  'device',
  'user',
  'mailbox',
  'app',
  'aiAgent',
];

const HIT_ROLES: ReadonlySet<string> = new Set(['attacked', 'compromised']);

/** `alert.tenantId` must be stated. Assets that were hit come before those that stand by; then by category, then as the alert has them. */
export function namedAssets(alert: Alert): NamedAssets {
  const assetByKey = new Map<EntityKey, { readonly entity: Entity; readonly isHit: boolean }>();
  const clouds = new Set<Cloud>();
  const accountIds = new Set<string>();
  for (const evidence of alert.evidence) {
    const isHit = evidence.roles.some((role) => HIT_ROLES.has(role));
    for (const entity of entitiesOf(evidence, alert.tenantId ?? '')) {
      if (entity.cloud !== null) clouds.add(entity.cloud);
      if (entity.accountId !== undefined) accountIds.add(entity.accountId);
      const known = assetByKey.get(entity.key);
      if (
        CATEGORIES.includes(entity.category) &&
        (known === undefined || (isHit && !known.isHit))
      ) {
        assetByKey.set(entity.key, { entity: known?.entity ?? entity, isHit });
      }
    }
  }
  const assets = [...assetByKey.values()].sort(
    (a, b) =>
      Number(b.isHit) - Number(a.isHit) ||
      categoryRank(a.entity.category) - categoryRank(b.entity.category),
  );
  return {
    assets: assets.map(({ entity }) => spell(entity)),
    words: new Set(assets.flatMap(({ entity }) => wordsOf(entity).map(foldCase))),
    clouds: [...clouds].sort(),
    accountIds: [...accountIds].sort(),
  };
}

export function categoryRank(category: EntityCategory): number {
  return CATEGORIES.indexOf(category);
}

/** Short, since thousands of them are read at a start. */
type Spelling = readonly [
  key: EntityKey,
  kind: EntityKind,
  category: EntityCategory,
  name: string,
  cloud: Cloud | null,
  /** Left out where the key holds it. */
  resourceId?: string,
];

function spell({ key, kind, category, name, cloud, resourceId }: Entity): string {
  const isInKey = resourceId === undefined || key.toLowerCase().includes(resourceId.toLowerCase());
  const spelling: Spelling = isInKey
    ? [key, kind, category, name, cloud]
    : [key, kind, category, name, cloud, resourceId];
  return JSON.stringify(spelling);
}

/** The name, the resource id and the other ids of an asset, of which some may be equal. */
function wordsOf(asset: {
  readonly key: EntityKey;
  readonly name: string;
  readonly resourceId?: string | undefined;
}): readonly string[] {
  const [, ...parts] = JSON.parse(asset.key) as readonly unknown[];
  return [asset.name, asset.resourceId, ...parts].filter((word) => typeof word === 'string');
}

const MENTIONS_A_PIECE = 512;

/** The assets behind the codes of a dictionary of texts that `namedAssets` made. */
export class AssetIndex {
  readonly #texts: TextDictionary;
  readonly #mentions: AssetMention[] = [];
  readonly #search: TextSearch;

  constructor(texts: TextDictionary) {
    this.#texts = texts;
    this.#search = new TextSearch({
      get size() {
        return texts.size;
      },
      text: (code) => haystackOf(texts.text(code)),
    });
  }

  mention(code: number): AssetMention {
    const known = this.#mentions[code];
    if (known !== undefined) return known;
    const [key, kind, category, name, cloud] = JSON.parse(this.#texts.text(code)) as Spelling;
    const mention = { key, kind, category, name, cloud };
    this.#mentions[code] = mention;
    return mention;
  }

  /** What rules about assets go by: all that the asset is called, and its resource id where it has one. */
  named(code: number): {
    readonly key: EntityKey;
    readonly name: string;
    readonly resourceId: readonly string[];
  } {
    const [key, , , name, , resourceId] = JSON.parse(this.#texts.text(code)) as Spelling;
    const inKey = (JSON.parse(key) as readonly unknown[]).at(-1);
    const found = resourceId ?? inKey;
    return { key, name, resourceId: typeof found === 'string' ? [found] : [] };
  }

  /** The name, the resource id and the other ids of an asset, of which some may be equal. */
  words(code: number): readonly string[] {
    const [key, , , name, , resourceId] = JSON.parse(this.#texts.text(code)) as Spelling;
    return wordsOf({ key, name, resourceId });
  }

  /** Reads the assets, and lays out their texts, before they are asked for. */
  *warmUp(): Generator<void> {
    for (let code = 0; code < this.#texts.size; code++) {
      this.mention(code);
      if (code % MENTIONS_A_PIECE === 0) yield;
    }
    yield* this.#search.growing();
  }

  /** One verdict per code: is `needle`, in lower case, in the asset's name or an id of it. */
  search(needle: string): Uint8Array {
    return this.#search.search(needle, 'contains');
  }

  /** As search, of one asset. */
  contains(code: number, needle: string): boolean {
    return haystackOf(this.#texts.text(code)).toLowerCase().includes(needle);
  }
}

function haystackOf(text: string): string {
  const [key, , , name, , resourceId = ''] = JSON.parse(text) as Spelling;
  return [name, key, resourceId].join('\n');
}
