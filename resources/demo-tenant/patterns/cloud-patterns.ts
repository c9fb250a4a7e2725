// Everyday incidents in the clouds. Titles, types, tactics and severities are those of the alert catalogue.
import {
  awsResource,
  azureChild,
  azureResource,
  azureSubscription,
  ec2Instance,
  gcpResource,
  s3Bucket,
  storageContainer,
} from '../clouds.ts';
import type { Subscription } from '../clouds.ts';
import { DEVICES, virtualMachine } from '../devices.ts';
import { servicePrincipal } from '../applications.ts';
import { cluster, namespace, pod, container, image, registry } from '../kubernetes.ts';
import { dns, ip } from '../network.ts';
import { PEOPLE, user } from '../people.ts';
import type { Random } from '../random.ts';
import { seen } from '../script.ts';
import type { AlertScript, EvidenceFacts } from '../script.ts';
import { staggered } from './pattern.ts';
import type { Pattern } from './pattern.ts';

function openStorage(random: Random): ReturnType<Pattern> {
  const account = random.pick(['nwhwebassets', 'nwhcustomsdocs', 'nwhdevscratch']);
  const storage = azureResource(
    'production',
    'rg-web',
    'Microsoft.Storage/storageAccounts',
    account,
  );
  const containers = random.some(['public', 'manifests', 'exports', 'scans'], random.between(1, 4));
  const depth = random.between(1, 3);
  const stepsOf = (inside: EvidenceFacts): readonly AlertScript[] => [
    {
      after: '0m',
      from: 'cloudStorage',
      type: 'Storage.Blob_OpenACL',
      title:
        'The access level of a potentially sensitive storage blob container was changed to allow unauthenticated public access',
      severity: 'medium',
      category: 'Collection',
      techniques: ['T1530'],
      tells: `The container of ${account} was opened to everyone.`,
      advice: 'Close the container. Ask who opened it and what was read since.',
      evidence: [
        seen(storage, 'attacked'),
        seen(inside, 'edited', { verdict: 'suspicious' }),
        seen(user(PEOPLE.samir), 'contextual'),
      ],
    },
    {
      after: '3h',
      from: 'cloudStorage',
      type: 'Storage.Blob_OpenContainersScanning.SuccessfulDiscovery',
      title: 'Publicly accessible storage containers successfully discovered',
      severity: 'medium',
      category: 'Collection',
      techniques: ['T1580', 'T1619'],
      tells: `A scanner found a container of ${account} that anybody can list.`,
      evidence: [
        seen(storage, 'attacked'),
        seen(inside, 'scanned'),
        seen(ip('203.0.113.201'), 'attacker', { verdict: 'suspicious' }),
      ],
    },
    {
      after: '5h',
      from: 'cloudStorage',
      type: 'Storage.Blob_AnonymousAccessAnomaly',
      title: 'Unusual unauthenticated access to a storage container',
      severity: 'low',
      category: 'InitialAccess',
      techniques: ['T1530'],
      tells: `${account} was read without authentication from an address never seen before.`,
      evidence: [
        seen(storage, 'attacked'),
        seen(inside, 'scanned'),
        seen(ip('203.0.113.201'), 'source', { verdict: 'suspicious' }),
      ],
    },
  ];
  return {
    priority: random.between(28, 50),
    alerts: staggered(containers, 37, (name) =>
      stepsOf(storageContainer(storage, name)).slice(0, depth),
    ),
  };
}

function sshGuessing(random: Random): ReturnType<Pattern> {
  const host = random.pick(['vm-edi-gw01', 'vm-build-07'] as const);
  return {
    priority: random.between(15, 32),
    alerts: Array.from({ length: random.between(4, 12) }, (_, index): AlertScript => ({
      after: `${index * 47}m`,
      lasts: '25m',
      from: 'cloudServers',
      type: 'VM_SshBruteForceFailed',
      title: 'Failed SSH brute force attack',
      severity: 'medium',
      category: 'Probing',
      techniques: ['T1110.001'],
      tells: `Failed SSH sign-ins to ${host} from one address, none successful.`,
      advice: 'Restrict port 22 with just-in-time access or a network security group.',
      evidence: [
        seen(virtualMachine(host), 'attacked'),
        seen(DEVICES[host], 'attacked'),
        seen(ip(index % 2 === 0 ? '203.0.113.201' : '192.0.2.41'), 'attacker', {
          verdict: 'malicious',
        }),
      ],
    })),
  };
}

function sqlProbe(random: Random): ReturnType<Pattern> {
  const server = azureResource(
    'production',
    'rg-customer-portal',
    'Microsoft.Sql/servers',
    'nwh-portal-sql',
  );
  const databases = random.some(
    ['bookings', 'tariffs', 'visitors', 'claims', 'crew'],
    random.between(2, 5),
  );
  const depth = random.between(1, 2);
  const stepsOf = (database: EvidenceFacts): readonly AlertScript[] => [
    {
      after: '0m',
      from: 'cloudDatabases',
      type: 'SQL.DB_VulnerabilityToSqlInjection',
      title: 'A possible vulnerability to SQL Injection',
      severity: 'medium',
      category: 'PreAttack',
      techniques: ['T1190'],
      tells:
        'An application made a faulty SQL statement in the database, as happens where input reaches it unescaped.',
      evidence: [
        seen(database, 'attacked'),
        seen(server, 'contextual'),
        seen(ip('192.0.2.163'), 'source'),
      ],
    },
    {
      after: '26m',
      from: 'cloudDatabases',
      type: 'SQL.DB_PotentialSqlInjection',
      title: 'Potential SQL injection',
      severity: 'high',
      category: 'PreAttack',
      techniques: ['T1190'],
      tells: "An exploit was tried: bookingRef=' UNION SELECT name, NULL FROM sys.tables--",
      evidence: [
        seen(database, 'attacked'),
        seen(server, 'contextual'),
        seen(ip('192.0.2.163'), 'attacker', { verdict: 'suspicious' }),
      ],
    },
  ];
  return {
    priority: random.between(40, 64),
    alerts: staggered(databases, 8, (name) =>
      stepsOf(azureChild(server, 'databases', name)).slice(0, depth),
    ),
  };
}

function deniedSecrets(random: Random): ReturnType<Pattern> {
  const vaults = random.some(
    ['kv-nwh-integration', 'kv-nwh-portal', 'kv-nwh-customs', 'kv-nwh-payroll'],
    random.between(1, 4),
  );
  const depth = random.between(1, 2);
  const stepsOf = (vault: EvidenceFacts): readonly AlertScript[] => [
    {
      after: '0m',
      from: 'cloudKeyVault',
      type: 'KV_UserAccessDeniedAnomaly',
      title: 'Unusual access denied - Unusual user accessing key vault denied',
      severity: 'low',
      category: 'Discovery',
      techniques: ['T1555.006'],
      tells: 'Someone who never used this vault was refused.',
      evidence: [
        seen(vault, 'attacked'),
        seen(user(PEOPLE.kenji), 'source'),
        seen(ip('198.51.100.24'), 'source'),
      ],
    },
    {
      after: '44m',
      from: 'cloudKeyVault',
      type: 'KV_SuspiciousIPAccessDenied',
      title: 'Denied access from a suspicious IP to a key vault',
      severity: 'low',
      category: 'CredentialAccess',
      techniques: ['T1555.006'],
      tells: 'An address of a threat intelligence list was refused.',
      evidence: [
        seen(vault, 'attacked'),
        seen(ip('203.0.113.18'), 'attacker', { verdict: 'suspicious' }),
      ],
    },
  ];
  return {
    priority: random.between(9, 24),
    alerts: staggered(vaults, 5, (name) =>
      stepsOf(azureResource('shared', 'rg-secrets', 'Microsoft.KeyVault/vaults', name)).slice(
        0,
        depth,
      ),
    ),
  };
}

function riskyManagement(random: Random): ReturnType<Pattern> {
  const who = random.pick([PEOPLE.samir, PEOPLE.jonas, PEOPLE.pieter]);
  const depth = random.between(1, 3);
  const stepsIn = (subscription: Subscription): readonly AlertScript[] => [
    {
      after: '0m',
      from: 'cloudResourceManager',
      type: 'ARM_OperationFromSuspiciousProxyIP',
      title: 'Azure Resource Manager operation from suspicious proxy IP address',
      severity: 'medium',
      category: 'DefenseEvasion',
      techniques: ['T1090'],
      tells: `${who.displayName} listed resources through an anonymising proxy.`,
      evidence: [
        seen(azureSubscription(subscription), 'attacked'),
        seen(user(who), 'source'),
        seen(ip('198.51.100.190'), 'source', { verdict: 'suspicious' }),
      ],
    },
    {
      after: '18m',
      from: 'cloudResourceManager',
      type: 'ARM_UnusedAppPowershellPersistence',
      title: 'PREVIEW - Suspicious management session using PowerShell detected',
      severity: 'medium',
      category: 'Persistence',
      techniques: ['T1078.004'],
      tells: `${who.displayName}, who uses the portal, managed the subscription with PowerShell.`,
      evidence: [seen(azureSubscription(subscription), 'attacked'), seen(user(who), 'source')],
    },
    {
      after: '31m',
      from: 'cloudResourceManager',
      type: 'ARM_AnomalousServiceOperation.Persistence',
      title:
        "PREVIEW - Suspicious invocation of a high-risk 'persistence' operation by a service principal detected",
      severity: 'medium',
      category: 'Persistence',
      techniques: ['T1098.003'],
      tells: 'A service principal assigned itself a role on the subscription.',
      evidence: [
        seen(azureSubscription(subscription), 'edited'),
        seen(servicePrincipal('sp-terraform-dev'), 'source'),
      ],
    },
  ];
  return {
    priority: random.between(30, 55),
    alerts: staggered(
      random.some(['development', 'shared', 'production'] as const, random.between(1, 3)),
      26,
      (subscription) => stepsIn(subscription).slice(0, depth),
    ),
  };
}

function nodeActivity(random: Random): ReturnType<Pattern> {
  const isAws = random.next() < 0.5;
  const home = isAws
    ? awsResource(
        { account: 'analytics', region: 'eu-west-1', service: 'eks' },
        'cluster/nwh-analytics',
        'AWS::EKS::Cluster',
      )
    : gcpResource(
        'tracking',
        'container.googleapis.com',
        'locations/europe-west4/clusters/tracking-prod',
        'Cluster',
      );
  const inside = cluster(home, isAws ? 'eks' : 'gke', '1.31');
  const where = namespace(inside, random.pick(['ingest', 'batch', 'default']));
  const names = Array.from(
    { length: random.between(2, 4) },
    () => `worker-${random.between(100, 999)}f7c9d-x${random.between(10, 99)}kq`,
  );
  const workerNamed = (name: string): EvidenceFacts =>
    pod({
      name,
      inside: where,
      containers: [
        container({
          name: 'worker',
          image: image(
            registry('registry.northwindharbor.example'),
            'registry.northwindharbor.example/ingest/worker:4.18.2',
          ),
        }),
      ],
      address: '10.96.14.23',
    });
  const found = random.some(
    [
      [
        'K8S.NODE_ImdsCall',
        'Access to cloud metadata service detected',
        'medium',
        'CredentialAccess',
        'T1552.005',
      ],
      [
        'K8S.NODE_KubernetesAPI',
        'Suspicious request to Kubernetes API',
        'medium',
        'LateralMovement',
        'T1613',
      ],
      [
        'K8S.NODE_ReconnaissanceArtifactsBurst',
        'Burst of multiple reconnaissance commands could indicate initial activity after compromise',
        'low',
        'Discovery',
        'T1082',
      ],
      [
        'K8S.NODE_TimestampTampering',
        'Suspicious file timestamp modification',
        'low',
        'DefenseEvasion',
        'T1070.006',
      ],
    ] as const,
    random.between(2, 4),
  );
  return {
    priority: random.between(20, 45),
    alerts: staggered(names, 13, (name) =>
      found.map(([type, title, severity, category, technique], index): AlertScript => ({
        after: `${index * 9}m`,
        from: 'cloudContainers',
        type,
        title,
        severity,
        category,
        techniques: [technique],
        tells: `Runtime analysis of ${String(home['resourceName'])} saw this in one container.`,
        evidence: [
          seen(workerNamed(name), 'compromised', { verdict: 'suspicious' }),
          seen(inside, 'contextual'),
          seen(home, 'contextual'),
          seen(where, 'contextual'),
        ],
      })),
    ),
  };
}

function namedAfterAttack(random: Random): ReturnType<Pattern> {
  const hosts = random.some(
    ['vm-tos-app01', 'vm-jump01', 'vm-edi-gw01'] as const,
    random.between(1, 3),
  );
  const found = random.some(
    [
      [
        'AzureDNS_SinkholedDomain',
        'Attempted communication with suspicious sinkholed domain',
        'medium',
        'qx7-relay.example',
      ],
      [
        'AzureDNS_CurrencyMining',
        'Digital currency mining activity',
        'low',
        'pool.minexmr.example',
      ],
      ['AzureDNS_DarkWeb', 'Anonymity network activity', 'low', 'exit4.torbridge.example'],
      [
        'AzureDNS_SuspiciousDomain',
        'Network intrusion detection signature activation',
        'medium',
        'cdn-pack.example',
      ],
    ] as const,
    random.between(1, 3),
  );
  return {
    priority: random.between(12, 38),
    alerts: staggered(hosts, 6, (host) =>
      found.map(([type, title, severity, name], index): AlertScript => ({
        after: `${index * 14}m`,
        from: 'cloudDns',
        type,
        title,
        severity,
        category: 'Exfiltration',
        techniques: ['T1071.004'],
        tells: `${host} asked for ${name}.`,
        evidence: [
          seen(virtualMachine(host), 'attacked'),
          seen(dns(name, String(DEVICES[host]['lastIpAddress']), ['203.0.113.18']), 'suspicious', {
            verdict: 'suspicious',
          }),
        ],
      })),
    ),
  };
}

function guardDutyFinding(random: Random): ReturnType<Pattern> {
  const instances = Array.from({ length: random.between(2, 4) }, () =>
    ec2Instance('sandbox', 'eu-west-1', `i-0${random.between(100000, 999999)}c41e88a72d`),
  );
  const found = random.some(
    [
      [
        'Recon:EC2/PortProbeUnprotectedPort',
        'Unprotected port on EC2 instance is being probed',
        'low',
        'Discovery',
        'T1046',
      ],
      [
        'UnauthorizedAccess:EC2/SSHBruteForce',
        'SSH brute force attacks against EC2 instance',
        'low',
        'CredentialAccess',
        'T1110.001',
      ],
      [
        'Policy:S3/BucketBlockPublicAccessDisabled',
        'Amazon S3 Block Public Access was disabled for a bucket',
        'low',
        'DefenseEvasion',
        'T1562.007',
      ],
      [
        'Behavior:EC2/NetworkPortUnusual',
        'EC2 instance is communicating on an unusual port',
        'medium',
        'CommandAndControl',
        'T1571',
      ],
    ] as const,
    random.between(1, 4),
  );
  return {
    priority: random.between(10, 36),
    alerts: staggered(instances, 17, (instance) =>
      found.map(([type, title, severity, category, technique], index): AlertScript => ({
        after: `${index * 21}m`,
        from: 'guardDuty',
        type,
        title,
        severity,
        category,
        techniques: [technique],
        tells: 'Passed on by the connector for the AWS account nwh-sandbox.',
        evidence: [
          seen(
            type.startsWith('Policy') ? s3Bucket('sandbox', 'nwh-sandbox-drop') : instance,
            'attacked',
          ),
          seen(ip('203.0.113.201'), 'attacker', { verdict: 'suspicious' }),
        ],
      })),
    ),
  };
}

function threatFeedMatch(random: Random): ReturnType<Pattern> {
  const address = random.pick(['203.0.113.77', '192.0.2.41', '198.51.100.233']);
  return {
    priority: random.between(16, 40),
    alerts: Array.from({ length: random.between(5, 12) }, (_, index): AlertScript => ({
      after: `${index * 58}m`,
      from: index % 3 === 2 ? 'sentinelNrt' : 'sentinel',
      title:
        index % 3 === 2
          ? 'NRT Base64 Encoded Windows Process Command-lines'
          : 'TI map IP entity to AzureActivity',
      severity: 'medium',
      category: index % 3 === 2 ? 'Execution' : 'CommandAndControl',
      techniques: index % 3 === 2 ? ['T1059'] : ['T1071'],
      tells: `A rule matched ${address} of the threat intelligence feed.`,
      evidence: [
        seen(ip(address), 'suspicious', { verdict: 'suspicious' }),
        seen(azureSubscription('production'), 'contextual'),
        seen(user(random.pick(Object.values(PEOPLE))), 'contextual'),
      ],
    })),
  };
}

/** By name. */
export const CLOUD_PATTERNS = {
  openStorage,
  sshGuessing,
  sqlProbe,
  deniedSecrets,
  riskyManagement,
  nodeActivity,
  namedAfterAttack,
  guardDutyFinding,
  threatFeedMatch,
} as const satisfies Record<string, Pattern>;
