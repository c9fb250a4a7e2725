// Kubernetes and containers as entities. A cluster is the cloud resource it runs as; what lies in it is
// known by the chain of names down from the cluster.
import type { Cloud, EntityKey } from '../model/entity.ts';
import type { EvidenceOf } from '../model/evidence.ts';
import { labelIfStated } from '../model/labels.ts';
import { cloudResource } from './cloud-entities.ts';
import {
  entityKey,
  folded,
  isStated,
  joined,
  type EntityDraft,
  type Stated,
} from './entity-draft.ts';

type Namespace = EvidenceOf<'kubernetesNamespaceEvidence'> | null | undefined;

export function cluster(
  evidence: EvidenceOf<'kubernetesClusterEvidence'>,
  tenantId: string,
): EntityDraft {
  const { name, platform, version, distribution } = evidence;
  const resource = evidence.cloudResource ? cloudResource(evidence.cloudResource, tenantId) : null;
  return {
    kind: 'kubernetesCluster',
    category: 'cloudResource',
    cloud: CLOUD_OF_PLATFORM.get(platform ?? '') ?? resource?.cloud ?? null,
    family: 'containers',
    identities: [
      ...(resource?.identities ?? []),
      ['cluster', tenantId, platform ?? '-', folded(name)],
    ],
    names: [name, ...(resource?.names ?? [])],
    resourceType: resource?.resourceType ?? 'Kubernetes cluster',
    resourceId: resource?.resourceId,
    accountId: resource?.accountId,
    region: resource?.region,
    details: [
      ['Platform', labelIfStated('kubernetesPlatform', platform)],
      ['Version', version],
      ['Distribution', distribution],
      ...(resource?.details ?? []),
    ],
  };
}

export function namespace(
  evidence: EvidenceOf<'kubernetesNamespaceEvidence'>,
  tenantId: string,
): EntityDraft {
  const holder = evidence.cluster;
  return {
    ...inCluster('kubernetesNamespace', evidence, tenantId),
    identities: [
      ['namespace', holder ? keyOf(cluster(holder, tenantId)) : tenantId, evidence.name],
    ],
    names: [evidence.name],
    details: [
      ['Cluster', holder?.name],
      ['Labels', labelsOf(evidence.labels)],
    ],
  };
}

export function controller(
  evidence: EvidenceOf<'kubernetesControllerEvidence'>,
  tenantId: string,
): EntityDraft {
  const { name, type, labels } = evidence;
  return {
    ...inNamespace('kubernetesController', evidence, tenantId, [folded(type) ?? '-', name]),
    details: [['Type', type], ...placeOf(evidence.namespace), ['Labels', labelsOf(labels)]],
  };
}

export function pod(evidence: EvidenceOf<'kubernetesPodEvidence'>, tenantId: string): EntityDraft {
  return {
    ...inNamespace('kubernetesPod', evidence, tenantId, [evidence.name]),
    details: [
      ...placeOf(evidence.namespace),
      ['Controller', evidence.controller?.name],
      ['Service account', evidence.serviceAccount?.name],
      ['IP address', evidence.podIp?.ipAddress],
      ['Labels', labelsOf(evidence.labels)],
    ],
  };
}

export function service(
  evidence: EvidenceOf<'kubernetesServiceEvidence'>,
  tenantId: string,
): EntityDraft {
  const ports = evidence.servicePorts.map(({ port, protocol }) =>
    joined([port, labelIfStated('containerPortProtocol', protocol)], '/'),
  );
  return {
    ...inNamespace('kubernetesService', evidence, tenantId, [evidence.name]),
    family: 'networking',
    details: [
      ['Type', labelIfStated('kubernetesServiceType', evidence.serviceType)],
      ['Ports', joined(ports, ', ')],
      ['Cluster IP', evidence.clusterIP?.ipAddress],
      ...placeOf(evidence.namespace),
    ],
  };
}

export function serviceAccount(
  evidence: EvidenceOf<'kubernetesServiceAccountEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    ...inNamespace('kubernetesServiceAccount', evidence, tenantId, [evidence.name]),
    family: 'identityAndAccess',
    details: placeOf(evidence.namespace),
  };
}

export function secret(
  evidence: EvidenceOf<'kubernetesSecretEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    ...inNamespace('kubernetesSecret', evidence, tenantId, [evidence.name]),
    family: 'keysAndSecrets',
    details: [['Type', evidence.secretType], ...placeOf(evidence.namespace)],
  };
}

export function container(
  evidence: EvidenceOf<'containerEvidence'>,
  tenantId: string,
): EntityDraft {
  const { containerId, name, pod: holder } = evidence;
  return {
    kind: 'container',
    family: 'containers',
    cloud: cloudOf(holder?.namespace, tenantId),
    identities: [
      ['container', containerId],
      ['containerName', holder ? keyOf(pod(holder, tenantId)) : tenantId, name],
    ],
    names: [name, containerId],
    details: [
      ['Container id', containerId],
      ['Image', evidence.image?.imageId],
      ['Command', joined([...evidence.command, ...evidence.args], ' ')],
      ['Privileged', evidence.isPrivileged],
      ['Pod', holder?.name],
      ...placeOf(holder?.namespace),
    ],
  };
}

export function image(
  evidence: EvidenceOf<'containerImageEvidence'>,
  tenantId: string,
): EntityDraft {
  const { imageId, registry: holder, digestImage } = evidence;
  const host = holder?.registry ?? imageId?.split('/')[0];
  return {
    kind: 'containerImage',
    family: 'containers',
    cloud: cloudOfRegistry(host),
    identities: [
      ['image', imageId],
      ['image', digestImage?.imageId],
      ['imageOf', tenantId, folded(holder?.registry)],
    ],
    names: [imageId, digestImage?.imageId],
    details: [
      ['Registry', holder?.registry],
      ['Digest', digestImage?.imageId],
    ],
  };
}

export function registry(evidence: EvidenceOf<'containerRegistryEvidence'>): EntityDraft {
  const host = evidence.registry;
  const amazon = AMAZON_REGISTRY.exec(host ?? '');
  return {
    kind: 'containerRegistry',
    category: 'cloudResource',
    family: 'containers',
    cloud: cloudOfRegistry(host),
    identities: [['registry', folded(host)]],
    names: [host],
    resourceType: 'Container registry',
    accountId: amazon?.[1],
    region: amazon?.[2],
  };
}

const AMAZON_REGISTRY = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?:\/|$)/i;

function cloudOfRegistry(host: string | null | undefined): Cloud | null {
  const name = folded(host)?.split('/')[0] ?? '';
  if (name.endsWith('.azurecr.io')) return 'azure';
  if (AMAZON_REGISTRY.test(name)) return 'aws';
  return name === 'gcr.io' || name.endsWith('.gcr.io') || name.endsWith('.pkg.dev') ? 'gcp' : null;
}

const CLOUD_OF_PLATFORM: ReadonlyMap<string, Cloud> = new Map([
  ['aks', 'azure'],
  ['eks', 'aws'],
  ['gke', 'gcp'],
]);

function cloudOf(holder: Namespace, tenantId: string): Cloud | null {
  return holder?.cluster ? (cluster(holder.cluster, tenantId).cloud ?? null) : null;
}

function inCluster(
  kind: EntityDraft['kind'],
  holder: Namespace,
  tenantId: string,
): Pick<EntityDraft, 'kind' | 'family' | 'cloud'> {
  return { kind, family: 'containers', cloud: cloudOf(holder, tenantId) };
}

function inNamespace(
  kind: EntityDraft['kind'],
  evidence: { readonly name?: string | null; readonly namespace?: Namespace },
  tenantId: string,
  names: readonly Stated[],
): EntityDraft {
  const holder = evidence.namespace;
  const within = holder ? keyOf(namespace(holder, tenantId)) : tenantId;
  return {
    ...inCluster(kind, holder, tenantId),
    identities: [[kind, within, ...names]],
    names: [evidence.name],
  };
}

function keyOf(draft: EntityDraft): EntityKey | null {
  return entityKey(draft.identities);
}

function placeOf(holder: Namespace): readonly (readonly [label: string, value: Stated])[] {
  return [
    ['Namespace', holder?.name],
    ['Cluster', holder?.cluster?.name],
  ];
}

/** Open dictionary: only scalar labels are shown. */
function labelsOf(labels: Readonly<Record<string, unknown>> | null | undefined): string | null {
  const pairs = Object.entries(labels ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' && isStated(value) && !name.includes('@') ? [`${name}=${value}`] : [],
  );
  return joined(pairs, ', ');
}
