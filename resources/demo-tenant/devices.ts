// The devices of the company and what runs on them: laptops, servers, Azure virtual machines, processes, files.
import { armId, SUBSCRIPTIONS } from './clouds.ts';
import type { Subscription } from './clouds.ts';
import { guidFor, hexFor, numberFor } from './identifiers.ts';
import { DOMAIN, NT_DOMAIN, PEOPLE, SERVICE_ACCOUNTS } from './people.ts';
import type { Person } from './people.ts';
import { daysAgo, minutes, seen } from './script.ts';
import type { EvidenceFacts, Judgement, RelativeTime, Role, Sighting } from './script.ts';

type RiskScore = 'none' | 'informational' | 'low' | 'medium' | 'high';

interface DeviceFacts {
  readonly host: string;
  readonly os: readonly [platform: string, version: string, build: number];
  readonly ip: string;
  readonly risk: RiskScore;
  readonly users: readonly Person[];
  readonly group: readonly [id: number, name: string];
  readonly vm?: { readonly subscription: Subscription; readonly group: string };
}

const WINDOWS_11 = ['Windows11', '24H2', 26100] as const;
const WINDOWS_10 = ['Windows10', '22H2', 19045] as const;
const SERVER_2022 = ['WindowsServer2022', '21H2', 20348] as const;
const SERVER_2019 = ['WindowsServer2019', '1809', 17763] as const;
const MAC = ['macOS', '15.6', 0] as const;
const UBUNTU = ['Linux', '22.4', 0] as const;

const OFFICE = [12, 'Office workstations'] as const;
const TERMINAL = [14, 'Terminal floor'] as const;
const ENGINEERING = [17, 'Engineering'] as const;
const SERVERS = [21, 'Servers'] as const;

const EXTERNAL_ADDRESS = '198.51.100.24';

/** A device in Graph's words, as Defender for Endpoint knows it. */
export function device(facts: DeviceFacts): EvidenceFacts {
  const { host, os, ip, vm } = facts;
  const key = `device/${host}`;
  return {
    '@odata.type': '#microsoft.graph.security.deviceEvidence',
    azureAdDeviceId: os[0] === 'Linux' ? null : guidFor(`${key}/entra`),
    defenderAvStatus: os[0] === 'Linux' ? 'notSupported' : 'updated',
    deviceDnsName: `${host}.${DOMAIN}`,
    dnsDomain: DOMAIN,
    firstSeenDateTime: daysAgo(90 + numberFor(`${key}/age`, 500)),
    healthStatus: 'active',
    hostName: host,
    ipInterfaces: [ip, `fe80::${hexFor(key, 4)}:${hexFor(`${key}6`, 4)}:${hexFor(`${key}7`, 4)}:1`],
    lastExternalIpAddress: EXTERNAL_ADDRESS,
    lastIpAddress: ip,
    loggedOnUsers: facts.users.map((who) => ({
      accountName: who.accountName,
      domainName: NT_DOMAIN,
    })),
    mdeDeviceId: hexFor(key, 40),
    ntDomain: os[0] === 'Linux' || os[0] === 'macOS' ? null : NT_DOMAIN,
    onboardingStatus: 'onboarded',
    osBuild: os[2] === 0 ? null : os[2],
    osPlatform: os[0],
    rbacGroupId: facts.group[0],
    rbacGroupName: facts.group[1],
    resourceAccessEvents: [],
    riskScore: facts.risk,
    version: os[1],
    vmMetadata:
      vm === undefined
        ? null
        : {
            cloudProvider: 'azure',
            resourceId: armId(
              vm.subscription,
              vm.group,
              `Microsoft.Compute/virtualMachines/${host}`,
            ),
            subscriptionId: SUBSCRIPTIONS[vm.subscription],
            vmId: guidFor(`${key}/vm`),
          },
  };
}

const laptop = (host: string, owner: Person, ip: string, risk: RiskScore): EvidenceFacts =>
  device({ host, os: WINDOWS_11, ip, risk, users: [owner], group: OFFICE });

/** Devices by host name. */
export const DEVICES = {
  'lt-mbrandt': laptop('lt-mbrandt', PEOPLE.mila, '10.20.4.31', 'high'),
  'lt-tkovar': device({
    host: 'lt-tkovar',
    os: MAC,
    ip: '10.20.6.18',
    risk: 'high',
    users: [PEOPLE.tomas],
    group: ENGINEERING,
  }),
  'lt-aokafor': laptop('lt-aokafor', PEOPLE.aisha, '10.20.4.57', 'medium'),
  'lt-jlindqvist': laptop('lt-jlindqvist', PEOPLE.jonas, '10.20.4.12', 'medium'),
  'lt-pnair': device({
    host: 'lt-pnair',
    os: WINDOWS_11,
    ip: '10.20.6.44',
    risk: 'high',
    users: [PEOPLE.priya],
    group: ENGINEERING,
  }),
  'lt-dferreira': laptop('lt-dferreira', PEOPLE.diego, '10.20.4.71', 'low'),
  'lt-hweber': laptop('lt-hweber', PEOPLE.hanna, '10.20.4.88', 'medium'),
  'lt-lmoretti': laptop('lt-lmoretti', PEOPLE.luca, '10.20.4.93', 'low'),
  'lt-ehaugen': laptop('lt-ehaugen', PEOPLE.erik, '10.20.5.14', 'none'),
  'lt-gobrien': laptop('lt-gobrien', PEOPLE.grace, '10.20.5.29', 'low'),
  'lt-kmori': device({
    host: 'lt-kmori',
    os: MAC,
    ip: '10.20.6.52',
    risk: 'low',
    users: [PEOPLE.kenji],
    group: ENGINEERING,
  }),
  'lt-epetrova': laptop('lt-epetrova', PEOPLE.elena, '10.20.5.41', 'medium'),
  'lt-cmartin': laptop('lt-cmartin', PEOPLE.chloe, '10.20.5.66', 'none'),
  'ws-dispatch-03': device({
    host: 'ws-dispatch-03',
    os: WINDOWS_10,
    ip: '10.30.2.13',
    risk: 'high',
    users: [PEOPLE.nadia],
    group: TERMINAL,
  }),
  'ws-dispatch-07': device({
    host: 'ws-dispatch-07',
    os: WINDOWS_10,
    ip: '10.30.2.17',
    risk: 'medium',
    users: [PEOPLE.marek],
    group: TERMINAL,
  }),
  'ws-gate-11': device({
    host: 'ws-gate-11',
    os: WINDOWS_10,
    ip: '10.30.3.11',
    risk: 'low',
    users: [PEOPLE.oscar],
    group: TERMINAL,
  }),
  'ws-crane-02': device({
    host: 'ws-crane-02',
    os: WINDOWS_10,
    ip: '10.30.3.42',
    risk: 'medium',
    users: [PEOPLE.finn],
    group: TERMINAL,
  }),
  'nwh-dc01': device({
    host: 'nwh-dc01',
    os: SERVER_2022,
    ip: '10.10.0.10',
    risk: 'high',
    users: [SERVICE_ACCOUNTS.domainAdmin],
    group: SERVERS,
  }),
  'nwh-dc02': device({
    host: 'nwh-dc02',
    os: SERVER_2022,
    ip: '10.10.0.11',
    risk: 'medium',
    users: [],
    group: SERVERS,
  }),
  'nwh-file01': device({
    host: 'nwh-file01',
    os: SERVER_2019,
    ip: '10.10.1.21',
    risk: 'high',
    users: [SERVICE_ACCOUNTS.domainAdmin],
    group: SERVERS,
  }),
  'nwh-print01': device({
    host: 'nwh-print01',
    os: SERVER_2019,
    ip: '10.10.1.35',
    risk: 'low',
    users: [],
    group: SERVERS,
  }),
  'vm-tos-app01': device({
    host: 'vm-tos-app01',
    os: SERVER_2022,
    ip: '10.50.1.4',
    risk: 'high',
    users: [SERVICE_ACCOUNTS.domainAdmin],
    group: SERVERS,
    vm: { subscription: 'production', group: 'rg-terminal-ops' },
  }),
  'vm-tos-app02': device({
    host: 'vm-tos-app02',
    os: SERVER_2022,
    ip: '10.50.1.5',
    risk: 'high',
    users: [SERVICE_ACCOUNTS.domainAdmin],
    group: SERVERS,
    vm: { subscription: 'production', group: 'rg-terminal-ops' },
  }),
  'vm-tos-sql01': device({
    host: 'vm-tos-sql01',
    os: SERVER_2019,
    ip: '10.50.2.4',
    risk: 'high',
    users: [SERVICE_ACCOUNTS.sql],
    group: SERVERS,
    vm: { subscription: 'production', group: 'rg-terminal-ops' },
  }),
  'vm-jump01': device({
    host: 'vm-jump01',
    os: SERVER_2022,
    ip: '10.50.9.4',
    risk: 'medium',
    users: [PEOPLE.jonas],
    group: SERVERS,
    vm: { subscription: 'shared', group: 'rg-access' },
  }),
  'vm-build-07': device({
    host: 'vm-build-07',
    os: UBUNTU,
    ip: '10.60.3.7',
    risk: 'high',
    users: [],
    group: ENGINEERING,
    vm: { subscription: 'development', group: 'rg-build-agents' },
  }),
  'vm-edi-gw01': device({
    host: 'vm-edi-gw01',
    os: UBUNTU,
    ip: '10.50.4.8',
    risk: 'medium',
    users: [],
    group: SERVERS,
    vm: { subscription: 'production', group: 'rg-edi' },
  }),
} as const satisfies Record<string, EvidenceFacts>;

export type Host = keyof typeof DEVICES;

/** The ARM resource of a device that is an Azure virtual machine. */
export function virtualMachine(host: Host): EvidenceFacts {
  const metadata = DEVICES[host]['vmMetadata'] as { readonly resourceId: string } | null;
  if (metadata === null) throw new Error(`${host} is no virtual machine`);
  return {
    '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
    resourceId: metadata.resourceId,
    resourceName: host,
    resourceType: 'Microsoft.Compute/virtualMachines',
  };
}

/** A database of SQL Server on a virtual machine. */
export function localDatabase(machine: EvidenceFacts, name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
    resourceId: `${String(machine['resourceId'])}/databases/${name}`,
    resourceName: name,
    resourceType: 'Microsoft.Compute/virtualMachines/databases',
  };
}

/** Splits a full path; hashes follow from it, so that the same file is the same everywhere. */
export function fileDetails(
  path: string,
  publisher: string | null = null,
): Readonly<Record<string, unknown>> {
  const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  const key = `file/${path.toLowerCase()}`;
  return {
    fileName: path.slice(cut + 1),
    filePath: cut > 0 ? path.slice(0, cut) : '/',
    filePublisher: publisher,
    fileSize: 18_000 + numberFor(key, 4_800_000),
    issuer: publisher === null ? null : 'Microsoft Windows Production PCA 2011',
    md5: hexFor(`${key}/md5`, 32),
    sha1: hexFor(`${key}/sha1`, 40),
    sha256: hexFor(`${key}/sha256`, 64),
    sha256Ac: null,
    signer: publisher,
  };
}

const publisherOf = (path: string): string | null =>
  /^C:\\(Windows|Program Files)/i.test(path) ? 'Microsoft Corporation' : null;

export function file(
  on: EvidenceFacts | null,
  path: string,
  status: 'detected' | 'blocked' | 'prevented' = 'detected',
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.fileEvidence',
    detectionStatus: status,
    fileDetails: fileDetails(path, publisherOf(path)),
    mdeDeviceId: on?.['mdeDeviceId'] ?? null,
  };
}

/** One process of a chain: where its image is and how it was started. */
export type ProcessStep = readonly [imagePath: string, commandLine: string];

interface ChainOptions {
  readonly on: EvidenceFacts;
  readonly as: Readonly<Record<string, unknown>>;
  /** Parents first. */
  readonly steps: readonly ProcessStep[];
  /** Of the last step; its ancestors are suspicious at most. */
  readonly judgement?: Judgement;
  readonly roles?: readonly Role[];
}

/** Process evidence for a chain of parents and children on one device, the last of them the culprit. */
export function processChain(options: ChainOptions): readonly Sighting[] {
  const { on, as, steps } = options;
  const pid = (index: number): number =>
    1000 + 4 * numberFor(`${String(on['hostName'])}/${steps.slice(0, index + 1).join('|')}`, 7000);
  const startedAt = (index: number): RelativeTime =>
    minutes(-0.4 * (steps.length - 1 - index) - 0.05);
  return steps.map(([imagePath, commandLine], index) => {
    const parent = steps[index - 1];
    const isCulprit = index === steps.length - 1;
    const facts: EvidenceFacts = {
      '@odata.type': '#microsoft.graph.security.processEvidence',
      detectionStatus:
        options.judgement?.remediation === 'prevented' && isCulprit ? 'prevented' : 'detected',
      imageFile: fileDetails(imagePath, publisherOf(imagePath)),
      mdeDeviceId: on['mdeDeviceId'],
      parentProcessCreationDateTime: startedAt(index - 1),
      parentProcessId: parent === undefined ? 668 : pid(index - 1),
      parentProcessImageFile:
        parent === undefined
          ? fileDetails(
              on['osPlatform'] === 'Linux'
                ? '/usr/lib/systemd/systemd'
                : on['osPlatform'] === 'macOS'
                  ? '/sbin/launchd'
                  : 'C:\\Windows\\System32\\services.exe',
              null,
            )
          : fileDetails(parent[0], publisherOf(parent[0])),
      processCommandLine: commandLine,
      processCreationDateTime: startedAt(index),
      processId: pid(index),
      userAccount: as,
    };
    return isCulprit
      ? seen(
          facts,
          options.roles ?? 'suspicious',
          options.judgement ?? { verdict: 'suspicious', remediation: 'active' },
        )
      : seen(facts, 'contextual');
  });
}

export function registryKey(hive: string, key: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.registryKeyEvidence',
    registryHive: hive,
    registryKey: key,
  };
}

export function registryValue(
  on: EvidenceFacts,
  key: string,
  [name, value]: readonly [name: string, value: string],
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.registryValueEvidence',
    mdeDeviceId: on['mdeDeviceId'],
    registryHive: 'HKEY_LOCAL_MACHINE',
    registryKey: key,
    registryValue: value,
    registryValueName: name,
    registryValueType: 'String',
  };
}

/** An interactive or network logon on a device. */
export function hostLogonSession(on: EvidenceFacts, who: EvidenceFacts): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.hostLogonSessionEvidence',
    account: who,
    endUtcDateTime: null,
    host: on,
    sessionId: `0x${hexFor(`logon/${String(on['hostName'])}`, 6)}`,
    startUtcDateTime: minutes(-3),
  };
}

export function malware(
  name: string,
  category: string,
  files: readonly EvidenceFacts[],
  processes: readonly EvidenceFacts[] = [],
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.malwareEvidence',
    category,
    files,
    name,
    processes,
  };
}

export function fileHash(algorithm: 'md5' | 'sha1' | 'sha256', path: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.fileHashEvidence',
    algorithm,
    value: fileDetails(path)[algorithm],
  };
}
