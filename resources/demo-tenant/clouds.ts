// The cloud estate: Azure subscriptions, AWS accounts and GCP projects, and evidence about what runs there.
import { guidFor } from './identifiers.ts';
import type { EvidenceFacts } from './script.ts';

/** Azure subscription ids by name. */
export const SUBSCRIPTIONS = {
  production: guidFor('subscription/nwh-production'),
  shared: guidFor('subscription/nwh-shared-services'),
  development: guidFor('subscription/nwh-development'),
} as const;

export type Subscription = keyof typeof SUBSCRIPTIONS;

/** AWS account ids by name. */
export const AWS_ACCOUNTS = {
  production: '418273659104',
  analytics: '730915482266',
  sandbox: '265908311473',
} as const;

export type AwsAccount = keyof typeof AWS_ACCOUNTS;

/** GCP projects by name: id and number. */
export const GCP_PROJECTS = {
  tracking: { id: 'nwh-tracking-prod', number: 583920174615 },
  data: { id: 'nwh-data-platform', number: 204817739562 },
} as const;

export type GcpProject = keyof typeof GCP_PROJECTS;

export function armId(subscription: Subscription, group: string, path: string): string {
  return `/subscriptions/${SUBSCRIPTIONS[subscription]}/resourceGroups/${group}/providers/${path}`;
}

const azure = (resourceId: string, resourceName: string, resourceType: string): EvidenceFacts => ({
  '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
  resourceId,
  resourceName,
  resourceType,
});

/** A top-level ARM resource; `type` is provider and type, such as `Microsoft.KeyVault/vaults`. */
export function azureResource(
  subscription: Subscription,
  group: string,
  type: string,
  name: string,
): EvidenceFacts {
  return azure(armId(subscription, group, `${type}/${name}`), name, type);
}

/** A resource below another, such as a database of a SQL server. */
export function azureChild(parent: EvidenceFacts, type: string, name: string): EvidenceFacts {
  return azure(
    `${String(parent['resourceId'])}/${type}/${name}`,
    name,
    `${String(parent['resourceType'])}/${type}`,
  );
}

export function azureSubscription(subscription: Subscription): EvidenceFacts {
  return azure(
    `/subscriptions/${SUBSCRIPTIONS[subscription]}`,
    `nwh-${subscription}`,
    'Microsoft.Resources/subscriptions',
  );
}

const aws = (accountName: AwsAccount, arn: string, name: string, type: string): EvidenceFacts => ({
  '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
  amazonAccountId: AWS_ACCOUNTS[accountName],
  amazonResourceId: arn,
  resourceName: name,
  resourceType: type,
});

export function awsAccount(name: AwsAccount): EvidenceFacts {
  return aws(name, `arn:aws:iam::${AWS_ACCOUNTS[name]}:root`, `nwh-${name}`, 'AWS::::Account');
}

export function iamUser(name: AwsAccount, userName: string): EvidenceFacts {
  return aws(
    name,
    `arn:aws:iam::${AWS_ACCOUNTS[name]}:user/${userName}`,
    userName,
    'AWS::IAM::User',
  );
}

export function iamRole(name: AwsAccount, role: string): EvidenceFacts {
  return aws(name, `arn:aws:iam::${AWS_ACCOUNTS[name]}:role/${role}`, role, 'AWS::IAM::Role');
}

export function s3Bucket(name: AwsAccount, bucket: string): EvidenceFacts {
  return aws(name, `arn:aws:s3:::${bucket}`, bucket, 'AWS::S3::Bucket');
}

export function ec2Instance(name: AwsAccount, region: string, id: string): EvidenceFacts {
  return aws(
    name,
    `arn:aws:ec2:${region}:${AWS_ACCOUNTS[name]}:instance/${id}`,
    id,
    'AWS::EC2::Instance',
  );
}

/** Any other regional AWS resource; `path` is what follows the account in the ARN. */
export function awsResource(
  where: { account: AwsAccount; region: string; service: string },
  path: string,
  type: string,
): EvidenceFacts {
  const name = path.split(/[/:]/).at(-1) ?? path;
  return aws(
    where.account,
    `arn:aws:${where.service}:${where.region}:${AWS_ACCOUNTS[where.account]}:${path}`,
    name,
    type,
  );
}

/** `path` follows the project, such as `zones/europe-west4-a/instances/track-ingest-1`. */
export function gcpResource(
  project: GcpProject,
  service: string,
  path: string,
  type: string,
): EvidenceFacts {
  const { id, number } = GCP_PROJECTS[project];
  const parts = path.split('/');
  const zone = parts[0] === 'zones' ? parts[1] : undefined;
  const region = parts[0] === 'locations' || parts[0] === 'regions' ? parts[1] : undefined;
  return {
    '@odata.type': '#microsoft.graph.security.googleCloudResourceEvidence',
    fullResourceName: `//${service}/projects/${id}/${path}`,
    location: zone ?? region ?? 'global',
    locationType: zone !== undefined ? 'zonal' : region !== undefined ? 'regional' : 'global',
    projectId: id,
    projectNumber: number,
    resourceName: parts.at(-1) ?? path,
    resourceType: `${service}/${type}`,
  };
}

export function gcsBucket(project: GcpProject, bucket: string): EvidenceFacts {
  const { id, number } = GCP_PROJECTS[project];
  return {
    '@odata.type': '#microsoft.graph.security.googleCloudResourceEvidence',
    fullResourceName: `//storage.googleapis.com/${bucket}`,
    location: 'europe-west4',
    locationType: 'regional',
    projectId: id,
    projectNumber: number,
    resourceName: bucket,
    resourceType: 'storage.googleapis.com/Bucket',
  };
}

export function gcpServiceAccount(project: GcpProject, name: string): EvidenceFacts {
  const mail = `${name}@${GCP_PROJECTS[project].id}.iam.gserviceaccount.com`;
  return gcpResource(project, 'iam.googleapis.com', `serviceAccounts/${mail}`, 'ServiceAccount');
}

export function storageContainer(storage: EvidenceFacts, name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.blobContainerEvidence',
    name,
    storageResource: storage,
    url: `https://${String(storage['resourceName'])}.blob.core.windows.net/${name}`,
  };
}

export function blob(
  container: EvidenceFacts,
  name: string,
  hashes: readonly Readonly<Record<string, string>>[],
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.blobEvidence',
    blobContainer: container,
    etag: `0x8D${guidFor(`etag/${name}`).replaceAll('-', '').slice(0, 12).toUpperCase()}`,
    fileHashes: hashes,
    name,
    url: `${String(container['url'])}/${encodeURIComponent(name)}`,
  };
}
