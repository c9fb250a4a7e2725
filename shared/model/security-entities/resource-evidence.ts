// Resources of Azure, Amazon and Google and what lies in their storage, from entities, or from a bare
// identifier, to Graph's evidence. The identifier's own form says whose cloud it is.
import type { JsonObject } from '../json.ts';
import { evidenceBase } from './evidence-base.ts';
import { graphJson, typedEvidence, type GraphMembers } from './graph-json.ts';
import type { SecurityEntity } from './security-entity.ts';

const AZURE = /^\/?subscriptions\/[^/\s]+(?:\/[^\s]*)?$/i;
const AMAZON = /^arn:[\w-]+:[\w-]+:[^:\s]*:[^:\s]*:\S+$/i;
const GOOGLE = /^(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.googleapis\.com\/\S+$/i;
/** Without the service: `projects/p/zones/z/instances/i`. */
const GOOGLE_RELATIVE = /^projects\/[^/\s]+\/\S+$/;

/** Typed evidence for an ARM id, ARN, or Google Cloud name; null for any other text. */
export function resourceEvidence(id: string): JsonObject | null {
  const text = id.trim();
  if (AZURE.test(text)) return typedEvidence('azureResourceEvidence', azure(text, {}));
  if (AMAZON.test(text)) return typedEvidence('amazonResourceEvidence', amazon(text, {}));
  if (GOOGLE.test(text) || GOOGLE_RELATIVE.test(text)) {
    return typedEvidence('googleCloudResourceEvidence', google(text, {}));
  }
  return null;
}

/** What tells two pieces of resource evidence apart; null for other evidence. */
export function resourceIdOf(evidence: JsonObject): string | null {
  const id = evidence['resourceId'] ?? evidence['amazonResourceId'] ?? evidence['fullResourceName'];
  return typeof id === 'string' ? id.toLowerCase() : null;
}

export function azureResource(entity: SecurityEntity): JsonObject {
  return azure(entity.text('resourceId', 'azureResourceId'), {
    ...evidenceBase(entity),
    resourceName: entity.text('resourceName', 'friendlyName'),
    resourceType: entity.text('resourceType'),
  });
}

export function amazonResource(entity: SecurityEntity): JsonObject {
  return amazon(
    entity.text('amazonResourceId', 'awsResourceId', 'arn', 'resourceArn', 'resourceId'),
    {
      ...evidenceBase(entity),
      amazonAccountId: entity.text('amazonAccountId', 'awsAccountId', 'accountId'),
      resourceName: entity.text('resourceName', 'friendlyName'),
      resourceType: entity.text('resourceType'),
    },
  );
}

export function googleResource(entity: SecurityEntity): JsonObject {
  const location = entity.object('location');
  const name = entity.text(
    'fullResourceName',
    'relativeResourceName',
    'gcpResourceId',
    'resourceId',
  );
  return google(name, {
    ...evidenceBase(entity),
    projectId: entity.text('projectId'),
    projectNumber: entity.number('projectNumber'),
    resourceName: entity.text('resourceName', 'friendlyName'),
    resourceType: entity.text('resourceType'),
    location: location?.text('location', 'name') ?? entity.text('location'),
    locationType: location?.text('locationType', 'type') ?? entity.text('locationType'),
  });
}

function azure(resourceId: string | null, told: GraphMembers<'azureResourceEvidence'>): JsonObject {
  const path = resourceId?.split('/').filter((segment) => segment !== '') ?? [];
  const provider = path.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const [namespace, ...pairs] = provider === -1 ? [] : path.slice(provider + 1);
  const types = pairs.filter((_, index) => index % 2 === 0);
  return graphJson('azureResourceEvidence', {
    resourceId,
    ...told,
    resourceName: told.resourceName ?? path.at(-1),
    resourceType:
      told.resourceType ?? (namespace === undefined ? null : [namespace, ...types].join('/')),
  });
}

function amazon(arn: string | null, told: GraphMembers<'amazonResourceEvidence'>): JsonObject {
  const [, , service = '', , account = '', ...rest] = arn?.split(':') ?? [];
  const resource = rest.join(':');
  return graphJson('amazonResourceEvidence', {
    amazonResourceId: arn,
    ...told,
    amazonAccountId: told.amazonAccountId ?? account,
    resourceName: told.resourceName ?? resource.split(/[/:]/).at(-1),
    resourceType: told.resourceType ?? (service === '' ? null : typeInArn(service, resource)),
  });
}

/** The start of an ARN's resource is its type, where it has one: `ec2/instance`. */
function typeInArn(service: string, resource: string): string {
  const type = service === 's3' ? undefined : /^([\w-]+)[/:]/.exec(resource)?.[1];
  return type === undefined ? service : `${service}/${type}`;
}

function google(
  name: string | null,
  told: GraphMembers<'googleCloudResourceEvidence'>,
): JsonObject {
  const path =
    name
      ?.replace(/^https?:/, '')
      .split('/')
      .filter((segment) => segment !== '') ?? [];
  const after = (...words: readonly string[]): string | null => {
    const at = path.findIndex((segment) => words.includes(segment));
    return at === -1 ? null : (path[at + 1] ?? null);
  };
  const zone = after('zones');
  const region = zone ?? after('regions', 'locations');
  return graphJson('googleCloudResourceEvidence', {
    fullResourceName: name?.replace(/^https?:/, ''),
    ...told,
    projectId: told.projectId ?? after('projects'),
    resourceName: told.resourceName ?? path.at(-1),
    location: told.location ?? region,
    locationType:
      told.locationType ?? (region === null ? null : zone === null ? 'regional' : 'zonal'),
  });
}

export function blobContainer(entity: SecurityEntity): JsonObject {
  const storage = entity.link('storageResource', 'storageAccount');
  return graphJson('blobContainerEvidence', {
    ...evidenceBase(entity),
    name: entity.text('name', 'friendlyName'),
    url: entity.text('url'),
    storageResource: storage === null ? null : azureResource(storage),
  });
}

export function blob(entity: SecurityEntity): JsonObject {
  const container = entity.link('blobContainer', 'container');
  return graphJson('blobEvidence', {
    ...evidenceBase(entity),
    name: entity.text('name', 'friendlyName'),
    url: entity.text('url'),
    etag: entity.text('etag'),
    blobContainer: container === null ? null : blobContainer(container),
    fileHashes: entity.links('fileHashes').map((hash) =>
      graphJson('fileHash', {
        algorithm: hash.text('algorithm'),
        value: hash.text('value', 'hashValue'),
      }),
    ),
  });
}

export function sasToken(entity: SecurityEntity): JsonObject {
  const storage = entity.link('storageResource', 'storageAccount');
  return graphJson('sasTokenEvidence', {
    ...evidenceBase(entity),
    signatureHash: entity.text('signatureHash', 'friendlyName'),
    signedWith: entity.text('signedWith'),
    protocol: entity.text('protocol'),
    allowedIpAddresses: entity.text('allowedIpAddresses'),
    allowedResourceTypes: entity.words('allowedResourceTypes'),
    allowedServices: entity.words('allowedServices'),
    permissions: entity.words('permissions'),
    startDateTime: entity.time('startTime', 'startDateTime'),
    expiryDateTime: entity.time('expiryTime', 'expiryDateTime'),
    storageResource: storage === null ? null : azureResource(storage),
  });
}
