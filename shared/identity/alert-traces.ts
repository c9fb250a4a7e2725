// What an alert can be found by beside its title and id: every name, address and id that its evidence
// states, each with the words for what it is.
import type { Alert } from '../model/alert.ts';
import type { Evidence } from '../model/evidence.ts';

export interface Trace {
  /** What the value is, in words: "IP address". Holds no tab. */
  readonly field: string;
  /** As the service spelled it; attacker-chosen. */
  readonly value: string;
}

/** A command line is for hunting; what is longer than this names nothing. */
const MOST_CHARACTERS = 2_048;
/** Distinct ones, of an alert that may be hostile. */
const MOST_TRACES = 4_000;
const MOST_DEPTH = 16;

const FIELD_BY_MEMBER: ReadonlyMap<string, string> = new Map([
  ['accountName', 'Account name'],
  ['activeDirectoryObjectGuid', 'Active Directory object ID'],
  ['agentId', 'Agent ID'],
  ['agentName', 'Agent name'],
  ['amazonAccountId', 'AWS account'],
  ['amazonResourceId', 'ARN'],
  ['appId', 'Application ID'],
  ['azureAdDeviceId', 'Entra device ID'],
  ['azureAdUserId', 'Entra user ID'],
  ['containerId', 'Container ID'],
  ['deviceDnsName', 'Device DNS name'],
  ['deviceId', 'Device ID'],
  ['deviceName', 'Device name'],
  ['digestImage', 'Image digest'],
  ['displayName', 'Display name'],
  ['distinguishedName', 'Distinguished name'],
  ['domainName', 'Domain name'],
  ['emailAddress', 'Mail address'],
  ['fileName', 'File name'],
  ['filePath', 'File path'],
  ['friendlyName', 'Friendly name'],
  ['fullResourceName', 'Google Cloud resource name'],
  ['hostName', 'Host name'],
  ['imageId', 'Image ID'],
  ['instanceName', 'Application instance'],
  ['internetMessageId', 'Message ID'],
  ['ipAddress', 'IP address'],
  ['ipInterfaces', 'IP address'],
  ['lastExternalIpAddress', 'External IP address'],
  ['lastIpAddress', 'IP address'],
  ['login', 'Account name'],
  ['macAddress', 'MAC address'],
  ['md5', 'MD5'],
  ['mdeDeviceId', 'Defender device ID'],
  ['name', 'Name'],
  ['networkMessageId', 'Network message ID'],
  ['primaryAddress', 'Mailbox'],
  ['projectId', 'Google Cloud project'],
  ['recipientEmailAddress', 'Recipient'],
  ['recipients', 'Recipient'],
  ['registryKey', 'Registry key'],
  ['resourceId', 'Resource ID'],
  ['resourceName', 'Resource name'],
  ['securityGroupId', 'Security group ID'],
  ['senderFromAddress', 'Sender'],
  ['senderIP', 'IP address'],
  ['senderIp', 'IP address'],
  ['serialNumber', 'Serial number'],
  ['servicePrincipalName', 'Service principal'],
  ['servicePrincipalObjectId', 'Service principal ID'],
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sid', 'SID'],
  ['subject', 'Mail subject'],
  ['subscriptionId', 'Subscription'],
  ['upn', 'User principal name'],
  ['url', 'URL'],
  ['urls', 'URL'],
  ['userPrincipalName', 'User principal name'],
  ['userSid', 'SID'],
  ['value', 'Value'],
  ['vmId', 'VM ID'],
]);

/** Each field and value once, in the order of the evidence. */
export function alertTraces(alert: Alert): readonly Trace[] {
  const traceByText = new Map<string, Trace>();
  for (const evidence of alert.evidence) collectEvidence(evidence, traceByText);
  return [...traceByText.values()];
}

/** As a column keeps it; `traceIn` reads it. */
export function traceText({ field, value }: Trace): string {
  return `${field}\t${value}`;
}

export function traceIn(text: string): Trace {
  return { field: text.slice(0, text.indexOf('\t')), value: traceValue(text) };
}

export function traceValue(text: string): string {
  return text.slice(text.indexOf('\t') + 1);
}

function collectEvidence(evidence: Evidence, found: Map<string, Trace>): void {
  collect(evidence, 0, found);
  // Members of evidence newer than the contract, and those of a wrong type.
  for (const [member, value] of evidence.residue?.raw ?? []) {
    collectMember(member, value, 0, found);
  }
}

function collect(object: object, depth: number, found: Map<string, Trace>): void {
  const members = object as Readonly<Record<string, unknown>>;
  const { accountName, domainName } = members;
  if (isText(accountName) && isText(domainName)) {
    add('Account', `${domainName}\\${accountName}`, found);
  }
  for (const [member, value] of Object.entries(members)) {
    if (member !== 'residue') collectMember(member, value, depth, found);
  }
}

function collectMember(
  member: string,
  value: unknown,
  depth: number,
  found: Map<string, Trace>,
): void {
  if (isText(value)) {
    const field = FIELD_BY_MEMBER.get(member);
    if (field !== undefined) add(field, value, found);
  } else if (typeof value === 'object' && value !== null && depth < MOST_DEPTH) {
    if (!Array.isArray(value)) collect(value, depth + 1, found);
    else for (const item of value) collectMember(member, item, depth + 1, found);
  }
}

function add(field: string, value: string, found: Map<string, Trace>): void {
  if (value.length > MOST_CHARACTERS || found.size >= MOST_TRACES) return;
  const trace = { field, value };
  found.set(traceText(trace), trace);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
