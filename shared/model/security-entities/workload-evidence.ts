// Kubernetes and containers, from entities to Graph's evidence. What a thing lives in stands inside it,
// as Graph has it: pod, namespace, cluster, cloud resource; a container inside a pod does not repeat it.
import type { JsonObject } from '../json.ts';
import { evidenceBase } from './evidence-base.ts';
import { graphJson, typedEvidence } from './graph-json.ts';
import { ip } from './network-evidence.ts';
import { amazonResource, azureResource, googleResource } from './resource-evidence.ts';
import type { SecurityEntity } from './security-entity.ts';

export function cluster(entity: SecurityEntity): JsonObject {
  const resource = entity.link('cloudResource');
  return graphJson('kubernetesClusterEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity) ?? resource?.text('resourceName') ?? lastName(resource),
    platform: entity.text('platform')?.toLowerCase() ?? platformOf(resource),
    version: entity.text('version'),
    distribution: entity.text('distribution'),
    cloudResource: resource === null ? null : cloudResource(resource),
  });
}

function cloudResource(entity: SecurityEntity): JsonObject | null {
  switch (cloudOf(entity)) {
    case 'aws':
      return typedEvidence('amazonResourceEvidence', amazonResource(entity));
    case 'gcp':
      return typedEvidence('googleCloudResourceEvidence', googleResource(entity));
    case 'azure':
      return typedEvidence('azureResourceEvidence', azureResource(entity));
  }
}

function cloudOf(entity: SecurityEntity): 'azure' | 'aws' | 'gcp' {
  if (/^(?:amazon|aws)/.test(entity.kind)) return 'aws';
  return /^(?:google|gcp)/.test(entity.kind) ? 'gcp' : 'azure';
}

function platformOf(resource: SecurityEntity | null): string | null {
  if (resource === null) return null;
  const isArc = /\/connectedClusters\//i.test(resource.text('resourceId') ?? '');
  return isArc ? 'arc' : ({ azure: 'aks', aws: 'eks', gcp: 'gke' } as const)[cloudOf(resource)];
}

function lastName(resource: SecurityEntity | null): string | null {
  return resource?.text('resourceId')?.split('/').at(-1) ?? null;
}

export function namespace(entity: SecurityEntity): JsonObject {
  const inside = entity.link('cluster');
  return graphJson('kubernetesNamespaceEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    labels: labelsOf(entity, 'labels'),
    cluster: inside === null ? null : cluster(inside),
  });
}

function namespaceOf(entity: SecurityEntity): JsonObject | null {
  const inside = entity.link('namespace');
  if (inside !== null) return namespace(inside);
  const name = entity.text('namespace');
  return name === null ? null : graphJson('kubernetesNamespaceEvidence', { name });
}

export function pod(entity: SecurityEntity): JsonObject {
  const controlledBy = entity.link('controller');
  const account = entity.link('serviceAccount');
  const address = entity.link('podIp', 'ip');
  return graphJson('kubernetesPodEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    labels: labelsOf(entity, 'labels'),
    namespace: namespaceOf(entity),
    controller: controlledBy === null ? null : controller(controlledBy),
    serviceAccount: account === null ? null : serviceAccount(account),
    podIp: address === null ? null : ip(address),
    containers: entity.links('containers').map(containerInPod),
    initContainers: entity.links('initContainers').map(containerInPod),
    ephemeralContainers: entity.links('ephemeralContainers').map(containerInPod),
  });
}

/** Sentinel and Defender for Cloud have a kind for each type of controller, e.g. `K8s-daemonset`. */
export function controller(entity: SecurityEntity): JsonObject {
  const type = entity.text('controllerType') ?? /^k8s-(?!controller)(.+)$/i.exec(entity.type)?.[1];
  return graphJson('kubernetesControllerEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    type,
    labels: labelsOf(entity, 'labels'),
    namespace: namespaceOf(entity),
  });
}

export function service(entity: SecurityEntity): JsonObject {
  const address = entity.link('clusterIP');
  return graphJson('kubernetesServiceEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    namespace: namespaceOf(entity),
    serviceType: entity.text('serviceType'),
    clusterIP: address === null ? null : ip(address),
    externalIPs: entity.links('externalIPs').map(ip),
    labels: labelsOf(entity, 'labels'),
    selector: labelsOf(entity, 'selector'),
    servicePorts: entity.objects('servicePorts').map((port) =>
      graphJson('kubernetesServicePort', {
        name: port.text('name'),
        port: port.number('port'),
        nodePort: port.number('nodePort'),
        targetPort: port.text('targetPort'),
        protocol: port.text('protocol')?.toLowerCase(),
        appProtocol: port.text('appProtocol'),
      }),
    ),
  });
}

export function serviceAccount(entity: SecurityEntity): JsonObject {
  return graphJson('kubernetesServiceAccountEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    namespace: namespaceOf(entity),
  });
}

export function secret(entity: SecurityEntity): JsonObject {
  return graphJson('kubernetesSecretEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    secretType: entity.text('secretType'),
    namespace: namespaceOf(entity),
  });
}

export function container(entity: SecurityEntity): JsonObject {
  const inside = entity.link('pod');
  return {
    ...containerInPod(entity),
    ...(inside !== null && { pod: { ...pod(inside), containers: [] } }),
  };
}

function containerInPod(entity: SecurityEntity): JsonObject {
  const from = entity.link('image');
  const imageId = entity.text('image');
  return graphJson('containerEvidence', {
    ...evidenceBase(entity),
    name: nameOf(entity),
    containerId: entity.text('containerId'),
    image:
      from !== null
        ? image(from)
        : imageId === null
          ? null
          : graphJson('containerImageEvidence', { imageId }),
    isPrivileged: entity.boolean('isPrivileged'),
    command: entity.texts('command'),
    args: entity.texts('args'),
  });
}

export function image(entity: SecurityEntity): JsonObject {
  const digest = entity.link('digestImage');
  return graphJson('containerImageEvidence', {
    ...evidenceBase(entity),
    ...imageFacts(entity),
    digestImage: digest === null ? null : graphJson('containerImageEvidence', imageFacts(digest)),
  });
}

function imageFacts(entity: SecurityEntity) {
  const from = entity.link('registry');
  return {
    imageId: entity.text('imageId', 'name', 'friendlyName'),
    registry: from === null ? null : registry(from),
  };
}

export function registry(entity: SecurityEntity): JsonObject {
  return graphJson('containerRegistryEvidence', {
    ...evidenceBase(entity),
    registry: entity.text('registry', 'name', 'loginServer', 'friendlyName'),
  });
}

function nameOf(entity: SecurityEntity): string | null {
  return entity.text('name', 'friendlyName');
}

function labelsOf(entity: SecurityEntity, name: string): JsonObject | null {
  return entity.object(name)?.json ?? null;
}
