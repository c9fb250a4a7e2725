// Kubernetes evidence, built from the cluster down: each thing carries what it lives in.
import { guidFor, hexFor } from './identifiers.ts';
import { ip } from './network.ts';
import type { EvidenceFacts } from './script.ts';

export function cluster(
  cloudResource: EvidenceFacts,
  platform: 'aks' | 'eks' | 'gke',
  version: string,
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesClusterEvidence',
    cloudResource,
    distribution: null,
    name: cloudResource['resourceName'],
    platform,
    version,
  };
}

export function namespace(inside: EvidenceFacts, name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesNamespaceEvidence',
    cluster: inside,
    labels: { 'kubernetes.io/metadata.name': name },
    name,
  };
}

export function serviceAccount(inside: EvidenceFacts, name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesServiceAccountEvidence',
    name,
    namespace: inside,
  };
}

export function controller(inside: EvidenceFacts, type: string, name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesControllerEvidence',
    labels: { app: name },
    name,
    namespace: inside,
    type,
  };
}

export function registry(name: string): EvidenceFacts {
  return { '@odata.type': '#microsoft.graph.security.containerRegistryEvidence', registry: name };
}

export function image(from: EvidenceFacts, imageId: string): EvidenceFacts {
  const name = imageId.split(':')[0] ?? imageId;
  return {
    '@odata.type': '#microsoft.graph.security.containerImageEvidence',
    digestImage: {
      '@odata.type': '#microsoft.graph.security.containerImageEvidence',
      digestImage: null,
      imageId: `${name}@sha256:${hexFor(`image/${imageId}`, 64)}`,
      registry: from,
    },
    imageId,
    registry: from,
  };
}

interface ContainerFacts {
  readonly name: string;
  readonly image: EvidenceFacts;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly isPrivileged?: boolean;
}

/** A container; inside a pod its own `pod` stays null, as the service sends it. */
export function container(facts: ContainerFacts, pod: EvidenceFacts | null = null): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.containerEvidence',
    args: facts.args ?? [],
    command: facts.command ?? [],
    containerId: hexFor(`container/${facts.name}/${String(facts.image['imageId'])}`, 64),
    image: facts.image,
    isPrivileged: facts.isPrivileged ?? false,
    name: facts.name,
    pod,
  };
}

interface PodFacts {
  readonly name: string;
  readonly inside: EvidenceFacts;
  readonly containers: readonly EvidenceFacts[];
  readonly controller?: EvidenceFacts;
  readonly serviceAccount?: EvidenceFacts;
  readonly address: string;
}

export function pod(facts: PodFacts): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesPodEvidence',
    containers: facts.containers,
    controller: facts.controller ?? null,
    ephemeralContainers: [],
    initContainers: [],
    labels: { app: facts.name.split('-').slice(0, -2).join('-') },
    name: facts.name,
    namespace: facts.inside,
    podIp: ip(facts.address),
    serviceAccount: facts.serviceAccount ?? null,
  };
}

export function secret(inside: EvidenceFacts, name: string, secretType = 'Opaque'): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesSecretEvidence',
    name,
    namespace: inside,
    secretType,
  };
}

interface ServiceFacts {
  readonly inside: EvidenceFacts;
  readonly name: string;
  readonly clusterAddress: string;
  readonly externalAddresses: readonly string[];
  readonly port: number;
}

/** A load balancer, which is what exposes things by accident. */
export function loadBalancer(facts: ServiceFacts): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.kubernetesServiceEvidence',
    clusterIP: ip(facts.clusterAddress),
    externalIPs: facts.externalAddresses.map(ip),
    labels: { 'k8s-app': facts.name },
    name: facts.name,
    namespace: facts.inside,
    selector: { 'k8s-app': facts.name },
    servicePorts: [
      {
        appProtocol: null,
        name: `${facts.name}-${guidFor(facts.name).slice(0, 4)}`,
        nodePort: 31_443,
        port: facts.port,
        protocol: 'tcp',
        targetPort: '8443',
      },
    ],
    serviceType: 'loadBalancer',
  };
}
