// Mailboxes, messages and what is done to them, as entities.
import type { EvidenceOf } from '../model/evidence.ts';
import { labelIfStated } from '../model/labels.ts';
import { accountDraft } from './account-entities.ts';
import { folded, joined, type EntityDraft } from './entity-draft.ts';
import { addressDraft } from './network-entities.ts';

export function mailbox(
  { primaryAddress, upn, displayName, userAccount }: EvidenceOf<'mailboxEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    ...mailboxAt(primaryAddress ?? upn),
    names: [displayName, primaryAddress, upn],
    details: [
      ['Address', primaryAddress],
      ['User principal name', upn],
    ],
    others: userAccount ? [accountDraft(userAccount, tenantId)] : [],
  };
}

export function mailboxConfiguration(
  evidence: EvidenceOf<'mailboxConfigurationEvidence'>,
  tenantId: string,
): EntityDraft {
  const { configurationId, configurationType, displayName, mailboxPrimaryAddress, upn } = evidence;
  const address = mailboxPrimaryAddress ?? upn;
  return {
    kind: 'mailboxConfiguration',
    identities: [
      ['mailboxConfiguration', tenantId, folded(address) ?? '-', configurationId],
      ['mailboxConfigurationName', tenantId, folded(address) ?? '-', displayName],
    ],
    names: [displayName, configurationId],
    details: [
      ['Type', labelIfStated('mailboxConfigurationType', configurationType)],
      ['Mailbox', address],
    ],
    others: address ? [mailboxAt(address)] : [],
  };
}

/** One copy of a message, as delivered to one recipient; the recipient's mailbox is named with it. */
export function mailMessage(
  evidence: EvidenceOf<'analyzedMessageEvidence'>,
  tenantId: string,
): EntityDraft {
  const { networkMessageId, internetMessageId, recipientEmailAddress, senderIp } = evidence;
  const recipient = folded(recipientEmailAddress);
  return {
    kind: 'mailMessage',
    identities: [
      ['message', folded(networkMessageId), recipient ?? '-'],
      ['internetMessage', internetMessageId, recipient ?? '-'],
      ['messageSubject', tenantId, evidence.subject, recipient ?? '-'],
    ],
    names: [evidence.subject, internetMessageId, networkMessageId],
    details: [
      ['From', evidence.p2Sender?.emailAddress ?? evidence.p1Sender?.emailAddress],
      ['Envelope sender', evidence.p1Sender?.emailAddress],
      ['To', recipientEmailAddress],
      ['Received', evidence.receivedDateTime],
      ['Delivery', joined([evidence.deliveryAction, evidence.deliveryLocation], ', ')],
      ['Threats', joined(evidence.threats, ', ')],
      ['Detected by', joined(evidence.threatDetectionMethods, ', ')],
      ['Sender IP address', senderIp],
      ['Attachments', evidence.attachmentsCount],
      ['URLs', evidence.urlCount],
      ['Network message id', networkMessageId],
    ],
    others: [
      ...(recipient ? [mailboxAt(recipientEmailAddress)] : []),
      ...(senderIp ? [addressDraft(senderIp, tenantId)] : []),
    ],
  };
}

export function mailCluster(
  evidence: EvidenceOf<'mailClusterEvidence'>,
  tenantId: string,
): EntityDraft {
  const { clusterBy, clusterByValue, emailCount, query, urn } = evidence;
  return {
    kind: 'mailCluster',
    identities: [
      ['mailCluster', tenantId, urn],
      ['mailClusterQuery', tenantId, query],
      ['mailClusterValue', tenantId, clusterBy, clusterByValue],
    ],
    names: [clusterByValue, clusterBy, query],
    details: [
      ['Clustered by', clusterBy],
      ['Emails', emailCount],
      ['Query', query],
    ],
  };
}

export function mailSubmission(
  evidence: EvidenceOf<'submissionMailEvidence'>,
  tenantId: string,
): EntityDraft {
  const { submissionId, networkMessageId, subject, submitter } = evidence;
  return {
    kind: 'mailSubmission',
    identities: [
      ['mailSubmission', tenantId, folded(submissionId)],
      ['mailSubmissionOf', tenantId, folded(networkMessageId), folded(submitter) ?? '-'],
    ],
    names: [subject, submissionId],
    details: [
      ['Submitter', submitter],
      ['Reported as', evidence.reportType],
      ['Sender', evidence.sender],
      ['Recipient', evidence.recipient],
      ['Submitted', evidence.submissionDateTime],
    ],
  };
}

export function teamsMessage(
  evidence: EvidenceOf<'teamsMessageEvidence'>,
  tenantId: string,
): EntityDraft {
  const { messageId, threadId, subject, senderFromAddress, recipients, messageDirection } =
    evidence;
  return {
    kind: 'teamsMessage',
    identities: [['teamsMessage', tenantId, threadId ?? '-', messageId]],
    names: [subject, senderFromAddress, messageId],
    details: [
      ['From', senderFromAddress],
      ['To', joined(recipients, ', ')],
      ['Direction', labelIfStated('antispamTeamsDirection', messageDirection)],
      ['Received', evidence.receivedDateTime],
      ['Delivery', labelIfStated('teamsMessageDeliveryAction', evidence.deliveryAction)],
      ['Conversation', evidence.threadType],
    ],
  };
}

function mailboxAt(address: string | null | undefined): EntityDraft {
  return {
    kind: 'mailbox',
    category: 'mailbox',
    identities: [['mailbox', folded(address)]],
    names: [address],
    details: [['Address', address]],
  };
}
