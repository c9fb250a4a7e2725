// Cloud applications, service principals, mail and Teams messages, and other things of software as a service.
import { guidFor, hexFor, numberFor } from './identifiers.ts';
import { TENANT_ID, upn } from './people.ts';
import type { Person } from './people.ts';
import { minutes } from './script.ts';
import type { EvidenceFacts } from './script.ts';

/** Ids as Defender for Cloud Apps numbers its applications. */
const CLOUD_APPS = {
  exchange: [20893, 'Microsoft Exchange Online'],
  sharePoint: [20892, 'Microsoft SharePoint Online'],
  office: [11161, 'Microsoft 365'],
  aws: [11599, 'Amazon Web Services'],
  azure: [12260, 'Microsoft Azure'],
  gcp: [29814, 'Google Cloud Platform'],
  gitHub: [11114, 'GitHub'],
} as const satisfies Record<string, readonly [number, string]>;

export function cloudApplication(app: keyof typeof CLOUD_APPS): EvidenceFacts {
  const [appId, displayName] = CLOUD_APPS[app];
  return {
    '@odata.type': '#microsoft.graph.security.cloudApplicationEvidence',
    appId,
    displayName,
    instanceId: 0,
    instanceName: displayName,
    saasAppId: appId,
    stream: null,
  };
}

export function oauthApplication(displayName: string, publisher: string | null): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.oauthApplicationEvidence',
    appId: guidFor(`oauth/${displayName}`),
    displayName,
    objectId: guidFor(`oauth-object/${displayName}`),
    publisher,
  };
}

export function servicePrincipal(
  name: string,
  type: 'application' | 'managedIdentity' = 'application',
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.servicePrincipalEvidence',
    appId: guidFor(`app/${name}`),
    appOwnerTenantId: TENANT_ID,
    servicePrincipalName: name,
    servicePrincipalObjectId: guidFor(`principal/${name}`),
    servicePrincipalType: type,
    tenantId: TENANT_ID,
  };
}

interface Mail {
  readonly to: Person;
  readonly from: readonly [name: string, address: string];
  readonly subject: string;
  readonly senderIp: string;
  readonly urls?: readonly string[];
  readonly attachments?: number;
  readonly threats: readonly string[];
  readonly found: readonly string[];
  readonly delivered?: 'Delivered' | 'DeliveredAsSpam' | 'Blocked' | 'Junked';
  readonly location?: string;
  readonly direction?: 'Inbound' | 'Outbound' | 'Intra-org';
}

/** One message as Defender for Office 365 analysed it. */
export function mail(message: Mail): EvidenceFacts {
  const key = `mail/${message.subject}/${message.to.accountName}`;
  const [displayName, emailAddress] = message.from;
  const sender = { displayName, domainName: emailAddress.split('@')[1] ?? '', emailAddress };
  const urls = message.urls ?? [];
  return {
    '@odata.type': '#microsoft.graph.security.analyzedMessageEvidence',
    antiSpamDirection: message.direction ?? 'Inbound',
    attachmentsCount: message.attachments ?? 0,
    deliveryAction: message.delivered ?? 'Delivered',
    deliveryLocation: message.location ?? 'Inbox',
    internetMessageId: `<${hexFor(key, 24)}@${sender.domainName}>`,
    language: 'en',
    networkMessageId: guidFor(key),
    p1Sender: sender,
    p2Sender: sender,
    receivedDateTime: minutes(-1),
    recipientEmailAddress: upn(message.to),
    senderIp: message.senderIp,
    subject: message.subject,
    threatDetectionMethods: message.found,
    threats: message.threats,
    urlCount: urls.length,
    urls,
    urn: `urn:MailEntity:${hexFor(`${key}/urn`, 32)}`,
  };
}

/** Messages that look alike, by a feature of theirs. */
export function mailCluster(
  subject: string,
  count: number,
  messages: readonly EvidenceFacts[],
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.mailClusterEvidence',
    clusterBy: 'Subject;P2SenderDomain;ContentType',
    clusterByValue: `${subject};${hexFor(`cluster/${subject}`, 8)};1`,
    emailCount: count,
    networkMessageIds: messages.map((message) => message['networkMessageId']),
    query: `((Subject:"${subject}") AND (ContentType: 1))`,
    urn: `urn:MailCluster:${hexFor(`cluster-urn/${subject}`, 32)}`,
  };
}

export function submission(
  subject: string,
  sender: readonly [address: string, ip: string],
  by: Person,
): EvidenceFacts {
  const key = `mail/${subject}/${by.accountName}`;
  return {
    '@odata.type': '#microsoft.graph.security.submissionMailEvidence',
    networkMessageId: guidFor(key),
    recipient: upn(by),
    reportType: 'Phish',
    sender: sender[0],
    senderIp: sender[1],
    subject,
    submissionDateTime: minutes(0),
    submissionId: guidFor(`${key}/submission`),
    submitter: upn(by),
  };
}

export function mailboxRule(
  who: Person,
  type: 'mailForwardingRule' | 'owaSettings' | 'ewsSettings' | 'mailDelegation' | 'userInboxRule',
  displayName: string,
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.mailboxConfigurationEvidence',
    configurationId: `${guidFor(`mailbox/${who.accountName}`)}\\${numberFor(`rule/${displayName}`, 0xffffffff)}`,
    configurationType: type,
    displayName,
    externalDirectoryObjectId: guidFor(`entra-user/${who.accountName}`),
    mailboxPrimaryAddress: upn(who),
    upn: upn(who),
  };
}

interface TeamsMessage {
  readonly to: readonly Person[];
  readonly from: string;
  readonly senderIp: string;
  readonly subject: string;
  readonly urls: readonly EvidenceFacts[];
  readonly files: readonly EvidenceFacts[];
}

/** A chat message from outside. */
export function teamsMessage(message: TeamsMessage): EvidenceFacts {
  const key = `teams/${message.subject}`;
  const recipients = message.to.map(upn);
  return {
    '@odata.type': '#microsoft.graph.security.teamsMessageEvidence',
    campaignId: guidFor(`${key}/campaign`),
    channelId: null,
    deliveryAction: 'delivered',
    deliveryLocation: 'teams',
    files: message.files,
    groupId: null,
    isExternal: true,
    isOwned: false,
    lastModifiedDateTime: minutes(-4),
    messageDirection: 'inbound',
    messageId: `17${numberFor(key, 100_000_000).toString().padStart(11, '0')}`,
    owningTenantId: guidFor('tenant/of-the-sender'),
    parentMessageId: null,
    receivedDateTime: minutes(-4),
    recipients,
    senderFromAddress: message.from,
    senderIP: message.senderIp,
    sourceAppName: 'Microsoft Teams',
    sourceId: guidFor(`${key}/source`),
    subject: message.subject,
    suspiciousRecipients: recipients,
    threadId: `19:${hexFor(`${key}/thread`, 32)}@unq.gbl.spaces`,
    threadType: 'chat',
    urls: message.urls,
  };
}

export function aiAgent(
  agentName: string,
  hostingPlatformType: 'azureAIFoundry' | 'copilotStudio' | 'copilot',
  instructions: string,
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.aiAgentEvidence',
    agentId: guidFor(`agent/${agentName}`),
    agentName,
    hostingPlatformType,
    instructions,
  };
}

export function gitHubOrganization(login: string, displayName: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.gitHubOrganizationEvidence',
    company: displayName,
    displayName,
    email: null,
    login,
    orgId: String(60_000_000 + numberFor(`org/${login}`, 90_000_000)),
    webUrl: `https://github.com/${login}`,
  };
}

export function gitHubRepo(owner: string, name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.gitHubRepoEvidence',
    baseUrl: `https://github.com/${owner}/${name}`,
    login: name,
    owner,
    ownerType: 'Organization',
    repoId: String(400_000_000 + numberFor(`repo/${owner}/${name}`, 400_000_000)),
  };
}

export function gitHubUser(
  login: string,
  name: string | null,
  email: string | null,
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.gitHubUserEvidence',
    email,
    login,
    name,
    userId: String(20_000_000 + numberFor(`gh-user/${login}`, 150_000_000)),
    webUrl: `https://github.com/${login}`,
  };
}
