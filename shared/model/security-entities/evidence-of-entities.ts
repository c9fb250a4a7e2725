// The door: an alert's list of entities to evidence in Graph's own JSON. Nothing here throws, whatever the
// list holds; an entity of a kind that Graph has no evidence for is kept whole as evidence of its own type.
import type { KnownEvidenceKind } from '../graph/contract.ts';
import type { Json, JsonObject } from '../json.ts';
import {
  aiAgent,
  cloudApplication,
  cloudLogonRequest,
  cloudLogonSession,
  directoryDomain,
  gitHubOrganization,
  gitHubRepository,
  gitHubUser,
  oauthApplication,
  securityGroup,
  servicePrincipal,
  user,
} from './account-evidence.ts';
import {
  device,
  file,
  fileHash,
  hostLogonSession,
  malware,
  process,
  registryKey,
  registryValue,
} from './endpoint-evidence.ts';
import { typedEvidence } from './graph-json.ts';
import {
  mailbox,
  mailboxConfiguration,
  mailCluster,
  mailMessage,
  mailSubmission,
  teamsMessage,
} from './mail-evidence.ts';
import {
  dns,
  iotDevice,
  ip,
  networkConnection,
  networkInterface,
  url,
} from './network-evidence.ts';
import {
  amazonResource,
  azureResource,
  blob,
  blobContainer,
  googleResource,
  sasToken,
} from './resource-evidence.ts';
import { EntityIndex, type SecurityEntity } from './security-entity.ts';
import {
  cluster,
  container,
  controller,
  image,
  namespace,
  pod,
  registry,
  secret,
  service,
  serviceAccount,
} from './workload-evidence.ts';

type Writer = (entity: SecurityEntity) => JsonObject;

/** Kinds as SecurityEntity folds them; several spellings of one kind are in use. */
const WRITERS: readonly (readonly [string, KnownEvidenceKind, Writer])[] = [
  ['account', 'userEvidence', user],
  ['host', 'deviceEvidence', device],
  ['machine', 'deviceEvidence', device],
  ['ip', 'ipEvidence', ip],
  ['url', 'urlEvidence', url],
  ['dns', 'dnsEvidence', dns],
  ['dnsresolution', 'dnsEvidence', dns],
  ['file', 'fileEvidence', file],
  ['filehash', 'fileHashEvidence', fileHash],
  ['process', 'processEvidence', process],
  ['malware', 'malwareEvidence', malware],
  ['registrykey', 'registryKeyEvidence', registryKey],
  ['registryvalue', 'registryValueEvidence', registryValue],
  ['hostlogonsession', 'hostLogonSessionEvidence', hostLogonSession],
  ['cloudlogonsession', 'cloudLogonSessionEvidence', cloudLogonSession],
  ['cloudlogonrequest', 'cloudLogonRequestEvidence', cloudLogonRequest],
  ['azureresource', 'azureResourceEvidence', azureResource],
  ['amazonresource', 'amazonResourceEvidence', amazonResource],
  ['awsresource', 'amazonResourceEvidence', amazonResource],
  ['googlecloudresource', 'googleCloudResourceEvidence', googleResource],
  ['gcpresource', 'googleCloudResourceEvidence', googleResource],
  ['blob', 'blobEvidence', blob],
  ['blobcontainer', 'blobContainerEvidence', blobContainer],
  ['storagecontainer', 'blobContainerEvidence', blobContainer],
  ['sastoken', 'sasTokenEvidence', sasToken],
  ['cloudapplication', 'cloudApplicationEvidence', cloudApplication],
  ['oauthapplication', 'oauthApplicationEvidence', oauthApplication],
  ['serviceprincipal', 'servicePrincipalEvidence', servicePrincipal],
  ['securitygroup', 'securityGroupEvidence', securityGroup],
  ['activedirectorydomain', 'activeDirectoryDomainEvidence', directoryDomain],
  ['mailbox', 'mailboxEvidence', mailbox],
  ['mailboxconfiguration', 'mailboxConfigurationEvidence', mailboxConfiguration],
  ['mailmessage', 'analyzedMessageEvidence', mailMessage],
  ['mailcluster', 'mailClusterEvidence', mailCluster],
  ['submissionmail', 'submissionMailEvidence', mailSubmission],
  ['teamsmessage', 'teamsMessageEvidence', teamsMessage],
  ['iotdevice', 'ioTDeviceEvidence', iotDevice],
  ['nic', 'nicEvidence', networkInterface],
  ['networkconnection', 'networkConnectionEvidence', networkConnection],
  ['container', 'containerEvidence', container],
  ['containerimage', 'containerImageEvidence', image],
  ['containerregistry', 'containerRegistryEvidence', registry],
  ['k8scluster', 'kubernetesClusterEvidence', cluster],
  ['k8snamespace', 'kubernetesNamespaceEvidence', namespace],
  ['k8spod', 'kubernetesPodEvidence', pod],
  ['k8scontroller', 'kubernetesControllerEvidence', controller],
  ['k8sdeployment', 'kubernetesControllerEvidence', controller],
  ['k8sdaemonset', 'kubernetesControllerEvidence', controller],
  ['k8sreplicaset', 'kubernetesControllerEvidence', controller],
  ['k8sstatefulset', 'kubernetesControllerEvidence', controller],
  ['k8sjob', 'kubernetesControllerEvidence', controller],
  ['k8scronjob', 'kubernetesControllerEvidence', controller],
  ['k8sservice', 'kubernetesServiceEvidence', service],
  ['k8sserviceaccount', 'kubernetesServiceAccountEvidence', serviceAccount],
  ['k8ssecret', 'kubernetesSecretEvidence', secret],
  ['githuborganization', 'gitHubOrganizationEvidence', gitHubOrganization],
  ['githubrepo', 'gitHubRepoEvidence', gitHubRepository],
  ['githubrepository', 'gitHubRepoEvidence', gitHubRepository],
  ['githubuser', 'gitHubUserEvidence', gitHubUser],
  ['aiagent', 'aiAgentEvidence', aiAgent],
];

const writerByKind: ReadonlyMap<string, readonly [KnownEvidenceKind, Writer]> = new Map(
  WRITERS.map(([kind, type, write]) => [kind, [type, write] as const]),
);

/** The kinds of entity that become evidence of a type that Graph knows, folded. */
export const knownEntityKinds: readonly string[] = WRITERS.map(([kind]) => kind);

/** One piece of evidence for each entity of the list, in its order; what is no object is passed over. */
export function evidenceOfEntities(entities: readonly Json[]): readonly JsonObject[] {
  return new EntityIndex(entities).entities.map(evidenceOf);
}

function evidenceOf(entity: SecurityEntity): JsonObject {
  const writer = writerByKind.get(entity.kind.replace(/^kubernetes/, 'k8s'));
  if (writer === undefined) return { ...entity.json, '@odata.type': entity.type };
  const [type, write] = writer;
  return typedEvidence(type, write(entity));
}
