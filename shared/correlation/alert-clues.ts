// What correlation reads of one alert, as Graph writes it: ids, times, what was done, and who and what was
// involved, in normal forms. Reads loosely, since a missing or odd member must cost no alert its place.
import type { AccountMention } from '../identity/account-registry.ts';
import { parseIpAddress } from '../identity/ip-address.ts';
import { machineInEvidence, machineNamed } from '../identity/machine-mention.ts';
import type { MachineMention } from '../identity/machine-mention.ts';

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

/** Times are UTC epoch milliseconds. */
export interface AlertClues {
  readonly tenant: string;
  readonly id: string;
  readonly providerAlertId: string;
  /** Ids of alerts that this one says it was made from. */
  readonly originalIds: readonly string[];
  readonly product: string;
  readonly detector: string;
  readonly title: string;
  readonly category: string;
  /** Sorted. */
  readonly techniques: readonly string[];
  /** First activity; when the alert was created where that is not said, or in the far future. */
  readonly at: number;
  readonly lastAt: number;
  readonly createdAt: number;
  readonly machines: readonly MentionedMachine[];
  readonly accounts: readonly AccountMention[];
  /** Private addresses that evidence names by themselves: they mean whichever machine had them then. */
  readonly privateAddresses: readonly string[];
  /** Public addresses that its devices reach the internet from: everybody behind them has them. */
  readonly egressAddresses: readonly string[];
  readonly clues: readonly Clue[];
}

/** A person reads no more, and a hostile alert must not cost more. */
const MAX_EVIDENCE = 500;

type Loose = Readonly<Record<string, unknown>>;

export function readClues(alert: Loose): AlertClues {
  const createdAt = time(alert['createdDateTime']) ?? time(alert['lastUpdateDateTime']) ?? 0;
  const stated = time(alert['firstActivityDateTime']);
  // A clock that is wrong by days must not carry an alert out of its time.
  const at = stated === null || stated > createdAt + DAY_MS ? createdAt : stated;
  const evidence = array(alert['evidence']).slice(0, MAX_EVIDENCE);
  const found = new Found();
  const additional = loose(alert['additionalData']);
  const nodeName = text(additional['Node name']) ?? text(additional['nodeName']);
  evidence.forEach((item, index) => readEvidence(item, index, nodeName, found));
  return {
    tenant: text(alert['tenantId'])?.toLowerCase() ?? '',
    id: text(alert['id']) ?? '',
    providerAlertId: text(alert['providerAlertId']) ?? '',
    originalIds: originalIds(loose(alert['customDetails']), additional),
    product: text(alert['serviceSource']) ?? '',
    detector: text(alert['detectorId']) ?? text(alert['title']) ?? '',
    title: text(alert['title']) ?? '',
    category: text(alert['category']) ?? '',
    techniques: texts(alert['mitreTechniques']).sort(),
    at,
    lastAt: Math.max(at, time(alert['lastActivityDateTime']) ?? at),
    createdAt: createdAt === 0 ? at : createdAt,
    machines: found.machines,
    accounts: found.accounts,
    privateAddresses: [...found.privateAddresses],
    egressAddresses: [...found.egressAddresses],
    clues: [...found.clues.values()],
  };
}

const DAY_MS = 24 * 3_600_000;

class Found {
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

function readEvidence(item: Loose, index: number, nodeName: string | null, found: Found): void {
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

function readMessage(item: Loose, found: Found): void {
  found.add('message', text(item['networkMessageId'])?.toLowerCase() ?? null);
  found.add('sender', text(loose(item['p2Sender'])['emailAddress'])?.toLowerCase() ?? null);
  found.address(text(item['senderIp']));
  found.mailbox(text(item['recipientEmailAddress'])?.toLowerCase() ?? null);
  for (const url of texts(item['urls']).slice(0, 20)) found.url(url);
}

function readContainer(item: Loose, index: number, nodeName: string | null, found: Found): void {
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

function originalIds(...details: readonly Loose[]): readonly string[] {
  const names = ['Original Alert Id', 'OriginalAlertId', 'SystemAlertId', 'VendorOriginalId'];
  return details.flatMap((one) =>
    names.flatMap((name) => [
      ...texts(one[name]),
      ...(text(one[name]) === null ? [] : [text(one[name]) ?? '']),
    ]),
  );
}

function time(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function array(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.map(loose) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberText(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : null;
}

function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}
