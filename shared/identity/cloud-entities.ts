// Resources of the three clouds, and what lies in their storage, as entities.
import type { Evidence, EvidenceOf } from '../model/evidence.ts';
import { labelIfStated, labelOf } from '../model/labels.ts';
import { parseArmId } from './arm-id.ts';
import { parseArn } from './arn.ts';
import { folded, joined, type EntityDraft } from './entity-draft.ts';
import { parseGcpResourceName } from './gcp-resource-name.ts';
import {
  awsNamedType,
  awsResourceType,
  azureResourceType,
  gcpNamedType,
  gcpResourceType,
  type ResourceType,
} from './resource-types.ts';

const CLUSTER_TYPES: ReadonlySet<string> = new Set([
  'Kubernetes cluster',
  'Azure Arc Kubernetes cluster',
  'EKS cluster',
  'GKE cluster',
]);

export function azureResource(
  { resourceId, resourceName, resourceType }: EvidenceOf<'azureResourceEvidence'>,
  tenantId: string,
): EntityDraft {
  const named = { name: resourceName, type: resourceType };
  return armResource(resourceId ?? null, named, tenantId);
}

/** The resource that an ARM id names; `named` is what else is known of it. */
export function armResource(
  resourceId: string | null,
  named: { readonly name?: string | null | undefined; readonly type?: string | null | undefined },
  tenantId: string,
): EntityDraft {
  const arm = resourceId === null ? null : parseArmId(resourceId);
  const typeName = arm?.type ?? named.type ?? null;
  return {
    ...ofType(typeName === null ? null : azureResourceType(typeName)),
    cloud: 'azure',
    identities: [
      ['azure', arm?.folded ?? folded(resourceId)],
      ['azureName', tenantId, folded(named.type), folded(named.name)],
    ],
    names: [named.name, arm?.name, resourceId],
    resourceId,
    accountId: folded(arm?.subscriptionId),
    details: [
      ['Resource group', arm?.resourceGroup],
      ['Resource type', typeName],
      ['Subscription', arm?.subscriptionId],
    ],
  };
}

export function amazonResource(
  evidence: EvidenceOf<'amazonResourceEvidence'>,
  tenantId: string,
): EntityDraft {
  const { amazonResourceId, amazonAccountId, resourceName, resourceType } = evidence;
  const arn = amazonResourceId ? parseArn(amazonResourceId) : null;
  const named = resourceType ? awsNamedType(resourceType) : null;
  const accountId = amazonAccountId || arn?.accountId;
  return {
    ...ofType(arn === null ? named : awsResourceType(arn.service, arn.resourceType)),
    cloud: 'aws',
    identities: [
      ['aws', arn === null ? null : amazonResourceId],
      ['awsId', accountId ?? tenantId, amazonResourceId],
      ['awsName', accountId ?? tenantId, resourceType ?? '-', resourceName],
    ],
    names: [resourceName, arn?.resourceName, amazonResourceId],
    resourceId: amazonResourceId,
    accountId,
    region: arn?.region,
    details: [
      ['Account', accountId],
      ['Region', arn?.region],
      ['Resource type', resourceType],
      ['Partition', arn?.partition === 'aws' ? null : arn?.partition],
    ],
  };
}

export function googleResource(
  evidence: EvidenceOf<'googleCloudResourceEvidence'>,
  tenantId: string,
): EntityDraft {
  const { fullResourceName, projectId, resourceName, resourceType, location } = evidence;
  const parsed = fullResourceName ? parseGcpResourceName(fullResourceName) : null;
  const named = resourceType ? gcpNamedType(resourceType) : null;
  const project = projectId || parsed?.project;
  const region = location || parsed?.location;
  return {
    ...ofType(parsed === null ? named : gcpResourceType(parsed.service, parsed.collection)),
    cloud: 'gcp',
    identities: [
      ['gcp', parsed?.canonical ?? fullResourceName],
      ['gcpName', project ?? tenantId, resourceType ?? '-', region ?? '-', resourceName],
    ],
    names: [resourceName, parsed?.name, fullResourceName],
    resourceId: fullResourceName,
    accountId: project,
    region,
    details: [
      ['Project', project],
      ['Project number', evidence.projectNumber],
      [labelIfStated('googleCloudLocationType', evidence.locationType) ?? 'Location', region],
      ['Resource type', resourceType],
    ],
  };
}

/** Null for evidence that is no cloud resource. */
export function cloudResource(evidence: Evidence, tenantId: string): EntityDraft | null {
  if (evidence.kind === 'azureResourceEvidence') return azureResource(evidence, tenantId);
  if (evidence.kind === 'amazonResourceEvidence') return amazonResource(evidence, tenantId);
  if (evidence.kind === 'googleCloudResourceEvidence') return googleResource(evidence, tenantId);
  return null;
}

export function blobContainer(
  { name, url, storageResource }: EvidenceOf<'blobContainerEvidence'>,
  tenantId: string,
): EntityDraft {
  const storage = storageResource ? azureResource(storageResource, tenantId) : null;
  return {
    kind: 'blobContainer',
    category: 'cloudResource',
    cloud: 'azure',
    family: 'data',
    identities: [
      ['blobContainer', folded(url)],
      ['blobContainerName', folded(storageResource?.resourceId), folded(name)],
      ['blobContainerName', tenantId, folded(name)],
    ],
    names: [name, url],
    resourceType: 'Blob container',
    accountId: storage?.accountId,
    details: [['URL', url]],
  };
}

export function blob(
  { name, url, etag, fileHashes, blobContainer: container }: EvidenceOf<'blobEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'blob',
    cloud: 'azure',
    family: 'data',
    identities: [
      ['blob', url],
      ['blobName', folded(container?.url), name],
      ['blobName', tenantId, folded(container?.name) ?? '-', name],
    ],
    names: [name, url],
    details: [
      ['URL', url],
      ...fileHashes.map(
        ({ algorithm, value }) => [labelOf('fileHashAlgorithm', algorithm), value] as const,
      ),
      ['ETag', etag],
    ],
  };
}

export function sasToken(token: EvidenceOf<'sasTokenEvidence'>, tenantId: string): EntityDraft {
  return {
    kind: 'sasToken',
    cloud: 'azure',
    family: 'keysAndSecrets',
    identities: [['sasToken', tenantId, token.signatureHash]],
    names: [token.signatureHash],
    details: [
      ['Permissions', joined(token.permissions, ', ')],
      ['Services', joined(token.allowedServices, ', ')],
      ['Allowed addresses', token.allowedIpAddresses],
      ['Expires', token.expiryDateTime],
      ['Signed with', token.signedWith],
    ],
  };
}

function ofType(
  type: ResourceType | null,
): Pick<EntityDraft, 'kind' | 'category' | 'family' | 'resourceType'> {
  const isCluster = type !== null && CLUSTER_TYPES.has(type.label);
  return {
    kind: isCluster ? 'kubernetesCluster' : 'cloudResource',
    category: 'cloudResource',
    family: type?.family ?? 'general',
    resourceType: type?.label,
  };
}
