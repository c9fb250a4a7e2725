// Mail and messages, from entities to Graph's evidence.
import type { JsonObject } from '../json.ts';
import { file } from './endpoint-evidence.ts';
import { evidenceBase } from './evidence-base.ts';
import { graphJson, unlessEmpty } from './graph-json.ts';
import { url } from './network-evidence.ts';
import type { SecurityEntity } from './security-entity.ts';

export function mailbox(entity: SecurityEntity): JsonObject {
  const upn = entity.text('upn', 'userPrincipalName');
  return graphJson('mailboxEvidence', {
    ...evidenceBase(entity),
    primaryAddress: entity.text('mailboxPrimaryAddress', 'primaryAddress'),
    displayName: entity.text('displayName', 'friendlyName'),
    upn,
    userAccount: unlessEmpty(
      graphJson('userAccount', {
        userPrincipalName: upn,
        azureAdUserId: entity.text('aadId', 'externalDirectoryObjectId'),
      }),
    ),
  });
}

export function mailboxConfiguration(entity: SecurityEntity): JsonObject {
  return graphJson('mailboxConfigurationEvidence', {
    ...evidenceBase(entity),
    configurationId: entity.text('configId', 'configurationId'),
    configurationType: entity.text('configurationType'),
    displayName: entity.text('displayName', 'friendlyName'),
    externalDirectoryObjectId: entity.text('externalDirectoryObjectId'),
    mailboxPrimaryAddress: entity.text('mailboxPrimaryAddress'),
    upn: entity.text('upn'),
  });
}

export function mailMessage(entity: SecurityEntity): JsonObject {
  const urls = entity.texts('urls');
  const attachments = entity.links('files', 'fileEntityIds');
  return graphJson('analyzedMessageEvidence', {
    ...evidenceBase(entity),
    recipientEmailAddress: entity.text('recipient'),
    subject: entity.text('subject', 'friendlyName'),
    p1Sender: sender(entity, 'p1Sender') ?? sender(entity, 'sender'),
    p2Sender: sender(entity, 'p2Sender'),
    senderIp: entity.text('senderIP'),
    receivedDateTime: entity.time('receivedDate', 'receiveDate'),
    networkMessageId: entity.text('networkMessageId'),
    internetMessageId: entity.text('internetMessageId'),
    language: entity.text('language'),
    antiSpamDirection: entity.text('antispamDirection'),
    deliveryAction: entity.text('deliveryAction'),
    deliveryLocation: entity.text('deliveryLocation'),
    threats: entity.texts('threats'),
    threatDetectionMethods: entity.texts('threatDetectionMethods'),
    urls,
    urlCount: entity.number('urlCount') ?? (urls.length > 0 ? urls.length : null),
    attachmentsCount: attachments.length > 0 ? attachments.length : null,
    urn: entity.text('urn'),
  });
}

function sender(entity: SecurityEntity, prefix: string): JsonObject | null {
  return unlessEmpty(
    graphJson('emailSender', {
      emailAddress: entity.text(prefix),
      displayName: entity.text(`${prefix}DisplayName`),
      domainName: entity.text(`${prefix}Domain`),
    }),
  );
}

export function mailCluster(entity: SecurityEntity): JsonObject {
  return graphJson('mailClusterEvidence', {
    ...evidenceBase(entity),
    clusterBy: entity.text('clusterBy', 'clusterSourceType'),
    clusterByValue: entity.text('clusterByValue', 'clusterSourceIdentifier'),
    emailCount: entity.number('mailCount'),
    networkMessageIds: entity.texts('networkMessageIds'),
    query: entity.text('query'),
    urn: entity.text('urn'),
  });
}

export function mailSubmission(entity: SecurityEntity): JsonObject {
  return graphJson('submissionMailEvidence', {
    ...evidenceBase(entity),
    submissionId: entity.text('submissionId'),
    submissionDateTime: entity.time('submissionDate', 'timestamp'),
    submitter: entity.text('submitter'),
    reportType: entity.text('reportType'),
    networkMessageId: entity.text('networkMessageId'),
    recipient: entity.text('recipient'),
    sender: entity.text('sender'),
    senderIp: entity.text('senderIp'),
    subject: entity.text('subject'),
  });
}

export function teamsMessage(entity: SecurityEntity): JsonObject {
  return graphJson('teamsMessageEvidence', {
    ...evidenceBase(entity),
    messageId: entity.text('messageId'),
    subject: entity.text('subject'),
    senderFromAddress: entity.text('senderFromAddress', 'sender'),
    senderIP: entity.text('senderIP'),
    recipients: entity.texts('recipients'),
    suspiciousRecipients: entity.texts('suspiciousRecipients'),
    channelId: entity.text('channelId'),
    groupId: entity.text('groupId'),
    threadId: entity.text('threadId'),
    threadType: entity.text('threadType'),
    receivedDateTime: entity.time('receivedDate', 'receivedDateTime'),
    files: entity.links('files').map(file),
    urls: entity.links('urls').map(url),
  });
}
