// People, applications and directories, from entities to Graph's evidence.
import type { JsonObject } from '../json.ts';
import { evidenceBase } from './evidence-base.ts';
import { graphJson, unlessEmpty } from './graph-json.ts';
import type { SecurityEntity } from './security-entity.ts';

export function user(account: SecurityEntity): JsonObject {
  return graphJson('userEvidence', {
    ...evidenceBase(account),
    userAccount: userAccount(account),
  });
}

/** Null where nothing is known of the account. */
export function userAccount(account: SecurityEntity | null): JsonObject | null {
  if (account === null) return null;
  const name = account.text('accountName', 'name');
  return unlessEmpty(
    graphJson('userAccount', {
      accountName: name,
      domainName: account.text('domainName', 'ntDomain', 'dnsDomain'),
      displayName: account.text('displayName', 'friendlyName'),
      userPrincipalName: account.text('userPrincipalName') ?? principalName(account, name),
      userSid: account.text('sid', 'userSid'),
      azureAdUserId: account.text('aadUserId', 'azureAdUserId'),
      tenantId: account.text('aadTenantId'),
      activeDirectoryObjectGuid: account.text('objectGuid'),
    }),
  );
}

/** Sentinel splits a principal name at the sign; a suffix without a dot is no domain. */
function principalName(account: SecurityEntity, name: string | null): string | null {
  if (name?.includes('@')) return name;
  const suffix = account.text('upnSuffix');
  return name === null || !suffix?.includes('.') ? null : `${name}@${suffix}`;
}

export function securityGroup(group: SecurityEntity): JsonObject {
  return graphJson('securityGroupEvidence', {
    ...evidenceBase(group),
    distinguishedName: group.text('distinguishedName'),
    displayName: group.text('displayName', 'friendlyName'),
    friendlyName: group.text('friendlyName'),
    sid: group.text('sid'),
    activeDirectoryObjectGuid: group.text('objectGuid'),
    securityGroupId: group.text('securityGroupId', 'aadGroupId'),
  });
}

export function directoryDomain(domain: SecurityEntity): JsonObject {
  return graphJson('activeDirectoryDomainEvidence', {
    ...evidenceBase(domain),
    activeDirectoryDomainName: domain.text('activeDirectoryDomainName', 'name', 'friendlyName'),
  });
}

export function cloudLogonSession(session: SecurityEntity): JsonObject {
  const account = userAccount(session.link('account', 'accountEntityId'));
  return graphJson('cloudLogonSessionEvidence', {
    ...evidenceBase(session),
    sessionId: session.text('sessionId'),
    account: account === null ? null : graphJson('userEvidence', { userAccount: account }),
    userAgent: session.text('userAgent'),
    browser: session.text('browser'),
    deviceName: session.text('deviceName'),
    operatingSystem: session.text('operatingSystem'),
    protocol: session.text('protocol'),
    startUtcDateTime: session.time('startTimeUtc'),
    previousLogonDateTime: session.time('previousLogonTime', 'previousLogonDateTime'),
  });
}

export function cloudLogonRequest(request: SecurityEntity): JsonObject {
  return graphJson('cloudLogonRequestEvidence', {
    ...evidenceBase(request),
    requestId: request.text('requestId'),
  });
}

export function cloudApplication(app: SecurityEntity): JsonObject {
  return graphJson('cloudApplicationEvidence', {
    ...evidenceBase(app),
    appId: app.number('appId'),
    saasAppId: app.number('saasId', 'saasAppId'),
    displayName: app.text('name', 'appName', 'friendlyName'),
    instanceId: app.number('instanceId'),
    instanceName: app.text('instanceName'),
  });
}

export function oauthApplication(app: SecurityEntity): JsonObject {
  return graphJson('oauthApplicationEvidence', {
    ...evidenceBase(app),
    appId: app.text('oAuthAppId', 'appId'),
    objectId: app.text('oAuthObjectId', 'objectId'),
    displayName: app.text('name', 'displayName', 'friendlyName'),
    publisher: app.text('publisherName', 'publisher'),
  });
}

export function servicePrincipal(principal: SecurityEntity): JsonObject {
  return graphJson('servicePrincipalEvidence', {
    ...evidenceBase(principal),
    appId: principal.text('appId', 'applicationId'),
    appOwnerTenantId: principal.text('appOwnerTenantId'),
    servicePrincipalName: principal.text('servicePrincipalName', 'name', 'displayName'),
    servicePrincipalObjectId: principal.text('servicePrincipalObjectId', 'objectId', 'aadUserId'),
    servicePrincipalType: principal.text('servicePrincipalType'),
    tenantId: principal.text('tenantId', 'aadTenantId'),
  });
}

export function gitHubOrganization(organization: SecurityEntity): JsonObject {
  return graphJson('gitHubOrganizationEvidence', {
    ...evidenceBase(organization),
    orgId: organization.text('orgId'),
    login: organization.text('login', 'name'),
    displayName: organization.text('displayName'),
    company: organization.text('company'),
    email: organization.text('email'),
    webUrl: organization.text('webUrl'),
  });
}

export function gitHubRepository(repository: SecurityEntity): JsonObject {
  return graphJson('gitHubRepoEvidence', {
    ...evidenceBase(repository),
    repoId: repository.text('repoId'),
    login: repository.text('login', 'name'),
    owner: repository.text('owner'),
    ownerType: repository.text('ownerType'),
    baseUrl: repository.text('baseUrl', 'webUrl'),
  });
}

export function gitHubUser(account: SecurityEntity): JsonObject {
  return graphJson('gitHubUserEvidence', {
    ...evidenceBase(account),
    userId: account.text('userId'),
    login: account.text('login'),
    name: account.text('name'),
    email: account.text('email'),
    webUrl: account.text('webUrl'),
  });
}

export function aiAgent(agent: SecurityEntity): JsonObject {
  return graphJson('aiAgentEvidence', {
    ...evidenceBase(agent),
    agentId: agent.text('agentId'),
    agentName: agent.text('agentName', 'name'),
    hostingPlatformType: agent.text('hostingPlatformType'),
    instructions: agent.text('instructions'),
  });
}
