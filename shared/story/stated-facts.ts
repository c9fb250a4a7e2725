// What one evidence item says by itself: the names others know it by, and how it hangs together with
// the evidence nested in it and with what it refers to by name. Nothing here is inferred.
import type { Evidence, EvidenceKind, EvidenceOf } from '../model/evidence.ts';
import type { StoryEdgeKind } from './incident-story.ts';

/** A name by which other evidence refers to a thing, e.g. a device's id in a process. */
export type Alias = string;

export interface StatedRelation {
  readonly source: Evidence | Alias;
  readonly kind: StoryEdgeKind;
  readonly target: Evidence | Alias;
}

/** Evidence in a relation is the item itself or nested directly in it. */
export interface StatedFacts {
  readonly aliases: readonly Alias[];
  readonly relations: readonly StatedRelation[];
}

type FactsByKind = {
  readonly [K in EvidenceKind]?: (evidence: Extract<Evidence, { kind: K }>) => Draft;
};

/** As written below: absent names and ends are dropped when the draft is read. */
interface Draft {
  readonly aliases?: readonly (Alias | null)[];
  readonly relations?: readonly DraftRelation[];
}

type DraftEnd = Evidence | Alias | null | undefined;
type DraftRelation = readonly [source: DraftEnd, kind: StoryEdgeKind, target: DraftEnd];

type UserAccount = NonNullable<EvidenceOf<'userEvidence'>['userAccount']>;

export function statedFacts(evidence: Evidence): StatedFacts {
  const draftOf = factsByKind[evidence.kind] as ((evidence: Evidence) => Draft) | undefined;
  const draft = draftOf?.(evidence) ?? {};
  return {
    aliases: (draft.aliases ?? []).filter(isPresent),
    relations: (draft.relations ?? []).flatMap(([source, kind, target]) =>
      isPresent(source) && isPresent(target) ? [{ source, kind, target }] : [],
    ),
  };
}

function isPresent<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** Null where any fact is missing: half a name is no name. */
function alias(
  scope: string,
  ...facts: readonly (string | number | null | undefined)[]
): Alias | null {
  const known = facts.filter((fact) => isPresent(fact) && fact !== '');
  return known.length === facts.length ? `${scope} ${known.join(' ').toLowerCase()}` : null;
}

/** Every name of an account, the most certain first. */
function accountAliases(account: UserAccount | null | undefined): readonly Alias[] {
  if (!account) return [];
  return [
    alias('user id', account.azureAdUserId),
    alias('sid', account.userSid),
    alias('upn', account.userPrincipalName),
    alias('account', account.domainName, account.accountName),
  ].filter(isPresent);
}

const deviceAlias = (mdeDeviceId: string | null | undefined) => alias('device', mdeDeviceId);
const addressAlias = (address: string | null | undefined) => alias('ip', address);
const mailAlias = (address: string | null | undefined) => alias('mail', address);
const messageAlias = (networkMessageId: string | null | undefined) =>
  alias('message', networkMessageId);
const domainAlias = (domain: string | null | undefined) => alias('domain', domain);
const applicationAlias = (appId: string | null | undefined) => alias('application', appId);
const registryKeyAlias = (hive: string | null | undefined, key: string | null | undefined) =>
  alias('registry', hive, key);
const processAlias = (
  mdeDeviceId: string | null | undefined,
  processId: number | null | undefined,
  createdAt: string | null | undefined,
) => alias('process', mdeDeviceId, processId, createdAt);

const factsByKind: FactsByKind = {
  deviceEvidence: (device) => ({
    aliases: [deviceAlias(device.mdeDeviceId)],
    relations: [
      ...device.loggedOnUsers.map(({ domainName, accountName }): DraftRelation => [
        alias('account', domainName, accountName),
        'canLogOn',
        device,
      ]),
      ...[...new Set([device.lastIpAddress, ...device.ipInterfaces])].map(
        (address): DraftRelation => [device, 'ownerOf', addressAlias(address)],
      ),
      [device, 'memberOf', domainAlias(device.dnsDomain)],
      [device, 'memberOf', domainAlias(device.ntDomain)],
    ],
  }),
  ioTDeviceEvidence: (device) => ({
    relations: [
      [device.ioTHub, 'maintains', device],
      [device, 'ownerOf', device.ipAddress],
      [device.sourceRef, 'affects', device],
      ...device.nics.map((nic): DraftRelation => [device, 'contains', nic]),
    ],
  }),
  nicEvidence: (nic) => ({
    relations: [[nic, 'ownerOf', nic.ipAddress]],
  }),
  userEvidence: (user) => ({
    aliases: accountAliases(user.userAccount),
    relations: [[user, 'memberOf', domainAlias(user.userAccount?.domainName)]],
  }),
  mailboxEvidence: (mailbox) => ({
    aliases: [mailAlias(mailbox.primaryAddress), mailAlias(mailbox.upn)],
    relations: [
      ...accountAliases(mailbox.userAccount).map((owner): DraftRelation => [
        owner,
        'ownerOf',
        mailbox,
      ]),
      [alias('upn', mailbox.upn ?? mailbox.primaryAddress), 'ownerOf', mailbox],
    ],
  }),
  mailboxConfigurationEvidence: (configuration) => ({
    relations: [
      [
        mailAlias(configuration.mailboxPrimaryAddress ?? configuration.upn),
        'contains',
        configuration,
      ],
    ],
  }),
  analyzedMessageEvidence: (message) => ({
    aliases: [messageAlias(message.networkMessageId)],
    relations: [
      [message, 'movesDataTo', mailAlias(message.recipientEmailAddress)],
      [addressAlias(message.senderIp), 'pushes', message],
      ...message.urls.map((url): DraftRelation => [message, 'contains', alias('url', url)]),
    ],
  }),
  mailClusterEvidence: (cluster) => ({
    relations: cluster.networkMessageIds.map((id): DraftRelation => [
      cluster,
      'contains',
      messageAlias(id),
    ]),
  }),
  submissionMailEvidence: (submission) => ({
    relations: [
      [submission, 'createdFrom', messageAlias(submission.networkMessageId)],
      [alias('upn', submission.submitter), 'ownerOf', submission],
    ],
  }),
  teamsMessageEvidence: (message) => ({
    relations: [
      [addressAlias(message.senderIP), 'pushes', message],
      ...message.recipients.map((recipient): DraftRelation => [
        message,
        'movesDataTo',
        alias('upn', recipient),
      ]),
      ...[...message.files, ...message.urls].map((part): DraftRelation => [
        message,
        'contains',
        part,
      ]),
    ],
  }),
  urlEvidence: (url) => ({ aliases: [alias('url', url.url)] }),
  ipEvidence: (address) => ({ aliases: [addressAlias(address.ipAddress)] }),
  dnsEvidence: (name) => ({
    relations: [
      [name.dnsServerIp, 'maintains', name],
      [name.hostIpAddress, 'routesTrafficTo', name],
      ...name.ipAddresses.map((address): DraftRelation => [name, 'routesTrafficTo', address]),
    ],
  }),
  networkConnectionEvidence: (connection) => ({
    relations: [
      [connection.sourceAddress, 'routesTrafficTo', connection],
      [connection, 'routesTrafficTo', connection.destinationAddress],
    ],
  }),
  activeDirectoryDomainEvidence: (domain) => ({
    aliases: [domainAlias(domain.activeDirectoryDomainName)],
    relations: domain.trustedDomains.map((trusted): DraftRelation => [
      trusted,
      'canAuthenticateTo',
      domain,
    ]),
  }),
  oauthApplicationEvidence: (application) => ({
    aliases: [applicationAlias(application.appId)],
  }),
  servicePrincipalEvidence: (principal) => ({
    relations: [[principal, 'application', applicationAlias(principal.appId)]],
  }),
  processEvidence: (process) => ({
    aliases: [
      processAlias(process.mdeDeviceId, process.processId, process.processCreationDateTime),
    ],
    relations: [
      [process, 'runsOn', deviceAlias(process.mdeDeviceId)],
      [
        process,
        'createdFrom',
        processAlias(
          process.mdeDeviceId,
          process.parentProcessId,
          process.parentProcessCreationDateTime,
        ),
      ],
      [process, 'isRunning', alias('sha256', process.imageFile?.sha256)],
      [process, 'isRunning', alias('sha1', process.imageFile?.sha1)],
      ...accountAliases(process.userAccount).map((owner): DraftRelation => [
        owner,
        'ownerOf',
        process,
      ]),
    ],
  }),
  fileEvidence: (file) => ({
    aliases: [
      alias('sha256', file.fileDetails?.sha256),
      alias('sha1', file.fileDetails?.sha1),
      alias('md5', file.fileDetails?.md5),
    ],
    relations: [[deviceAlias(file.mdeDeviceId), 'contains', file]],
  }),
  fileHashEvidence: (hash) => ({
    relations: [[alias(hash.algorithm ?? '', hash.value), 'contains', hash]],
  }),
  malwareEvidence: (malware) => ({
    relations: [
      ...malware.files.map((file): DraftRelation => [malware, 'contains', file]),
      ...malware.processes.map((process): DraftRelation => [malware, 'isRunning', process]),
    ],
  }),
  registryKeyEvidence: (key) => ({
    aliases: [registryKeyAlias(key.registryHive, key.registryKey)],
  }),
  registryValueEvidence: (value) => ({
    relations: [
      [registryKeyAlias(value.registryHive, value.registryKey), 'contains', value],
      [deviceAlias(value.mdeDeviceId), 'contains', value],
    ],
  }),
  hostLogonSessionEvidence: (session) => ({
    relations: [
      [session.account, 'canLogOn', session.host],
      [session.account, 'ownerOf', session],
      [session, 'runsOn', session.host],
    ],
  }),
  cloudLogonSessionEvidence: (session) => ({
    aliases: [alias('cloud session', session.sessionId)],
    relations: [[session.account, 'ownerOf', session]],
  }),
  blobContainerEvidence: (container) => ({
    relations: [[container.storageResource, 'contains', container]],
  }),
  blobEvidence: (blob) => ({
    relations: [[blob.blobContainer, 'contains', blob]],
  }),
  sasTokenEvidence: (token) => ({
    relations: [[token, 'hasPermission', token.storageResource]],
  }),
  kubernetesClusterEvidence: (cluster) => ({
    relations: [[cluster, 'runsOn', cluster.cloudResource]],
  }),
  kubernetesNamespaceEvidence: (namespace) => ({
    relations: [[namespace.cluster, 'contains', namespace]],
  }),
  kubernetesControllerEvidence: (controller) => ({
    relations: [[controller.namespace, 'contains', controller]],
  }),
  kubernetesServiceEvidence: (service) => ({
    relations: [
      [service.namespace, 'contains', service],
      [service, 'ownerOf', service.clusterIP],
      ...service.externalIPs.map((address): DraftRelation => [
        address,
        'exposedToInternet',
        service,
      ]),
    ],
  }),
  kubernetesServiceAccountEvidence: (account) => ({
    relations: [[account.namespace, 'contains', account]],
  }),
  kubernetesSecretEvidence: (secret) => ({
    relations: [[secret.namespace, 'contains', secret]],
  }),
  kubernetesPodEvidence: (pod) => {
    const containers = [...pod.containers, ...pod.initContainers, ...pod.ephemeralContainers];
    return {
      relations: [
        [pod.namespace, 'contains', pod],
        [pod.controller, 'provisions', pod],
        [pod, 'canAuthenticateTo', pod.serviceAccount],
        [pod, 'ownerOf', pod.podIp],
        ...containers.map((container): DraftRelation => [pod, 'contains', container]),
      ],
    };
  },
  containerEvidence: (container) => ({
    relations: [
      [container.pod, 'contains', container],
      [container, 'createdFrom', container.image],
    ],
  }),
  containerImageEvidence: (image) => ({
    relations: [
      [image, 'createdFrom', image.registry],
      [image, 'createdFrom', image.digestImage],
    ],
  }),
  gitHubOrganizationEvidence: (organization) => ({
    aliases: [alias('github', organization.login)],
  }),
  gitHubUserEvidence: (user) => ({ aliases: [alias('github', user.login)] }),
  gitHubRepoEvidence: (repository) => ({
    relations: [[alias('github', repository.owner ?? repository.login), 'ownerOf', repository]],
  }),
};
