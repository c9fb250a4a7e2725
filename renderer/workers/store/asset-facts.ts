// What alerts say of an asset beside its name: tags and the account it is in, where its key does not tell.
// They stand in a column of texts of their own, so that an asset that is tagged in one alert only is not
// two assets.
import type { Alert } from '../../../shared/model/alert.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { entitiesOf } from '../../../shared/identity/entities-of.ts';
import type { TextDictionary } from '../../../shared/table/text-dictionary.ts';

type Spelling = readonly [key: EntityKey, accountId: string | null, ...tags: readonly string[]];

/** Of a hostile alert. */
const MOST_FACTS = 1_000;
const MOST_TAG_CHARACTERS = 256;

/** JSON texts for AssetFactIndex, each once. `alert.tenantId` must be stated. */
export function assetFacts(alert: Alert): readonly string[] {
  const texts = new Set<string>();
  for (const evidence of alert.evidence) {
    const tags = [...new Set(evidence.tags)].filter((tag) => isTag(tag)).sort();
    const [about, ...others] = entitiesOf(evidence, alert.tenantId ?? '');
    if (about !== undefined) add(texts, [about.key, accountBeside(about), ...tags]);
    for (const other of others) add(texts, [other.key, accountBeside(other)]);
    if (texts.size >= MOST_FACTS) break;
  }
  return [...texts];
}

/** The accounts that are part of an asset's key. */
export function accountsInKey(key: string): readonly string[] {
  return Array.from(
    key.matchAll(ACCOUNT_IN_KEY),
    ([, azure, aws, google]) => azure ?? aws ?? google,
  ).filter((account) => account !== undefined);
}

const ACCOUNT_IN_KEY =
  /\/subscriptions\/([^/"\\]{1,64})|arn:[a-z-]{1,16}:[a-z0-9-]{1,32}:[a-z0-9-]{0,32}:(\d{12})|\/projects\/([^/"\\]{1,64})/gi;

interface Facts {
  readonly accounts: Set<string>;
  readonly tags: Set<string>;
}

const NOTHING: Facts = { accounts: new Set(), tags: new Set() };

export class AssetFactIndex {
  readonly #texts: TextDictionary;
  readonly #factsByKey = new Map<string, Facts>();
  #read = 0;

  constructor(texts: TextDictionary) {
    this.#texts = texts;
  }

  /** Reads what the dictionary has grown by. Returns the keys of the assets of which more is known. */
  settle(): ReadonlySet<string> {
    const news = new Set<string>();
    for (; this.#read < this.#texts.size; this.#read++) {
      const [key, accountId, ...tags] = JSON.parse(this.#texts.text(this.#read)) as Spelling;
      const facts = this.#factsByKey.get(key) ?? { accounts: new Set(), tags: new Set() };
      if (accountId !== null) facts.accounts.add(accountId);
      for (const tag of tags) facts.tags.add(tag);
      this.#factsByKey.set(key, facts);
      news.add(key);
    }
    return news;
  }

  of(key: string): { readonly accounts: readonly string[]; readonly tags: readonly string[] } {
    const { accounts, tags } = this.#factsByKey.get(key) ?? NOTHING;
    return { accounts: [...accountsInKey(key), ...accounts], tags: [...tags] };
  }
}

function accountBeside(entity: {
  readonly key: string;
  readonly accountId?: string;
}): string | null {
  const { key, accountId } = entity;
  if (accountId === undefined) return null;
  const inKey = accountsInKey(key).map((account) => account.toLowerCase());
  return inKey.includes(accountId.toLowerCase()) ? null : accountId;
}

function add(texts: Set<string>, spelling: Spelling): void {
  const [, accountId, ...tags] = spelling;
  if (accountId !== null || tags.length > 0) texts.add(JSON.stringify(spelling));
}

function isTag(tag: unknown): boolean {
  return typeof tag === 'string' && tag !== '' && tag.length <= MOST_TAG_CHARACTERS;
}
