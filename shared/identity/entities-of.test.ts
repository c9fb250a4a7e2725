import { describe, expect, it } from 'vitest';
import { graphSecurity } from '../../resources/graph-security.ts';
import type { Entity } from '../model/entity.ts';
import { decodeEvidence } from '../model/graph/decode.ts';
import { entitiesOf } from './entities-of.ts';

const TENANT = 'b3c1b5fc-828c-45fa-a1e1-10d74f6d6e9c';
const SUB = '8700d3a3-3bb7-4fbe-a090-488a1ad04161';
const ARM = `/subscriptions/${SUB}/resourceGroups/rg`;

function entities(type: string, members: object, tenantId = TENANT): readonly Entity[] {
  const decoded = decodeEvidence({
    '@odata.type': `#microsoft.graph.security.${type}`,
    ...members,
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return entitiesOf(decoded.evidence, tenantId);
}

const keys = (type: string, members: object, tenantId?: string): readonly string[] =>
  entities(type, members, tenantId).map(({ key }) => key);

const summary = ({ kind, name, category, cloud, family, accountId }: Entity) =>
  [kind, name, category, cloud, family, accountId ?? '-'].join(' | ');

const azure = (resourceId: string, resourceName: string | null = null) => ({
  '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
  resourceId,
  resourceName,
});

describe('entitiesOf', () => {
  it('tells an Azure resource by its id in any letter case', () => {
    const [vm] = entities('azureResourceEvidence', {
      resourceId: `${ARM}/providers/Microsoft.Compute/virtualMachines/vm1`,
      resourceType: 'VirtualMachine',
    });
    expect(vm).toEqual({
      key: JSON.stringify([
        'azure',
        `${ARM}/providers/microsoft.compute/virtualmachines/vm1`.toLowerCase(),
      ]),
      kind: 'cloudResource',
      name: 'vm1',
      category: 'cloudResource',
      cloud: 'azure',
      family: 'compute',
      resourceType: 'Virtual machine',
      resourceId: `${ARM}/providers/Microsoft.Compute/virtualMachines/vm1`,
      accountId: SUB,
      details: [
        { label: 'Resource group', value: 'rg' },
        { label: 'Resource type', value: 'Microsoft.Compute/virtualMachines' },
        { label: 'Subscription', value: SUB },
      ],
    });
    const shouted = `${ARM}/PROVIDERS/MICROSOFT.COMPUTE/VIRTUALMACHINES/VM1`;
    expect(keys('azureResourceEvidence', { resourceId: shouted })).toEqual([vm?.key]);
  });

  it.each([
    [
      'amazonResourceEvidence',
      { amazonResourceId: 'arn:aws:s3:::exports', amazonAccountId: '123456789012' },
      'cloudResource | exports | cloudResource | aws | data | 123456789012',
      'S3 bucket',
    ],
    [
      'amazonResourceEvidence',
      { amazonResourceId: 'i-0abc', resourceType: 'AWS::EC2::Instance', resourceName: 'web' },
      'cloudResource | web | cloudResource | aws | compute | -',
      'EC2 instance',
    ],
    [
      'amazonResourceEvidence',
      { amazonResourceId: 'arn:aws:eks:eu-west-1:123456789012:cluster/prod' },
      'kubernetesCluster | prod | cloudResource | aws | containers | 123456789012',
      'EKS cluster',
    ],
    [
      'googleCloudResourceEvidence',
      { fullResourceName: '//compute.googleapis.com/projects/p/zones/z/instances/web-1' },
      'cloudResource | web-1 | cloudResource | gcp | compute | p',
      'Compute Engine instance',
    ],
    [
      'googleCloudResourceEvidence',
      { projectId: 'p', resourceType: 'storage.googleapis.com/Bucket', resourceName: 'b' },
      'cloudResource | b | cloudResource | gcp | data | p',
      'Cloud Storage bucket',
    ],
    [
      'azureResourceEvidence',
      { resourceId: `${ARM}/providers/Contoso.Widgets/frobApis/x` },
      `cloudResource | x | cloudResource | azure | general | ${SUB}`,
      'Frob apis',
    ],
  ])('%s %j', (type, members, expected, resourceType) => {
    const [resource, ...others] = entities(type, members);
    expect(others).toEqual([]);
    expect(resource && [summary(resource), resource.resourceType]).toEqual([
      expected,
      resourceType,
    ]);
  });

  it('names a device and the virtual machine that it is', () => {
    const found = entities('deviceEvidence', {
      mdeDeviceId: '73E7E2',
      deviceDnsName: 'web01.contoso.example',
      vmMetadata: { resourceId: `${ARM}/providers/Microsoft.Compute/virtualMachines/web01` },
    });
    expect(found.map(summary)).toEqual([
      `device | web01.contoso.example | device | azure | compute | ${SUB}`,
      `cloudResource | web01 | cloudResource | azure | compute | ${SUB}`,
    ]);
    expect(keys('deviceEvidence', { mdeDeviceId: '73e7e2' })).toEqual([found[0]?.key]);
  });

  it('names all that a container stands in, outermost cloud included', () => {
    const resourceId = `${ARM}/providers/Microsoft.ContainerService/managedClusters/aks`;
    const cluster = { name: 'aks', platform: 'aks', cloudResource: azure(resourceId) };
    const namespace = { name: 'shop', cluster };
    const found = entities('containerEvidence', {
      containerId: 'c1',
      name: 'miner',
      image: { imageId: 'contoso.azurecr.io/x:1', registry: { registry: 'contoso.azurecr.io' } },
      pod: { name: 'web-1', namespace, controller: { name: 'web', type: 'Deployment', namespace } },
    });
    expect(found.map(summary)).toEqual([
      'container | miner | evidence | azure | containers | -',
      'containerImage | contoso.azurecr.io/x:1 | evidence | azure | containers | -',
      'containerRegistry | contoso.azurecr.io | cloudResource | azure | containers | -',
      'kubernetesPod | web-1 | evidence | azure | containers | -',
      'kubernetesController | web | evidence | azure | containers | -',
      'kubernetesNamespace | shop | evidence | azure | containers | -',
      `kubernetesCluster | aks | cloudResource | azure | containers | ${SUB}`,
    ]);
    expect(keys('azureResourceEvidence', { resourceId })).toEqual([found.at(-1)?.key]);
    expect(keys('kubernetesNamespaceEvidence', namespace)[0]).toBe(found[5]?.key);
  });

  it.each([
    ['aks', 'azure'],
    ['eks', 'aws'],
    ['gke', 'gcp'],
    ['arc', null],
    ['unknown', null],
  ])('takes the cloud of a cluster on %s for %s', (platform, cloud) => {
    expect(entities('kubernetesClusterEvidence', { name: 'c', platform })[0]?.cloud).toBe(cloud);
  });

  it('keeps the same names in different clusters, pods and namespaces apart', () => {
    const pod = (cluster: string, namespace: string) =>
      keys('kubernetesPodEvidence', {
        name: 'web',
        namespace: { name: namespace, cluster: { name: cluster } },
      })[0];
    expect(new Set([pod('a', 'x'), pod('b', 'x'), pod('a', 'y'), pod('a', 'x')]).size).toBe(3);
  });

  it.each([
    ['deviceEvidence', { hostName: 'WEB01' }],
    ['ipEvidence', { ipAddress: '10.0.0.4' }],
    ['userEvidence', { userAccount: { accountName: 'root' } }],
    ['userEvidence', { userAccount: { accountName: 'SYSTEM', userSid: 'S-1-5-18' } }],
    ['mailClusterEvidence', { query: 'q' }],
    ['urlEvidence', {}],
  ])('never joins %s %j over two tenants', (type, members) => {
    expect(keys(type, members, 'tenant-a')).not.toEqual(keys(type, members, 'tenant-b'));
    expect(keys(type, members, 'TENANT-A')).toEqual(keys(type, members, 'tenant-a'));
  });

  it.each([
    ['deviceEvidence', { mdeDeviceId: 'd1', hostName: 'a' }, { mdeDeviceId: 'D1', hostName: 'b' }],
    ['ipEvidence', { ipAddress: '2001:DB8::1' }, { ipAddress: '2001:db8:0:0:0:0:0:1' }],
    [
      'userEvidence',
      { userAccount: { azureAdUserId: 'AB' } },
      { userAccount: { azureAdUserId: 'ab', displayName: 'x' } },
    ],
    [
      'userEvidence',
      { userAccount: { userSid: 's-1-5-21-1', azureAdUserId: '' } },
      { userAccount: { userSid: 'S-1-5-21-1' } },
    ],
    [
      'fileEvidence',
      { fileDetails: { sha256: 'AA', fileName: 'a' } },
      { fileDetails: { sha256: 'aa', fileName: 'b' } },
    ],
    ['mailboxEvidence', { primaryAddress: 'A@b.example' }, { primaryAddress: 'a@B.example' }],
    [
      'processEvidence',
      {
        mdeDeviceId: 'd',
        processId: 4,
        processCreationDateTime: '2021-08-12T12:43:19Z',
        verdict: 'malicious',
      },
      { mdeDeviceId: 'D', processId: 4, processCreationDateTime: '2021-08-12T12:43:19Z' },
    ],
  ])('knows %s %j and %j for one, in any tenant', (type, left, right) => {
    expect(keys(type, left, 'tenant-a')).toEqual(keys(type, right, 'tenant-b'));
  });

  it.each([
    [
      'processEvidence',
      { mdeDeviceId: 'd', processId: 4, processCreationDateTime: '2021-08-12T12:43:19Z' },
      { mdeDeviceId: 'd', processId: 4, processCreationDateTime: '2021-08-12T12:43:20Z' },
    ],
    [
      'registryValueEvidence',
      { mdeDeviceId: 'd1', registryKey: 'k', registryValueName: 'v' },
      { mdeDeviceId: 'd2', registryKey: 'k', registryValueName: 'v' },
    ],
    [
      'deviceEvidence',
      { hostName: 'WEB01', dnsDomain: 'a' },
      { hostName: 'WEB01', dnsDomain: 'b' },
    ],
    [
      'userEvidence',
      { userAccount: { accountName: 'root', domainName: 'a' } },
      { userAccount: { accountName: 'root', domainName: 'b' } },
    ],
    ['securityGroupEvidence', { displayName: 'a' }, { displayName: 'b' }],
    // A part that looks like the end of another must not shift the boundary between them.
    [
      'networkConnectionEvidence',
      { sourceAddress: { ipAddress: '1","2' } },
      { sourceAddress: { ipAddress: '1' }, destinationAddress: { ipAddress: '2' } },
    ],
  ])('keeps %s %j and %j apart', (type, left, right) => {
    expect(keys(type, left)[0]).not.toBe(keys(type, right)[0]);
  });

  it('names a process’s user, but not the accounts that every machine has', () => {
    const kinds = (userAccount: object) =>
      entities('processEvidence', { processId: 4, userAccount }).map(({ kind }) => kind);
    expect(
      kinds({ accountName: 'SYSTEM', domainName: 'NT AUTHORITY', userSid: 'S-1-5-18' }),
    ).toEqual(['process']);
    expect(kinds({ accountName: 'Root' })).toEqual(['process']);
    expect(kinds({ accountName: 'alice', domainName: 'contoso' })).toEqual(['process', 'user']);
  });

  it('names a message’s recipient and sender address', () => {
    const message = {
      networkMessageId: 'm',
      subject: 'Invoice',
      recipientEmailAddress: 'a@b.example',
      senderIp: '203.0.113.7',
    };
    expect(entities('analyzedMessageEvidence', message).map(summary)).toEqual([
      'mailMessage | Invoice | evidence |  | general | -',
      'mailbox | a@b.example | mailbox |  | general | -',
      'ipAddress | 203.0.113.7 | evidence |  | ipAddress | -',
    ]);
  });

  it('shows what an unknown type says of itself', () => {
    expect(entities('quantumEvidence', { qubits: 5, nested: {}, label: 'q' })).toEqual([
      {
        key: JSON.stringify([
          'unknownEvidence',
          TENANT,
          'label=q',
          'odataType=#microsoft.graph.security.quantumEvidence',
          'qubits=5',
        ]),
        kind: 'unknown',
        name: 'quantumEvidence',
        category: 'evidence',
        cloud: null,
        family: 'general',
        details: [
          { label: 'qubits', value: '5' },
          { label: 'label', value: 'q' },
        ],
      },
    ]);
  });

  const kinds = Object.entries(graphSecurity.objects).flatMap(([name, { base }]) =>
    base === 'alertEvidence' ? [name] : [],
  );
  it.each(kinds)('gives %s a name and a key when it says nothing, by its content', (type) => {
    const [empty] = entities(type, { verdict: 'malicious', createdDateTime: null });
    expect(empty?.name).toMatch(/\S/);
    expect(keys(type, { verdict: 'unknown' })[0]).toBe(empty?.key);
    expect(keys(type, { verdict: 'unknown', extra: 1 })[0]).not.toBe(empty?.key);
  });
});
