// Which function tells the thing that a kind of evidence is about; total over the contract.
import type { Evidence, EvidenceKind } from '../model/evidence.ts';
import { shortTypeName } from '../model/graph/plan.ts';
import * as account from './account-entities.ts';
import * as cloud from './cloud-entities.ts';
import * as endpoint from './endpoint-entities.ts';
import type { EntityDraft } from './entity-draft.ts';
import * as mail from './mail-entities.ts';
import * as network from './network-entities.ts';
import * as workload from './workload-entities.ts';

type Describers = {
  readonly [K in EvidenceKind]: (
    evidence: Extract<Evidence, { readonly kind: K }>,
    tenantId: string,
  ) => EntityDraft;
};

const describers: Describers = {
  activeDirectoryDomainEvidence: account.directoryDomain,
  aiAgentEvidence: account.aiAgent,
  amazonResourceEvidence: cloud.amazonResource,
  analyzedMessageEvidence: mail.mailMessage,
  azureResourceEvidence: cloud.azureResource,
  blobContainerEvidence: cloud.blobContainer,
  blobEvidence: cloud.blob,
  cloudApplicationEvidence: account.cloudApplication,
  cloudLogonRequestEvidence: account.cloudLogonRequest,
  cloudLogonSessionEvidence: account.cloudLogonSession,
  containerEvidence: workload.container,
  containerImageEvidence: workload.image,
  containerRegistryEvidence: workload.registry,
  deviceEvidence: endpoint.device,
  dnsEvidence: network.dnsName,
  fileEvidence: endpoint.file,
  fileHashEvidence: endpoint.fileHash,
  gitHubOrganizationEvidence: account.gitHubOrganization,
  gitHubRepoEvidence: account.gitHubRepository,
  gitHubUserEvidence: account.gitHubUser,
  googleCloudResourceEvidence: cloud.googleResource,
  hostLogonSessionEvidence: account.hostLogonSession,
  ioTDeviceEvidence: endpoint.iotDevice,
  ipEvidence: network.ipAddress,
  kubernetesClusterEvidence: workload.cluster,
  kubernetesControllerEvidence: workload.controller,
  kubernetesNamespaceEvidence: workload.namespace,
  kubernetesPodEvidence: workload.pod,
  kubernetesSecretEvidence: workload.secret,
  kubernetesServiceAccountEvidence: workload.serviceAccount,
  kubernetesServiceEvidence: workload.service,
  mailClusterEvidence: mail.mailCluster,
  mailboxConfigurationEvidence: mail.mailboxConfiguration,
  mailboxEvidence: mail.mailbox,
  malwareEvidence: endpoint.malware,
  networkConnectionEvidence: network.networkConnection,
  nicEvidence: endpoint.networkInterface,
  oauthApplicationEvidence: account.oauthApplication,
  processEvidence: endpoint.process,
  registryKeyEvidence: endpoint.registryKey,
  registryValueEvidence: endpoint.registryValue,
  sasTokenEvidence: cloud.sasToken,
  securityGroupEvidence: account.securityGroup,
  servicePrincipalEvidence: account.servicePrincipal,
  submissionMailEvidence: mail.mailSubmission,
  teamsMessageEvidence: mail.teamsMessage,
  urlEvidence: network.url,
  userEvidence: account.user,
  unknownEvidence: ({ odataType, residue }) => ({
    kind: 'unknown',
    identities: [],
    names: [odataType === null ? null : shortTypeName(odataType)],
    details: (residue?.raw ?? []).flatMap(([name, value]) =>
      name.includes('@') || typeof value === 'object' ? [] : [[name, value] as const],
    ),
  }),
};

export function describeEvidence(evidence: Evidence, tenantId: string): EntityDraft {
  // The kind chooses the function whose parameter it is: the checker cannot follow that.
  return describers[evidence.kind](evidence as never, tenantId);
}
