// The words and the graph family for the cloud providers' resource types.
import type { EntityFamily } from '../model/entity.ts';

export interface ResourceType {
  /** In a person's words, singular: "Virtual machine". */
  readonly label: string;
  readonly family: EntityFamily;
}

type Row = readonly [type: string, label: string, family: EntityFamily];

const AZURE: readonly Row[] = [
  ['microsoft.resources/subscriptions', 'Subscription', 'subscriptions'],
  ['microsoft.resources/resourcegroups', 'Resource group', 'subscriptions'],
  ['microsoft.management/managementgroups', 'Management group', 'subscriptions'],
  ['microsoft.compute/virtualmachines', 'Virtual machine', 'compute'],
  ['microsoft.compute/virtualmachinescalesets', 'Virtual machine scale set', 'compute'],
  [
    'microsoft.compute/virtualmachinescalesets/virtualmachines',
    'Scale set virtual machine',
    'compute',
  ],
  ['microsoft.compute/disks', 'Disk', 'data'],
  ['microsoft.compute/snapshots', 'Disk snapshot', 'data'],
  ['microsoft.hybridcompute/machines', 'Azure Arc machine', 'compute'],
  ['microsoft.web/sites', 'App Service', 'compute'],
  ['microsoft.web/serverfarms', 'App Service plan', 'compute'],
  ['microsoft.logic/workflows', 'Logic app', 'compute'],
  ['microsoft.automation/automationaccounts', 'Automation account', 'compute'],
  ['microsoft.batch/batchaccounts', 'Batch account', 'compute'],
  ['microsoft.network/virtualnetworks', 'Virtual network', 'networking'],
  ['microsoft.network/virtualnetworks/subnets', 'Subnet', 'networking'],
  ['microsoft.network/networkinterfaces', 'Network interface', 'networking'],
  ['microsoft.network/networksecuritygroups', 'Network security group', 'networking'],
  ['microsoft.network/loadbalancers', 'Load balancer', 'networking'],
  ['microsoft.network/applicationgateways', 'Application gateway', 'networking'],
  ['microsoft.network/azurefirewalls', 'Azure Firewall', 'networking'],
  ['microsoft.network/dnszones', 'DNS zone', 'networking'],
  ['microsoft.network/publicipaddresses', 'Public IP address', 'ipAddress'],
  ['microsoft.storage/storageaccounts', 'Storage account', 'data'],
  ['microsoft.storage/storageaccounts/blobservices/containers', 'Blob container', 'data'],
  ['microsoft.storage/storageaccounts/fileservices/shares', 'File share', 'data'],
  ['microsoft.sql/servers', 'SQL server', 'data'],
  ['microsoft.sql/servers/databases', 'SQL database', 'data'],
  ['microsoft.sql/managedinstances', 'SQL managed instance', 'data'],
  ['microsoft.sqlvirtualmachine/sqlvirtualmachines', 'SQL virtual machine', 'data'],
  ['microsoft.synapse/workspaces', 'Synapse workspace', 'data'],
  ['microsoft.dbforpostgresql/servers', 'PostgreSQL server', 'data'],
  ['microsoft.dbforpostgresql/flexibleservers', 'PostgreSQL server', 'data'],
  ['microsoft.dbformysql/servers', 'MySQL server', 'data'],
  ['microsoft.dbformysql/flexibleservers', 'MySQL server', 'data'],
  ['microsoft.documentdb/databaseaccounts', 'Cosmos DB account', 'data'],
  ['microsoft.cache/redis', 'Redis cache', 'data'],
  ['microsoft.keyvault/vaults', 'Key vault', 'keysAndSecrets'],
  ['microsoft.keyvault/vaults/secrets', 'Key vault secret', 'keysAndSecrets'],
  ['microsoft.keyvault/vaults/keys', 'Key vault key', 'keysAndSecrets'],
  ['microsoft.keyvault/vaults/certificates', 'Key vault certificate', 'certificate'],
  ['microsoft.keyvault/managedhsms', 'Managed HSM', 'keysAndSecrets'],
  ['microsoft.containerservice/managedclusters', 'Kubernetes cluster', 'containers'],
  ['microsoft.kubernetes/connectedclusters', 'Azure Arc Kubernetes cluster', 'containers'],
  ['microsoft.containerregistry/registries', 'Container registry', 'containers'],
  ['microsoft.containerinstance/containergroups', 'Container instance', 'containers'],
  ['microsoft.app/containerapps', 'Container app', 'containers'],
  ['microsoft.managedidentity/userassignedidentities', 'Managed identity', 'identityAndAccess'],
  ['microsoft.authorization/roleassignments', 'Role assignment', 'identityAndAccess'],
  ['microsoft.authorization/roledefinitions', 'Role definition', 'identityAndAccess'],
  ['microsoft.apimanagement/service', 'API Management service', 'apis'],
  ['microsoft.apimanagement/service/apis', 'API', 'apis'],
  ['microsoft.cognitiveservices/accounts', 'AI services account', 'general'],
  ['microsoft.machinelearningservices/workspaces', 'Machine learning workspace', 'general'],
  ['microsoft.operationalinsights/workspaces', 'Log Analytics workspace', 'data'],
  ['microsoft.recoveryservices/vaults', 'Recovery Services vault', 'data'],
  ['microsoft.devices/iothubs', 'IoT hub', 'iot'],
  ['microsoft.security/securityconnectors', 'Security connector', 'devOps'],
];

/** By `service/type` of the ARN; CloudFormation's names are reduced to the same. */
const AWS: readonly Row[] = [
  ['ec2/instance', 'EC2 instance', 'compute'],
  ['ec2/volume', 'EBS volume', 'data'],
  ['ec2/snapshot', 'EBS snapshot', 'data'],
  ['ec2/image', 'Amazon machine image', 'compute'],
  ['ec2/vpc', 'VPC', 'networking'],
  ['ec2/subnet', 'Subnet', 'networking'],
  ['ec2/security-group', 'Security group', 'networking'],
  ['ec2/securitygroup', 'Security group', 'networking'],
  ['ec2/network-interface', 'Network interface', 'networking'],
  ['ec2/networkinterface', 'Network interface', 'networking'],
  ['ec2/elastic-ip', 'Elastic IP address', 'ipAddress'],
  ['autoscaling/autoscalinggroup', 'Auto Scaling group', 'compute'],
  ['lambda/function', 'Lambda function', 'compute'],
  ['s3/bucket', 'S3 bucket', 'data'],
  ['s3/object', 'S3 object', 'data'],
  ['rds/db', 'RDS database', 'data'],
  ['rds/dbinstance', 'RDS database', 'data'],
  ['rds/cluster', 'RDS cluster', 'data'],
  ['rds/dbcluster', 'RDS cluster', 'data'],
  ['dynamodb/table', 'DynamoDB table', 'data'],
  ['redshift/cluster', 'Redshift cluster', 'data'],
  ['iam/user', 'IAM user', 'identityAndAccess'],
  ['iam/role', 'IAM role', 'identityAndAccess'],
  ['iam/group', 'IAM group', 'identityAndAccess'],
  ['iam/policy', 'IAM policy', 'identityAndAccess'],
  ['iam/accesskey', 'IAM access key', 'keysAndSecrets'],
  ['iam/access-key', 'IAM access key', 'keysAndSecrets'],
  ['iam/instance-profile', 'Instance profile', 'identityAndAccess'],
  ['sts/assumed-role', 'Assumed role', 'identityAndAccess'],
  ['kms/key', 'KMS key', 'keysAndSecrets'],
  ['secretsmanager/secret', 'Secrets Manager secret', 'keysAndSecrets'],
  ['acm/certificate', 'Certificate', 'certificate'],
  ['eks/cluster', 'EKS cluster', 'containers'],
  ['ecs/cluster', 'ECS cluster', 'containers'],
  ['ecs/task', 'ECS task', 'containers'],
  ['ecs/service', 'ECS service', 'containers'],
  ['ecr/repository', 'ECR repository', 'containers'],
  ['elasticloadbalancing/loadbalancer', 'Load balancer', 'networking'],
  ['route53/hostedzone', 'Route 53 hosted zone', 'networking'],
  ['cloudfront/distribution', 'CloudFront distribution', 'networking'],
  ['cloudtrail/trail', 'CloudTrail trail', 'general'],
  ['guardduty/detector', 'GuardDuty detector', 'general'],
  ['sns', 'SNS topic', 'general'],
  ['sqs', 'SQS queue', 'general'],
  ['apigateway/restapis', 'API Gateway API', 'apis'],
  ['execute-api', 'API Gateway API', 'apis'],
  ['codebuild/project', 'CodeBuild project', 'devOps'],
  ['organizations/account', 'AWS account', 'subscriptions'],
  // `arn:aws:iam::123456789012:root` is the account itself.
  ['iam', 'AWS account', 'subscriptions'],
];

/** By asset type; the collections of full resource names are reduced to the same. */
const GCP: readonly Row[] = [
  ['compute.googleapis.com/instance', 'Compute Engine instance', 'compute'],
  ['compute.googleapis.com/disk', 'Persistent disk', 'data'],
  ['compute.googleapis.com/network', 'VPC network', 'networking'],
  ['compute.googleapis.com/subnetwork', 'Subnetwork', 'networking'],
  ['compute.googleapis.com/firewall', 'Firewall rule', 'networking'],
  ['compute.googleapis.com/address', 'IP address reservation', 'ipAddress'],
  ['compute.googleapis.com/forwardingrule', 'Forwarding rule', 'networking'],
  ['cloudfunctions.googleapis.com/function', 'Cloud function', 'compute'],
  ['run.googleapis.com/service', 'Cloud Run service', 'compute'],
  ['appengine.googleapis.com/service', 'App Engine service', 'compute'],
  ['storage.googleapis.com/bucket', 'Cloud Storage bucket', 'data'],
  ['bigquery.googleapis.com/dataset', 'BigQuery dataset', 'data'],
  ['bigquery.googleapis.com/table', 'BigQuery table', 'data'],
  ['sqladmin.googleapis.com/instance', 'Cloud SQL instance', 'data'],
  ['spanner.googleapis.com/instance', 'Spanner instance', 'data'],
  ['container.googleapis.com/cluster', 'GKE cluster', 'containers'],
  ['artifactregistry.googleapis.com/repository', 'Artifact Registry repository', 'containers'],
  ['iam.googleapis.com/serviceaccount', 'Service account', 'identityAndAccess'],
  ['iam.googleapis.com/serviceaccountkey', 'Service account key', 'keysAndSecrets'],
  ['iam.googleapis.com/key', 'Service account key', 'keysAndSecrets'],
  ['iam.googleapis.com/role', 'IAM role', 'identityAndAccess'],
  ['secretmanager.googleapis.com/secret', 'Secret', 'keysAndSecrets'],
  ['cloudkms.googleapis.com/cryptokey', 'KMS key', 'keysAndSecrets'],
  ['pubsub.googleapis.com/topic', 'Pub/Sub topic', 'general'],
  ['dns.googleapis.com/managedzone', 'DNS zone', 'networking'],
  ['cloudresourcemanager.googleapis.com/project', 'Project', 'subscriptions'],
  ['cloudresourcemanager.googleapis.com/folder', 'Folder', 'subscriptions'],
  ['cloudresourcemanager.googleapis.com/organization', 'Organization', 'subscriptions'],
];

const typeByName: ReadonlyMap<string, ResourceType> = new Map(
  [...AZURE, ...AWS, ...GCP].map(([type, label, family]) => [type, { label, family }]),
);

/** `Microsoft.Compute/virtualMachines` in any letter case. */
export function azureResourceType(type: string): ResourceType {
  return typeByName.get(type.toLowerCase()) ?? unlisted(singular(type));
}

/** An ARN's service and type (null for a type-less resource). */
export function awsResourceType(service: string, type: string | null): ResourceType {
  const name = type === null ? service : `${service}/${type}`;
  return typeByName.get(name.toLowerCase()) ?? unlisted(type ?? service);
}

/** `AWS::EC2::Instance`; other spellings are shown as they are. */
export function awsNamedType(name: string): ResourceType {
  const [, service, type] =
    /^AWS::(\w+)::(\w+)$/i.exec(name) ?? /^(\w+)[:/](\w+)$/.exec(name) ?? [];
  return service !== undefined && type !== undefined
    ? awsResourceType(service.toLowerCase(), type)
    : unlisted(name);
}

/** `compute.googleapis.com/Instance`, or a full resource name's service and collection. */
export function gcpResourceType(service: string, collection: string): ResourceType {
  return (
    typeByName.get(`${service}/${singular(collection)}`.toLowerCase()) ??
    unlisted(singular(collection))
  );
}

/** `compute.googleapis.com/Instance`; other spellings are shown as they are. */
export function gcpNamedType(name: string): ResourceType {
  const [service, type] = name.split('/');
  return service !== undefined && type !== undefined && service.includes('.')
    ? gcpResourceType(service, type)
    : unlisted(name);
}

/** The last part of the type in words: `Microsoft.Foo/barBaz` reads "Bar baz". */
function unlisted(type: string): ResourceType {
  const last = type.split(/[/:]/).findLast((part) => part !== '') ?? type;
  const words = last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return { label: words.charAt(0).toUpperCase() + words.slice(1), family: 'general' };
}

function singular(collection: string): string {
  if (collection.endsWith('ies')) return `${collection.slice(0, -3)}y`;
  if (/(?:ss|x|ch)es$/.test(collection)) return collection.slice(0, -2);
  return /[^sui]s$/.test(collection) ? collection.slice(0, -1) : collection;
}
