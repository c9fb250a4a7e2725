// Alerts of least severity, which Defender for Cloud keeps to itself: Azure Resource Manager shows them, Graph
// does not. Types and titles are of the public alert reference (see resources/NOTICE.md).
import { armId } from './clouds.ts';

export interface InformationalAlert {
  readonly alertType: string;
  readonly title: string;
  readonly tells: string;
  readonly component: string;
  readonly resourceId: string;
}

const cluster = armId(
  'production',
  'rg-aks',
  'Microsoft.ContainerService/managedClusters/aks-track',
);
const server = (name: string): string =>
  armId('production', 'rg-yard', `Microsoft.Compute/virtualMachines/${name}`);

const inContainers = (alertType: string, title: string, tells: string): InformationalAlert => ({
  alertType,
  title,
  tells,
  component: 'Containers',
  resourceId: cluster,
});

const onServer = (
  name: string,
  alertType: string,
  title: string,
  tells: string,
): InformationalAlert => ({
  alertType,
  title,
  tells,
  component: 'Servers',
  resourceId: server(name),
});

const KINDS: readonly InformationalAlert[] = [
  inContainers(
    'K8S_PrivilegedContainer',
    'Privileged container detected',
    'The audit log shows a new privileged container.',
  ),
  inContainers(
    'K8S_HighPrivilegesRole',
    'New high privileges role detected',
    'The audit log shows a new role with wide permissions.',
  ),
  inContainers(
    'K8S_ClusterAdminBinding',
    'Role binding to the cluster-admin role detected',
    'The audit log shows a new binding to the cluster-admin role.',
  ),
  inContainers(
    'K8S.NODE_ImageBuildOnNode',
    'Docker build operation detected on a Kubernetes node',
    'A container image was built on a node.',
  ),
  inContainers(
    'K8S_KubeSystemContainer',
    'New container in the kube-system namespace detected',
    'A container started in kube-system that does not usually run there.',
  ),
  onServer(
    'vm-yard-app1',
    'VM_SvcHostRunInRareServiceGroup',
    'Rare SVCHOST service group executed',
    'The system process SVCHOST ran a service group that is rarely seen.',
  ),
  onServer(
    'vm-yard-app2',
    'VM_AdaptiveApplicationControlWindowsViolationAudited',
    'Adaptive application control policy violation was audited',
    'A program ran that the policy of this group of machines does not list.',
  ),
  {
    alertType: 'AzureDNS_RandomizedDomain',
    title: 'Communication with suspicious random domain name',
    tells: 'A name was looked up that looks randomly made.',
    component: 'DNS',
    resourceId: server('vm-yard-app1'),
  },
];

/** Each kind three times. */
export const INFORMATIONAL_ALERTS: readonly InformationalAlert[] = [...KINDS, ...KINDS, ...KINDS];
