// One stolen session, three clouds: from an engineer's account in Entra ID to Azure, Amazon and Google Cloud.
import { cloudApplication, servicePrincipal } from '../applications.ts';
import {
  awsAccount,
  awsResource,
  azureResource,
  azureSubscription,
  ec2Instance,
  gcpResource,
  gcpServiceAccount,
  gcsBucket,
  iamRole,
  s3Bucket,
} from '../clouds.ts';
import { DEVICES, file, processChain, virtualMachine } from '../devices.ts';
import { guidFor } from '../identifiers.ts';
import {
  cluster,
  container,
  image,
  namespace,
  pod,
  registry,
  secret,
  serviceAccount,
} from '../kubernetes.ts';
import { cloudSession, connection, ip, url } from '../network.ts';
import { account, ANALYSTS, PEOPLE, user } from '../people.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, DetectorName, IncidentScript, Sighting } from '../script.ts';

const engineer = user(PEOPLE.priya);
const laptop = DEVICES['lt-pnair'];
const attacker = ip('203.0.113.77');
const hop = ip('198.51.100.190');
const session = cloudSession(
  engineer,
  guidFor('session/pnair/stolen'),
  'Mozilla/5.0 (X11; Linux x86_64) Chrome/127.0',
);
const vault = azureResource(
  'production',
  'rg-federation',
  'Microsoft.KeyVault/vaults',
  'kv-nwh-federation',
);
const automation = azureResource(
  'production',
  'rg-federation',
  'Microsoft.Automation/automationAccounts',
  'aa-nwh-ops',
);
const buildVm = virtualMachine('vm-build-07');
const federated = servicePrincipal('sp-workload-federation');
const assumed = iamRole('production', 'AzureFederatedDeploy');
const eks = awsResource(
  { account: 'production', region: 'eu-west-1', service: 'eks' },
  'cluster/nwh-tracking-edge',
  'AWS::EKS::Cluster',
);
const bastion = ec2Instance('production', 'eu-west-1', 'i-0c9e4471ab30d5f28');
const manifests = s3Bucket('production', 'nwh-cargo-manifests');
const secretsManager = awsResource(
  { account: 'production', region: 'eu-west-1', service: 'secretsmanager' },
  'secret:gcp/track-writer-Xq81Zp',
  'AWS::SecretsManager::Secret',
);
const writer = gcpServiceAccount('tracking', 'track-writer');
const vmIngest = gcpResource(
  'tracking',
  'compute.googleapis.com',
  'zones/europe-west4-a/instances/track-ingest-1',
  'Instance',
);
const warehouse = gcpResource(
  'data',
  'bigquery.googleapis.com',
  'datasets/vessel_history',
  'Dataset',
);
const positions = gcsBucket('tracking', 'nwh-vessel-positions');
const gke = gcpResource(
  'tracking',
  'container.googleapis.com',
  'locations/europe-west4/clusters/tracking-prod',
  'Cluster',
);
const edge = cluster(eks, 'eks', '1.31');
const edgeSpace = namespace(edge, 'edge');
const edgePod = pod({
  name: 'edge-router-5f7b9d6c88-k2vwp',
  inside: edgeSpace,
  containers: [
    container({
      name: 'edge-router',
      image: image(
        registry('418273659104.dkr.ecr.eu-west-1.amazonaws.com'),
        '418273659104.dkr.ecr.eu-west-1.amazonaws.com/edge-router:1.22.0',
      ),
    }),
  ],
  serviceAccount: serviceAccount(edgeSpace, 'edge-router'),
  address: '10.120.4.19',
});
const tracking = cluster(gke, 'gke', '1.31.5-gke.1023000');
const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const ODD = { verdict: 'suspicious', remediation: 'active' } as const;

interface Step {
  readonly after: string;
  readonly from: DetectorName;
  readonly type?: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly touches: readonly Sighting[];
  readonly lasts?: string;
}

const step = ({ touches, ...rest }: Step): AlertScript => ({
  lasts: '4m',
  ...rest,
  advice:
    'Revoke the sessions of Priya Nair, then follow the trust: Entra ID, the federated role in AWS, the service account in Google Cloud.',
  evidence: touches,
});

const by = (address: Sighting['facts']): Sighting =>
  seen(address, ['attacker', 'source'], { verdict: 'malicious' });

const onIdentity: readonly AlertScript[] = [
  step({
    after: '0m',
    from: 'endpoint',
    title: 'Browser session cookies were read by an unusual process',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1539', 'T1555.003'],
    tells: 'A program from the downloads folder read the cookie store of the browser.',
    touches: [
      seen(laptop, 'compromised', { ...ODD, detailedRoles: ['Main device'] }),
      seen(engineer, 'compromised', ODD),
      ...processChain({
        on: laptop,
        as: account(PEOPLE.priya),
        steps: [
          ['C:\\Windows\\explorer.exe', 'C:\\Windows\\Explorer.EXE'],
          [
            'C:\\Users\\pnair\\Downloads\\kubectl-lens-setup.exe',
            '"C:\\Users\\pnair\\Downloads\\kubectl-lens-setup.exe"',
          ],
          [
            'C:\\Users\\pnair\\AppData\\Local\\Temp\\is-8QF2.tmp\\lens.tmp',
            'lens.tmp /SL5="$90308,882,721" /grab',
          ],
        ],
        judgement: BAD,
      }),
      seen(file(laptop, 'C:\\Users\\pnair\\Downloads\\kubectl-lens-setup.exe'), 'suspicious', BAD),
      seen(url('https://kubectl-lens.example/download'), 'source', { verdict: 'malicious' }),
    ],
  }),
  step({
    after: '1h12m',
    from: 'entra',
    title: 'Anomalous Token',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1550.004'],
    tells: 'The session of Priya Nair was used from another network with another browser.',
    touches: [seen(engineer, 'compromised', BAD), seen(session, 'suspicious', ODD), by(attacker)],
  }),
  step({
    after: '1h15m',
    from: 'cloudApps',
    title: 'Activity from infrequent country',
    severity: 'medium',
    category: 'InitialAccess',
    techniques: ['T1078.004'],
    tells: 'First activity of this company from Romania.',
    touches: [
      seen(engineer, 'compromised', ODD),
      seen(cloudApplication('azure'), 'attacked'),
      by(attacker),
    ],
  }),
];

const inAzure: readonly AlertScript[] = [
  step({
    after: '1h21m',
    from: 'cloudResourceManager',
    type: 'ARM_OperationFromSuspiciousIP',
    title: 'Azure Resource Manager operation from suspicious IP address',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1059.009'],
    tells: 'Resources of the production subscription were listed.',
    touches: [
      seen(azureSubscription('production'), 'attacked'),
      seen(engineer, 'compromised', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '1h26m',
    from: 'cloudServers',
    type: 'ARM_AzureHound',
    title: 'AzureHound tool invocation detected',
    severity: 'medium',
    category: 'Discovery',
    techniques: ['T1087.004', 'T1069.003'],
    tells: 'Calls in the order in which AzureHound makes them.',
    touches: [
      seen(azureSubscription('production'), 'scanned'),
      seen(engineer, 'source', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '1h44m',
    from: 'cloudResourceManager',
    type: 'ARM_MicroBurst.RunCodeOnBehalf',
    title:
      'Usage of MicroBurst exploitation toolkit to run an arbitrary code or exfiltrate Azure Automation account credentials',
    severity: 'high',
    category: 'Persistence',
    techniques: ['T1059.009', 'T1098'],
    tells: 'A runbook was made, run once and removed.',
    touches: [
      seen(automation, ['attacked', 'edited'], ODD),
      seen(engineer, 'source', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '1h52m',
    from: 'cloudKeyVault',
    type: 'KV_UserAppAnomaly',
    title: 'Unusual user-application pair accessed a key vault',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1555.006'],
    tells: 'The signing key of the federation was read.',
    touches: [
      seen(vault, 'attacked', ODD),
      seen(federated, 'compromised', BAD),
      seen(engineer, 'source'),
      by(hop),
    ],
  }),
  step({
    after: '1h58m',
    from: 'cloudResourceManager',
    type: 'ARM_AnomalousRBACRoleAssignment',
    title: 'Suspicious Azure role assignment detected (Preview)',
    severity: 'high',
    category: 'LateralMovement',
    techniques: ['T1098.003'],
    tells: 'sp-workload-federation became Owner of the production subscription.',
    touches: [
      seen(azureSubscription('production'), 'edited'),
      seen(federated, ['added', 'compromised'], BAD),
      seen(engineer, 'source', BAD),
    ],
  }),
  step({
    after: '2h10m',
    from: 'endpoint',
    title: 'Suspicious script run through the virtual machine agent',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1651'],
    tells: 'Run Command started a script on vm-build-07.',
    touches: [
      seen(DEVICES['vm-build-07'], 'compromised', ODD),
      seen(buildVm, 'compromised'),
      ...processChain({
        on: DEVICES['vm-build-07'],
        as: account(PEOPLE.priya),
        steps: [
          ['/usr/bin/python3', 'python3 /var/lib/waagent/run-command-handler'],
          [
            '/bin/bash',
            'bash -c "aws sts assume-role-with-web-identity --role-arn arn:aws:iam::418273659104:role/AzureFederatedDeploy --role-session-name ops"',
          ],
        ],
        judgement: BAD,
      }),
    ],
  }),
];

const inAzureToo: readonly AlertScript[] = [
  step({
    after: '1h48m',
    from: 'cloudResourceManager',
    type: 'ARM_MicroBurst.AZStorageKeysREST',
    title: 'MicroBurst exploitation toolkit used to extract keys to your storage accounts',
    severity: 'high',
    category: 'Collection',
    techniques: ['T1552.001'],
    tells: 'Keys of the storage account nwhfederation were read with MicroBurst.',
    touches: [
      seen(
        azureResource(
          'production',
          'rg-federation',
          'Microsoft.Storage/storageAccounts',
          'nwhfederation',
        ),
        'attacked',
        ODD,
      ),
      seen(azureSubscription('production'), 'attacked'),
      seen(engineer, 'source', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '2h02m',
    from: 'sentinel',
    title: 'Service principal assigned a privileged role',
    severity: 'high',
    category: 'PrivilegeEscalation',
    techniques: ['T1098.003'],
    tells: 'A rule of this workspace saw the same role assignment in AzureActivity.',
    touches: [
      seen(federated, 'added', BAD),
      seen(azureSubscription('production'), 'edited'),
      seen(engineer, 'source', BAD),
    ],
  }),
];

const tracksCovered: readonly AlertScript[] = [
  step({
    after: '3h55m',
    from: 'guardDuty',
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    title: 'AWS CloudTrail trail org-audit was disabled by AzureFederatedDeploy',
    severity: 'high',
    category: 'DefenseEvasion',
    techniques: ['T1562.008'],
    tells: 'StopLogging was called and denied by a service control policy.',
    touches: [
      seen(
        awsResource(
          { account: 'production', region: 'eu-west-1', service: 'cloudtrail' },
          'trail/org-audit',
          'AWS::CloudTrail::Trail',
        ),
        'attacked',
        { remediation: 'prevented' },
      ),
      seen(assumed, 'attacker', BAD),
      by(hop),
    ],
  }),
  step({
    after: '4h02m',
    from: 'commandCenter',
    type: 'Defense Evasion: Audit Logging Disabled',
    title: 'Defense Evasion: Data Access Audit Logging Disabled',
    severity: 'medium',
    category: 'DefenseEvasion',
    techniques: ['T1562.008'],
    tells: 'Data access logs of the data project were turned off.',
    touches: [
      seen(
        gcpResource('data', 'cloudresourcemanager.googleapis.com', 'nwh-data-platform', 'Project'),
        'edited',
        ODD,
      ),
      seen(writer, 'attacker', BAD),
      by(hop),
    ],
  }),
];

const inAws: readonly AlertScript[] = [
  step({
    after: '2h12m',
    from: 'guardDuty',
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    title: 'Credentials of a federated role were used from an external IP address',
    severity: 'high',
    category: 'LateralMovement',
    techniques: ['T1550.001'],
    tells: 'AzureFederatedDeploy was assumed with a token from Entra ID, then used from Bucharest.',
    touches: [
      seen(assumed, 'compromised', BAD),
      seen(awsAccount('production'), 'attacked'),
      seen(federated, 'source', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '2h20m',
    from: 'guardDuty',
    type: 'Discovery:IAMUser/AnomalousBehavior',
    title: 'Role AzureFederatedDeploy is anomalously invoking APIs used to discover resources',
    severity: 'low',
    category: 'Discovery',
    techniques: ['T1580'],
    tells: 'Clusters, instances, buckets and secrets were listed.',
    touches: [
      seen(assumed, 'source', BAD),
      seen(awsAccount('production'), 'scanned'),
      seen(eks, 'scanned'),
      seen(manifests, 'scanned'),
    ],
  }),
  step({
    after: '2h33m',
    from: 'guardDuty',
    type: 'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom',
    title: 'EC2 instance is communicating with an IP address on a custom threat list',
    severity: 'medium',
    category: 'CommandAndControl',
    techniques: ['T1219'],
    tells: 'Session Manager opened a shell on the bastion.',
    touches: [
      seen(bastion, 'compromised', ODD),
      seen(assumed, 'source', BAD),
      seen(connection(['10.120.1.10', 44120], ['203.0.113.77', 443]), 'suspicious'),
      by(attacker),
    ],
  }),
  step({
    after: '2h41m',
    from: 'cloudContainers',
    type: 'K8S_ServiceAccountRareOperation',
    title: 'Abnormal Kubernetes service account operation detected',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1552.007'],
    tells: 'edge-router read secrets of its namespace.',
    touches: [
      seen(eks, 'attacked'),
      seen(edge, 'attacked'),
      seen(edgePod, 'compromised', ODD),
      seen(secret(edgeSpace, 'gcp-writer-key'), 'attacked', ODD),
      seen(serviceAccount(edgeSpace, 'edge-router'), 'compromised', BAD),
    ],
  }),
  step({
    after: '2h44m',
    from: 'guardDuty',
    type: 'CredentialAccess:IAMUser/AnomalousBehavior',
    title: 'Role AzureFederatedDeploy is anomalously invoking APIs used to read credentials',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1555.006'],
    tells: 'GetSecretValue returned the key of the Google Cloud service account track-writer.',
    touches: [
      seen(secretsManager, ['attacked', 'compromised'], ODD),
      seen(assumed, 'source', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '3h30m',
    lasts: '35m',
    from: 'guardDuty',
    type: 'Exfiltration:S3/AnomalousBehavior',
    title: 'Role AzureFederatedDeploy is anomalously invoking S3 GetObject APIs',
    severity: 'high',
    category: 'Exfiltration',
    techniques: ['T1530'],
    tells: '8,144 manifests of the last two weeks were read.',
    touches: [
      seen(manifests, ['attacked', 'source'], ODD),
      seen(assumed, 'attacker', BAD),
      by(hop),
    ],
  }),
];

const inGoogle: readonly AlertScript[] = [
  step({
    after: '2h52m',
    from: 'commandCenter',
    type: 'Initial Access: Leaked Service Account Key Used',
    title: 'Initial Access: Leaked Service Account Key Used',
    severity: 'high',
    category: 'LateralMovement',
    techniques: ['T1078.004'],
    tells: 'The key of track-writer, stored in AWS, was used from Bucharest.',
    touches: [seen(writer, 'compromised', BAD), seen(secretsManager, 'source'), by(attacker)],
  }),
  step({
    after: '2h58m',
    from: 'commandCenter',
    type: 'Persistence: IAM Anomalous Grant',
    title: 'Persistence: IAM Anomalous Grant',
    severity: 'medium',
    category: 'Persistence',
    techniques: ['T1098.003'],
    tells: 'track-writer got the role Editor on the data project.',
    touches: [seen(writer, ['compromised', 'added'], BAD), seen(warehouse, 'attacked')],
  }),
  step({
    after: '3h06m',
    from: 'commandCenter',
    type: 'Execution: Startup Script Changed',
    title: 'Execution: GCE Admin Added Startup Script',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1651'],
    tells: 'A start-up script was put into the metadata of track-ingest-1.',
    touches: [
      seen(vmIngest, ['edited', 'compromised'], ODD),
      seen(writer, 'source', BAD),
      by(attacker),
    ],
  }),
  step({
    after: '3h20m',
    from: 'cloudContainers',
    type: 'K8S.NODE_ImdsCall',
    title: 'Access to cloud metadata service detected',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1552.005'],
    tells: 'A container of tracking-prod asked the metadata server for the token of its node.',
    touches: [
      seen(gke, 'attacked'),
      seen(tracking, 'attacked'),
      seen(namespace(tracking, 'ingest'), 'contextual'),
    ],
  }),
  step({
    after: '3h48m',
    lasts: '50m',
    from: 'commandCenter',
    type: 'Exfiltration: BigQuery Data Extraction',
    title: 'Exfiltration: BigQuery Data Extraction',
    severity: 'high',
    category: 'Exfiltration',
    techniques: ['T1530', 'T1567.002'],
    tells: 'vessel_history was exported through nwh-vessel-positions.',
    touches: [
      seen(warehouse, ['attacked', 'source'], ODD),
      seen(positions, 'destination', ODD),
      seen(writer, 'attacker', BAD),
      by(hop),
    ],
  }),
];

export const MULTI_CLOUD_PIVOT: IncidentScript = {
  key: 'multi-cloud-pivot',
  id: '4194',
  startsAt: '-5h20m',
  name: 'Multi-cloud credential pivot',
  tells:
    'A stolen session of Priya Nair opened Azure. Workload federation led from Azure to AWS, and a key kept in AWS led to Google Cloud. Data left from two of the three.',
  summary:
    'Azure: kv-nwh-federation, aa-nwh-ops, vm-build-07. AWS: AzureFederatedDeploy, nwh-tracking-edge, nwh-cargo-manifests. Google Cloud: track-writer, track-ingest-1, vessel_history.',
  status: 'active',
  priority: 97,
  systemTags: ['Critical asset', 'Credential theft'],
  customTags: ['Multi-cloud'],
  comments: [
    {
      after: '4h30m',
      by: ANALYSTS.lin,
      text: 'Sessions revoked in Entra ID. AWS and Google teams are on the bridge.',
    },
  ],
  alerts: inOrder(onIdentity, inAzure, inAzureToo, inAws, inGoogle, tracksCovered, [
    step({
      after: '4h20m',
      from: 'xdr',
      title: 'Lateral movement between clouds with federated credentials',
      severity: 'high',
      category: 'LateralMovement',
      techniques: ['T1550.001', 'T1078.004'],
      tells: 'The XDR engine tied activity in Azure, AWS and Google Cloud to one stolen session.',
      touches: [
        seen(engineer, ['compromised', 'attacker'], BAD),
        seen(vault, 'attacked'),
        seen(manifests, 'attacked'),
        seen(warehouse, 'attacked'),
        by(attacker),
      ],
    }),
  ]),
  continues: [
    step({
      after: '0s',
      from: 'guardDuty',
      type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
      title: 'API was invoked from a known malicious IP address with an expired session',
      severity: 'medium',
      category: 'InitialAccess',
      techniques: ['T1550.001'],
      tells: 'The session of AzureFederatedDeploy has ended and is still tried.',
      touches: [seen(assumed, 'attacked'), by(attacker)],
    }),
    step({
      after: '0s',
      from: 'commandCenter',
      type: 'Initial Access: Dormant Service Account Key Denied',
      title: 'Initial Access: Excessive Permission Denied Actions',
      severity: 'low',
      category: 'InitialAccess',
      techniques: ['T1078.004'],
      tells: 'track-writer is refused and asks again.',
      touches: [seen(writer, 'attacked'), seen(positions, 'attacked'), by(hop)],
    }),
    step({
      after: '0s',
      from: 'entra',
      title: 'Unfamiliar sign-in properties',
      severity: 'medium',
      category: 'InitialAccess',
      techniques: ['T1078.004'],
      tells: 'A sign-in of Priya Nair was tried with an old password.',
      touches: [seen(engineer, 'attacked', ODD), by(hop)],
    }),
  ],
};
