// Amazon Resource Names, `arn:{partition}:{service}:{region}:{account}:{resource}`. Case matters in them.

export interface Arn {
  /** `aws`, `aws-cn`, `aws-us-gov`, ... */
  readonly partition: string;
  readonly service: string;
  /** Null where the service is global, or the resource's name is unique by itself (S3). */
  readonly region: string | null;
  /** 12 digits, or `aws` for Amazon's own; null where the name is unique by itself (S3). */
  readonly accountId: string | null;
  /** All after the fifth colon. */
  readonly resource: string;
  /** What stands before the first slash or colon of `resource`; for S3 `bucket` or `object`. */
  readonly resourceType: string | null;
  /** The rest of it, e.g. `i-0abc` of `instance/i-0abc`; paths are kept. */
  readonly resourceName: string;
}

/** Their resource is the name alone, which may hold slashes or colons. */
const UNTYPED_SERVICES: ReadonlySet<string> = new Set(['sns', 'sqs', 'codecommit', 'execute-api']);

/** Null for what is no ARN. */
export function parseArn(text: string): Arn | null {
  const [scheme, partition, service, region, accountId, ...rest] = text.split(':');
  const resource = rest.join(':');
  if (scheme !== 'arn' || !partition || !service || resource === '') return null;
  return {
    partition,
    service,
    region: region || null,
    accountId: accountId || null,
    resource,
    ...typeAndName(service, resource),
  };
}

function typeAndName(
  service: string,
  resource: string,
): Pick<Arn, 'resourceType' | 'resourceName'> {
  if (service === 's3' && !/^(accesspoint|job|storage-lens)[/:]/.test(resource)) {
    return { resourceType: resource.includes('/') ? 'object' : 'bucket', resourceName: resource };
  }
  const separator = resource.search(/[/:]/);
  if (separator === -1 || UNTYPED_SERVICES.has(service)) {
    return { resourceType: null, resourceName: resource };
  }
  if (separator === 0) return typeAndName(service, resource.slice(1));
  const resourceName = resource.slice(separator + 1);
  return resourceName === ''
    ? { resourceType: null, resourceName: resource }
    : { resourceType: resource.slice(0, separator), resourceName };
}
