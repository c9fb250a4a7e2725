// People, groups, applications and their sessions, as entities.
import type { EvidenceOf } from '../model/evidence.ts';
import { labelIfStated } from '../model/labels.ts';
import { folded, joined, type EntityDraft } from './entity-draft.ts';

type UserAccount = NonNullable<EvidenceOf<'userEvidence'>['userAccount']>;

/** Names that every machine has; from the identifier rules that Microsoft Sentinel publishes. */
const BUILT_IN_NAMES: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'system',
  'root',
  'anonymous',
  'authenticated user',
  'network',
  'null',
  'local system',
  'localsystem',
  'local service',
  'network service',
]);

/** LocalSystem, LocalService and NetworkService, Anonymous, and groups that are built in. */
const BUILT_IN_SID = /^S-1-5-(?:7|18|19|20|32-\d+)$/i;

/** True where the account says nothing about who it is: it must never join two alerts. */
export function isBuiltInAccount(account: UserAccount): boolean {
  if (account.azureAdUserId || account.userPrincipalName) return false;
  if (account.userSid) return BUILT_IN_SID.test(account.userSid);
  return BUILT_IN_NAMES.has(folded(account.accountName) ?? '');
}

export function accountDraft(account: UserAccount, tenantId: string): EntityDraft {
  const { azureAdUserId, userSid, userPrincipalName, accountName, domainName } = account;
  const isBuiltIn = isBuiltInAccount(account);
  return {
    kind: 'user',
    category: 'user',
    family: 'identityAndAccess',
    identities: [
      ['user', folded(azureAdUserId)],
      ['sid', isBuiltIn ? null : userSid?.toUpperCase()],
      ['upn', folded(userPrincipalName)],
      ['account', tenantId, folded(domainName) ?? '-', folded(accountName)],
    ],
    names: [
      account.displayName,
      userPrincipalName,
      joined([domainName, accountName], '\\'),
      userSid,
    ],
    details: [
      ['User principal name', userPrincipalName],
      ['Account', joined([domainName, accountName], '\\')],
      ['SID', userSid],
      ['Object id', azureAdUserId],
    ],
  };
}

export function user({ userAccount }: EvidenceOf<'userEvidence'>, tenantId: string): EntityDraft {
  if (userAccount) return accountDraft(userAccount, tenantId);
  return { kind: 'user', category: 'user', family: 'identityAndAccess', identities: [], names: [] };
}

export function servicePrincipal(
  evidence: EvidenceOf<'servicePrincipalEvidence'>,
  tenantId: string,
): EntityDraft {
  const { servicePrincipalObjectId, servicePrincipalName, appId, servicePrincipalType } = evidence;
  return {
    kind: 'servicePrincipal',
    category: 'app',
    family: 'identityAndAccess',
    identities: [
      ['servicePrincipal', folded(servicePrincipalObjectId)],
      ['servicePrincipalApp', folded(evidence.tenantId) ?? tenantId, folded(appId)],
      ['servicePrincipalName', tenantId, folded(servicePrincipalName)],
    ],
    names: [servicePrincipalName, appId, servicePrincipalObjectId],
    details: [
      ['Type', labelIfStated('servicePrincipalType', servicePrincipalType)],
      ['Application id', appId],
      ['Object id', servicePrincipalObjectId],
      ['Owner tenant', evidence.appOwnerTenantId],
    ],
  };
}

export function securityGroup(
  evidence: EvidenceOf<'securityGroupEvidence'>,
  tenantId: string,
): EntityDraft {
  const { securityGroupId, activeDirectoryObjectGuid, sid, displayName, friendlyName } = evidence;
  return {
    kind: 'securityGroup',
    family: 'identityAndAccess',
    identities: [
      ['group', folded(securityGroupId)],
      ['groupObject', folded(activeDirectoryObjectGuid)],
      ['sid', sid && BUILT_IN_SID.test(sid) ? null : sid?.toUpperCase()],
      ['groupName', tenantId, folded(evidence.distinguishedName ?? displayName)],
    ],
    names: [displayName, friendlyName, evidence.distinguishedName, sid],
    details: [
      ['Distinguished name', evidence.distinguishedName],
      ['SID', sid],
      ['Object id', securityGroupId],
    ],
  };
}

export function directoryDomain(
  { activeDirectoryDomainName, trustedDomains }: EvidenceOf<'activeDirectoryDomainEvidence'>,
  tenantId: string,
): EntityDraft {
  const trusted = trustedDomains.map((domain) => domain.activeDirectoryDomainName);
  return {
    kind: 'directoryDomain',
    family: 'identityAndAccess',
    identities: [['directoryDomain', tenantId, folded(activeDirectoryDomainName)]],
    names: [activeDirectoryDomainName],
    details: [['Trusted domains', joined(trusted, ', ')]],
  };
}

export function cloudApplication(
  evidence: EvidenceOf<'cloudApplicationEvidence'>,
  tenantId: string,
): EntityDraft {
  const { appId, saasAppId, displayName, instanceId, instanceName } = evidence;
  return {
    kind: 'cloudApplication',
    category: 'app',
    family: 'apis',
    identities: [
      ['cloudApplication', tenantId, saasAppId ?? appId, instanceId ?? '-'],
      ['cloudApplicationName', tenantId, folded(displayName), folded(instanceName) ?? '-'],
    ],
    names: [displayName, instanceName, saasAppId ?? appId],
    details: [
      ['Instance', instanceName],
      ['Application id', saasAppId ?? appId],
    ],
  };
}

export function oauthApplication(
  { appId, objectId, displayName, publisher }: EvidenceOf<'oauthApplicationEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'oauthApplication',
    category: 'app',
    family: 'identityAndAccess',
    identities: [
      ['application', folded(appId)],
      ['applicationObject', folded(objectId)],
      ['applicationName', tenantId, folded(displayName)],
    ],
    names: [displayName, appId, objectId],
    details: [
      ['Publisher', publisher],
      ['Application id', appId],
      ['Object id', objectId],
    ],
  };
}

export function aiAgent(
  { agentId, agentName, hostingPlatformType, instructions }: EvidenceOf<'aiAgentEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'aiAgent',
    category: 'aiAgent',
    identities: [
      ['aiAgent', tenantId, folded(agentId)],
      ['aiAgentName', tenantId, folded(agentName)],
    ],
    names: [agentName, agentId],
    details: [
      ['Platform', labelIfStated('aiAgentPlatform', hostingPlatformType)],
      ['Agent id', agentId],
      ['Instructions', instructions],
    ],
  };
}

export function cloudLogonSession(
  evidence: EvidenceOf<'cloudLogonSessionEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'logonSession',
    family: 'identityAndAccess',
    identities: [['cloudSession', tenantId, evidence.sessionId]],
    names: [evidence.sessionId],
    details: [
      ['Account', evidence.account?.userAccount?.userPrincipalName],
      ['Started', evidence.startUtcDateTime],
      ['Protocol', evidence.protocol],
      ['Browser', evidence.browser],
      ['Operating system', evidence.operatingSystem],
      ['Device', evidence.deviceName],
      ['User agent', evidence.userAgent],
    ],
  };
}

export function cloudLogonRequest(
  { requestId }: EvidenceOf<'cloudLogonRequestEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'logonRequest',
    family: 'identityAndAccess',
    identities: [['cloudRequest', tenantId, folded(requestId)]],
    names: [requestId],
  };
}

export function hostLogonSession(
  {
    sessionId,
    account,
    host,
    startUtcDateTime,
    endUtcDateTime,
  }: EvidenceOf<'hostLogonSessionEvidence'>,
  tenantId: string,
): EntityDraft {
  const hostId = folded(host?.mdeDeviceId ?? host?.deviceDnsName ?? host?.hostName);
  return {
    kind: 'logonSession',
    family: 'identityAndAccess',
    identities: [['hostSession', hostId ?? tenantId, sessionId, startUtcDateTime ?? '-']],
    names: [sessionId],
    details: [
      [
        'Account',
        joined([account?.userAccount?.domainName, account?.userAccount?.accountName], '\\'),
      ],
      ['Host', host?.deviceDnsName ?? host?.hostName],
      ['Started', startUtcDateTime],
      ['Ended', endUtcDateTime],
    ],
  };
}

export function gitHubOrganization({
  orgId,
  login,
  displayName,
  company,
  webUrl,
}: EvidenceOf<'gitHubOrganizationEvidence'>): EntityDraft {
  return {
    kind: 'gitHubOrganization',
    family: 'devOps',
    identities: [
      ['gitHubOrganization', orgId],
      ['gitHubLogin', folded(login)],
    ],
    names: [displayName, login, orgId],
    details: [
      ['Login', login],
      ['Company', company],
      ['URL', webUrl],
    ],
  };
}

export function gitHubRepository({
  repoId,
  login,
  owner,
  ownerType,
  baseUrl,
}: EvidenceOf<'gitHubRepoEvidence'>): EntityDraft {
  return {
    kind: 'gitHubRepository',
    family: 'devOps',
    identities: [
      ['gitHubRepository', repoId],
      ['gitHubRepositoryUrl', folded(baseUrl)],
      ['gitHubRepositoryName', folded(owner), folded(login)],
    ],
    names: [login, baseUrl, repoId],
    details: [
      ['Owner', joined([owner, ownerType], ', ')],
      ['URL', baseUrl],
    ],
  };
}

export function gitHubUser({
  userId,
  login,
  name,
  email,
  webUrl,
}: EvidenceOf<'gitHubUserEvidence'>): EntityDraft {
  return {
    kind: 'gitHubUser',
    category: 'user',
    family: 'devOps',
    identities: [
      ['gitHubUser', userId],
      ['gitHubLogin', folded(login)],
    ],
    names: [name, login, email],
    details: [
      ['Login', login],
      ['Email', email],
      ['URL', webUrl],
    ],
  };
}
