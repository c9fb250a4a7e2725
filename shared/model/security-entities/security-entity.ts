// The entities of an alert as Defender for Cloud, Sentinel and Log Analytics write them, with the links
// between them followed: `$id`/`$ref` in alerts, `...EntityId` in Sentinel.
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';

/** One entity; its links are followed to others of the same alert. */
export class SecurityEntity extends LooseObject {
  /** The wire's `type` or `kind` in lower case without hyphens: `ip`, `registrykey`, `k8spod`. */
  readonly kind: string;
  /** As the wire spells it. */
  readonly type: string;
  readonly #others: EntityIndex;

  constructor(json: JsonObject, others: EntityIndex) {
    super(json);
    this.#others = others;
    this.type = this.text('type', 'kind') ?? '';
    this.kind = this.type.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  }

  /** The entity under the first of these names that holds one or points to one. */
  link(...names: readonly string[]): SecurityEntity | null {
    for (const name of names) {
      const target = this.#others.resolve(this.value(name));
      if (target !== null) return target;
    }
    return null;
  }

  /** The first of them only: entities that all name each other must not multiply. */
  links(...names: readonly string[]): readonly SecurityEntity[] {
    return names
      .flatMap((name) => this.list(name).slice(0, MOST_LINKS))
      .flatMap((value) => this.#others.resolve(value) ?? []);
  }
}

const MOST_LINKS = 50;

/** Nothing that is meant lies deeper. */
const DEEPEST_ID = 8;

/** All entities of one alert or incident that its list names. */
export class EntityIndex {
  readonly entities: readonly SecurityEntity[];
  readonly #jsonById = new Map<string, JsonObject>();
  readonly #entityByJson = new Map<JsonObject, SecurityEntity>();

  constructor(list: readonly Json[]) {
    const flat = list.filter(isJsonObject).map(withoutEnvelope);
    for (const json of flat) this.#collectIds(json, 0);
    this.entities = this.#listed(flat).map((json) => this.#entityOf(json));
  }

  /**
   * An entity is written where it is met first, often inside another one, and the list has a reference
   * in its place. Each is told once, hashes with their file; a reference to nothing is kept as it is.
   */
  #listed(flat: readonly JsonObject[]): readonly JsonObject[] {
    const targets = flat.flatMap((json) => {
      const reference = referenceIn(json);
      const target = reference === null ? json : this.#jsonById.get(reference.toLowerCase());
      const isToldByFile = target !== undefined && target !== json && isFileHash(target);
      return isToldByFile ? [] : [target ?? json];
    });
    return [...new Set(targets)];
  }

  resolve(value: Json | null): SecurityEntity | null {
    if (typeof value === 'string') return this.#find(lastSegment(value));
    if (!isJsonObject(value)) return null;
    const reference = referenceIn(value);
    return reference === null ? this.#entityOf(withoutEnvelope(value)) : this.#find(reference);
  }

  #find(id: string): SecurityEntity | null {
    const json = this.#jsonById.get(id.toLowerCase());
    return json === undefined ? null : this.#entityOf(json);
  }

  #entityOf(json: JsonObject): SecurityEntity {
    const known = this.#entityByJson.get(json);
    if (known !== undefined) return known;
    const entity = new SecurityEntity(json, this);
    this.#entityByJson.set(json, entity);
    return entity;
  }

  /** Entities also stand inside others, with ids of their own. */
  #collectIds(json: JsonObject, depth: number): void {
    for (const name of ID_NAMES) {
      const id = Object.hasOwn(json, name) ? json[name] : null;
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      const folded = String(id).toLowerCase();
      if (!this.#jsonById.has(folded)) this.#jsonById.set(folded, json);
    }
    if (depth === DEEPEST_ID) return;
    for (const value of Object.values(json)) {
      const inner = Array.isArray(value) ? (value as readonly Json[]) : [value];
      for (const item of inner) if (isJsonObject(item)) this.#collectIds(item, depth + 1);
    }
  }
}

function referenceIn(json: JsonObject): string | null {
  return Object.keys(json).length === 1 ? new LooseObject(json).text('$ref') : null;
}

function isFileHash(json: JsonObject): boolean {
  return new LooseObject(json).text('type')?.toLowerCase() === 'filehash';
}

/** Where withoutEnvelope keeps the resource name, which other entities point to. */
const SENTINEL_ID = '$sentinelEntityId';

const ID_NAMES = ['$id', SENTINEL_ID] as const;

/** Sentinel wraps an entity into an ARM resource: its name and kind are outside, the rest in `properties`. */
function withoutEnvelope(json: JsonObject): JsonObject {
  const resource = new LooseObject(json);
  const properties = resource.value('properties');
  const kind = resource.text('kind');
  if (kind === null || !isJsonObject(properties)) return json;
  const id = resource.text('name') ?? lastSegment(resource.text('id') ?? '');
  return { ...properties, type: kind, [SENTINEL_ID]: id };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
