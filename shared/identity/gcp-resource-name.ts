// Google Cloud full resource names, `//{service}/{collection}/{id}/...`. Case matters in them.

export interface GcpResourceName {
  /** E.g. `compute.googleapis.com`. */
  readonly service: string;
  /** Id or number; null where the name does not hold it, as for buckets. */
  readonly project: string | null;
  /** Zone, region or location. */
  readonly location: string | null;
  /** The innermost collection, e.g. `instances`. */
  readonly collection: string;
  readonly name: string;
  /** One spelling for the two that buckets have; equal texts mean the same resource. */
  readonly canonical: string;
}

const BUCKETS = 'storage.googleapis.com';

/** Null for what is no full resource name. */
export function parseGcpResourceName(text: string): GcpResourceName | null {
  const match = /^\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/(.+)$/.exec(text);
  const service = match?.[1];
  const segments = match?.[2]?.split('/') ?? [];
  if (service === undefined || segments.some((segment) => segment === '')) return null;

  const [first, , third, fourth] = segments;
  const isLongBucket = first === 'projects' && third === 'buckets' && segments.length === 4;
  const bucket = isLongBucket ? fourth : segments.length === 1 ? first : undefined;
  if (service === BUCKETS && bucket !== undefined) return bucketNamed(bucket);

  if (segments.length % 2 !== 0) return null;
  const valueOf = (...collections: readonly string[]): string | null => {
    const at = segments.findIndex((word, index) => index % 2 === 0 && collections.includes(word));
    return at === -1 ? null : (segments[at + 1] ?? null);
  };
  const collection = segments.at(-2);
  const name = segments.at(-1);
  if (collection === undefined || name === undefined) return null;
  return {
    service,
    project: valueOf('projects'),
    location: valueOf('zones', 'regions', 'locations'),
    collection,
    name,
    canonical: text,
  };
}

function bucketNamed(name: string): GcpResourceName {
  return {
    service: BUCKETS,
    project: null,
    location: null,
    collection: 'buckets',
    name,
    canonical: `//${BUCKETS}/${name}`,
  };
}
