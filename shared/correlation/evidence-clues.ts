// What one piece of an alert's evidence says of machines, accounts, addresses and other things that two
// alerts can have in common, in normal forms.
import type { AccountMention } from '../identity/account-registry.ts';
import { parseIpAddress } from '../identity/ip-address.ts';
import { machineInEvidence, machineNamed } from '../identity/machine-mention.ts';
import type { MachineMention } from '../identity/machine-mention.ts';
import { loose, numberText, text, texts } from './loose-members.ts';
import type { Loose } from './loose-members.ts';

/** Kinds of things that two alerts can have in common, beside machines and accounts. */
export type ClueKind =
  | 'address'
  | 'apiCall'
  | 'application'
  | 'cluster'
  | 'command'
  | 'container'
  | 'domain'
  | 'file'
  | 'image'
  | 'message'
  | 'pod'
  | 'process'
  | 'resource'
  | 'sender'
  | 'url';

export interface Clue {
  readonly kind: ClueKind;
  /** Lower case where the identifier knows no case. */
  readonly value: string;
}

export interface MentionedMachine {
  /** Index in the alert's evidence. */
  readonly evidence: number;
  readonly mention: MachineMention;
}

/** All that was found in the evidence of one alert; of equal clues one. */
export class EvidenceClues {
  readonly machines: MentionedMachine[] = [];
  readonly accounts: AccountMention[] = [];
  readonly privateAddresses = new Set<string>();
  readonly egressAddresses = new Set<string>();
  readonly clues = new Map<string, Clue>();

  add(kind: ClueKind, value: string | null): void {
    if (value !== null) this.clues.set(`${kind} ${value}`, { kind, value });
  }

  address(value: string | null): void {
    const address = value === null ? null : parseIpAddress(value);
    if (address === null || address.canonical.startsWith('127.')) return;
    if (address.isGlobal) this.add('address', address.canonical);
    else this.privateAddresses.add(address.canonical);
  }

  egress(value: string | null): void {
    const address = value === null ? null : parseIpAddress(value);
    if (address?.isGlobal === true) this.egressAddresses.add(address.canonical);
  }

  url(value: string | null): void {
    if (value === null) return;
    this.add('url', value);
    const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(value)?.[1];
    if (host !== undefined) this.add('domain', host.toLowerCase());
  }

  account(value: unknown): void {
    if (typeof value === 'object' && value !== null) this.accounts.push(value);
  }

  mailbox(address: string | null): void {
    if (address !== null) this.accounts.push({ userPrincipalName: address });
  }
}

/** `index` is its place in the evidence; `nodeName` names the Kubernetes node that the alert is about. */
export function readEvidence(
  item: Loose,
  index: number,
  nodeName: string | null,
  found: EvidenceClues,
): void {
  const machine = machineInEvidence(item);
  if (machine !== null) found.machines.push({ evidence: index, mention: machine });
  const kind = text(item['@odata.type'])?.replace('#microsoft.graph.security.', '') ?? '';
  const folded = (name: string) => text(item[name])?.toLowerCase() ?? null;
  switch (kind) {
    case 'deviceEvidence':
      found.egress(text(item['lastExternalIpAddress']));
      break;
    case 'userEvidence':
      found.account(item['userAccount']);
      break;
    case 'mailboxEvidence':
      found.account(item['userAccount']);
      found.mailbox(folded('upn') ?? folded('primaryAddress'));
      break;
    case 'ipEvidence':
      found.address(text(item['ipAddress']));
      break;
    case 'urlEvidence':
      found.url(text(item['url']));
      break;
    case 'dnsEvidence':
      found.add('domain', folded('domainName'));
      break;
    case 'fileEvidence':
      found.add('file', hash(item['fileDetails']));
      break;
    case 'processEvidence':
      found.add('process', hash(item['imageFile']));
      found.add('command', longCommand(text(item['processCommandLine'])));
      found.account(item['userAccount']);
      break;
    case 'analyzedMessageEvidence':
      readMessage(item, found);
      break;
    case 'azureResourceEvidence':
      if (machine === null) found.add('resource', folded('resourceId'));
      break;
    case 'amazonResourceEvidence':
      if (machine === null) found.add('resource', folded('amazonResourceId'));
      break;
    case 'googleCloudResourceEvidence':
      if (machine === null) found.add('resource', folded('fullResourceName'));
      break;
    case 'blobContainerEvidence':
    case 'blobEvidence':
      found.add('resource', folded('url'));
      break;
    case 'oauthApplicationEvidence':
    case 'cloudApplicationEvidence':
      found.add('application', text(item['appId']) ?? numberText(item['appId']));
      break;
    case 'cloudLogonRequestEvidence':
      found.add('apiCall', folded('requestId'));
      break;
    case 'kubernetesClusterEvidence':
      found.add('cluster', clusterOf(item));
      break;
    case 'containerEvidence':
      readContainer(item, index, nodeName, found);
      break;
    default:
      break;
  }
}

function readMessage(item: Loose, found: EvidenceClues): void {
  found.add('message', text(item['networkMessageId'])?.toLowerCase() ?? null);
  found.add('sender', text(loose(item['p2Sender'])['emailAddress'])?.toLowerCase() ?? null);
  found.address(text(item['senderIp']));
  found.mailbox(text(item['recipientEmailAddress'])?.toLowerCase() ?? null);
  for (const url of texts(item['urls']).slice(0, 20)) found.url(url);
}

function readContainer(
  item: Loose,
  index: number,
  nodeName: string | null,
  found: EvidenceClues,
): void {
  const pod = loose(item['pod']);
  found.add('container', text(item['containerId']));
  found.add('image', text(loose(item['image'])['imageId']));
  const namespace = loose(pod['namespace']);
  const cluster = clusterOf(loose(namespace['cluster']));
  const podName = text(pod['name']);
  if (podName !== null) found.add('pod', `${cluster ?? ''}/${podName}`);
  found.add('cluster', cluster);
  if (nodeName !== null) {
    found.machines.push({ evidence: index, mention: machineNamed(nodeName) });
  }
}

/** Its resource's id; its name alone means little. */
function clusterOf(item: Loose): string | null {
  const resource = loose(item['cloudResource']);
  const id =
    text(resource['resourceId']) ??
    text(resource['amazonResourceId']) ??
    text(resource['fullResourceName']);
  return (id ?? text(item['name']))?.toLowerCase() ?? null;
}

function hash(file: unknown): string | null {
  const details = loose(file);
  return (text(details['sha1']) ?? text(details['sha256'])?.slice(0, 40))?.toLowerCase() ?? null;
}

/** A short command is everybody's. */
function longCommand(command: string | null): string | null {
  return command !== null && command.length >= 24 ? command.slice(0, 512) : null;
}
