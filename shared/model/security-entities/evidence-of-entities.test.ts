// Entities as Defender for Cloud, Sentinel and Log Analytics write them, and the evidence they become.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvidence } from '../graph/decode.ts';
import type { Json, JsonObject } from '../json.ts';
import { evidenceOfEntities, knownEntityKinds } from './evidence-of-entities.ts';

/** Evidence without the empty lists that every piece has. */
function evidence(...entities: readonly Json[]): readonly JsonObject[] {
  return evidenceOfEntities(entities).map(brief);
}

function brief(json: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) => {
      if (Array.isArray(value)) {
        const list = value as readonly Json[];
        return list.length === 0 ? [] : [[name, list.map(briefValue)] as const];
      }
      return [[name, briefValue(value)] as const];
    }),
  );
}

function briefValue(value: Json): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? brief(value as JsonObject)
    : value;
}

const type = (name: string): string => `#microsoft.graph.security.${name}Evidence`;

const VM =
  '/subscriptions/20ff7fc3-e762-44dd-bd96-b71116dcdc23/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm2';

describe('evidenceOfEntities', () => {
  it('follows references, also forwards and into entities inside entities', () => {
    expect(
      evidence(
        {
          $id: '1',
          Type: 'process',
          ProcessId: '0xbc8',
          CommandLine: 'cmd /c whoami',
          Host: { $ref: '4' },
          Account: { $ref: '5' },
          ImageFile: {
            $id: '2',
            Type: 'file',
            Name: 'cmd.exe',
            Directory: 'c:\\windows',
            FileHashes: [{ $id: '3', Algorithm: 'SHA256', Value: 'ab', Type: 'filehash' }],
          },
          ParentProcess: { ProcessId: 4, ImageFile: { $ref: '2' } },
        },
        { $id: '4', Type: 'host', HostName: 'vm2', MdatpDeviceId: 'd1' },
        { $id: '5', Type: 'account', Name: 'root', NTDomain: 'vm2' },
        { $id: '6', Type: 'file', Name: 'x', Host: { $ref: '4' }, FileHashes: [{ $ref: '3' }] },
      ),
    ).toEqual([
      {
        '@odata.type': type('process'),
        processId: 3016,
        processCommandLine: 'cmd /c whoami',
        imageFile: { fileName: 'cmd.exe', filePath: 'c:\\windows', sha256: 'ab' },
        parentProcessId: 4,
        parentProcessImageFile: { fileName: 'cmd.exe', filePath: 'c:\\windows', sha256: 'ab' },
        userAccount: { accountName: 'root', domainName: 'vm2' },
        mdeDeviceId: 'd1',
      },
      { '@odata.type': type('device'), hostName: 'vm2', mdeDeviceId: 'd1' },
      {
        '@odata.type': type('user'),
        userAccount: { accountName: 'root', domainName: 'vm2' },
      },
      {
        '@odata.type': type('file'),
        fileDetails: { fileName: 'x', sha256: 'ab' },
        mdeDeviceId: 'd1',
      },
    ]);
  });

  it('tells an entity once that stands inside another and is referred to in the list', () => {
    const image = {
      $id: '2',
      Type: 'file',
      Name: 'cmd.exe',
      FileHashes: [{ $id: '3', Algorithm: 'SHA1', Value: 'ab', Type: 'filehash' }],
    };
    const listed = evidence(
      { $id: '1', Type: 'process', ProcessId: '4', ImageFile: image },
      { $ref: '2' },
      { $ref: '3' },
      { $ref: '1' },
      { $ref: 'gone' },
    );
    expect(listed.map((json) => json['@odata.type'])).toEqual([type('process'), type('file'), '']);
    expect(listed[1]).toEqual({
      '@odata.type': type('file'),
      fileDetails: { fileName: 'cmd.exe', sha1: 'ab' },
    });
  });

  it("reads Sentinel's resources and their links by resource name", () => {
    const resource = (kind: string, name: string, properties: JsonObject): Json => ({
      id: `/subscriptions/s/providers/Microsoft.SecurityInsights/entities/${name}`,
      name,
      type: 'Microsoft.SecurityInsights/entities',
      kind,
      properties,
    });
    expect(
      evidence(
        resource('Process', 'e1', { processId: '0x10', imageFileEntityId: 'E2', commandLine: 'x' }),
        resource('File', 'e2', { fileName: 'x.exe', fileHashEntityIds: ['e3'] }),
        resource('FileHash', 'e3', { algorithm: 'SHA1', hashValue: 'cd' }),
        resource('RegistryValue', 'e4', {
          valueName: 'Run',
          valueData: 'x',
          valueType: 'String',
          keyEntityId: '/subscriptions/s/providers/Microsoft.SecurityInsights/entities/e5',
        }),
        resource('RegistryKey', 'e5', { hive: 'HKEY_LOCAL_MACHINE', key: 'SOFTWARE' }),
        resource('Account', 'e6', { accountName: 'ann', upnSuffix: 'contoso.example' }),
        resource('DnsResolution', 'e7', {
          domainName: 'a.example',
          ipAddressEntityIds: ['e8'],
          dnsServerIpEntityId: 'missing',
        }),
        resource('Ip', 'e8', { address: '192.0.2.1', location: { countryCode: 'gb', asn: 1 } }),
      ),
    ).toEqual([
      {
        '@odata.type': type('process'),
        processId: 16,
        processCommandLine: 'x',
        imageFile: { fileName: 'x.exe', sha1: 'cd' },
      },
      { '@odata.type': type('file'), fileDetails: { fileName: 'x.exe', sha1: 'cd' } },
      { '@odata.type': type('fileHash'), algorithm: 'SHA1', value: 'cd' },
      {
        '@odata.type': type('registryValue'),
        registryHive: 'HKEY_LOCAL_MACHINE',
        registryKey: 'SOFTWARE',
        registryValueName: 'Run',
        registryValue: 'x',
        registryValueType: 'String',
      },
      {
        '@odata.type': type('registryKey'),
        registryHive: 'HKEY_LOCAL_MACHINE',
        registryKey: 'SOFTWARE',
      },
      {
        '@odata.type': type('user'),
        userAccount: { accountName: 'ann', userPrincipalName: 'ann@contoso.example' },
      },
      {
        '@odata.type': type('dns'),
        domainName: 'a.example',
        ipAddresses: [{ ipAddress: '192.0.2.1', countryLetterCode: 'GB' }],
      },
      { '@odata.type': type('ip'), ipAddress: '192.0.2.1', countryLetterCode: 'GB' },
    ]);
  });

  it.each<[string, JsonObject, string, JsonObject]>([
    [
      'host',
      { HOSTNAME: 'vm2', dnsDomain: 'a.example', azureID: VM, osFamily: 'Linux', OsVersion: null },
      'device',
      {
        hostName: 'vm2',
        deviceDnsName: 'vm2.a.example',
        dnsDomain: 'a.example',
        osPlatform: 'Linux',
        vmMetadata: {
          cloudProvider: 'azure',
          resourceId: VM,
          subscriptionId: '20ff7fc3-e762-44dd-bd96-b71116dcdc23',
        },
      },
    ],
    [
      'azure-resource',
      { ResourceId: VM },
      'azureResource',
      {
        resourceId: VM,
        resourceName: 'vm2',
        resourceType: 'Microsoft.Compute/virtualMachines',
      },
    ],
    [
      'amazon-resource',
      { AmazonResourceId: 'arn:aws:ec2:eu-west-1:418273659104:instance/i-0a1b' },
      'amazonResource',
      {
        amazonResourceId: 'arn:aws:ec2:eu-west-1:418273659104:instance/i-0a1b',
        amazonAccountId: '418273659104',
        resourceName: 'i-0a1b',
        resourceType: 'ec2/instance',
      },
    ],
    [
      'gcp-resource',
      {
        RelativeResourceName:
          '//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/i',
        ProjectNumber: '12',
      },
      'googleCloudResource',
      {
        fullResourceName: '//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/i',
        projectId: 'p',
        projectNumber: 12,
        resourceName: 'i',
        location: 'europe-west4-a',
        locationType: 'zonal',
      },
    ],
    [
      'K8s-daemonset',
      { Name: 'agent', Namespace: { Name: 'kube-system', Type: 'K8s-namespace' } },
      'kubernetesController',
      { name: 'agent', type: 'daemonset', namespace: { name: 'kube-system' } },
    ],
    [
      'container',
      {
        Name: 'web',
        Image: { ImageId: 'nginx:1', Type: 'container-image' },
        Pod: { Name: 'web-1', Type: 'K8s-pod' },
      },
      'container',
      { name: 'web', image: { imageId: 'nginx:1' }, pod: { name: 'web-1' } },
    ],
    [
      'blob',
      {
        Name: 'a.exe',
        BlobContainer: { Name: 'in', StorageResource: { ResourceId: VM }, Type: 'blob-container' },
      },
      'blob',
      {
        name: 'a.exe',
        blobContainer: {
          name: 'in',
          storageResource: {
            resourceId: VM,
            resourceName: 'vm2',
            resourceType: 'Microsoft.Compute/virtualMachines',
          },
        },
      },
    ],
    [
      'mailMessage',
      {
        Recipient: 'a@b.example',
        Sender: 's@b.example',
        ReceivedDate: '2024-06-27T13:46:08',
        Urls: ['https://x.example/'],
      },
      'analyzedMessage',
      {
        recipientEmailAddress: 'a@b.example',
        p1Sender: { emailAddress: 's@b.example' },
        receivedDateTime: '2024-06-27T13:46:08',
        urls: ['https://x.example/'],
        urlCount: 1,
      },
    ],
    [
      'cloud-application',
      { AppId: 20893, Name: 'Exchange', SaasId: 11161, InstanceId: 0 },
      'cloudApplication',
      { appId: 20893, saasAppId: 11161, displayName: 'Exchange', instanceId: 0 },
    ],
    [
      'IoTDevice',
      { deviceId: 'crane-7', IpAddress: { Address: '10.0.0.7', Type: 'ip' } },
      'ioTDevice',
      { deviceId: 'crane-7', ipAddress: { ipAddress: '10.0.0.7' } },
    ],
    [
      'network-connection',
      { SourceAddress: { Address: '10.0.0.1' }, DestinationPort: '22', Protocol: 'TCP' },
      'networkConnection',
      { sourceAddress: { ipAddress: '10.0.0.1' }, destinationPort: 22, protocol: 'tcp' },
    ],
  ])('%s', (kind, members, evidenceType, expected) => {
    expect(evidence({ ...members, Type: kind })).toEqual([
      { '@odata.type': type(evidenceType), ...expected },
    ]);
  });

  it('keeps the judgement: verdict, roles, tags, time', () => {
    const entity = {
      Type: 'ip',
      Address: '192.0.2.1',
      CreatedTimeUtc: '2024-06-27T16:40:28.9733333',
      LastVerdict: 'Suspicious',
      Roles: ['Source', 'CommandAndControl'],
      Tags: [{ ProviderName: 'p', TagId: 't', TagName: 'Tor exit' }, 'seen'],
    };
    expect(evidence(entity, { type: 'url', url: 'u', verdict: 'Clean' })).toEqual([
      {
        '@odata.type': type('ip'),
        ipAddress: '192.0.2.1',
        createdDateTime: '2024-06-27T16:40:28.9733333',
        verdict: 'suspicious',
        roles: ['source', 'commandAndControl'],
        tags: ['seen', 'Tor exit'],
      },
      { '@odata.type': type('url'), url: 'u', verdict: 'noThreatsFound' },
    ]);
  });

  it('keeps what it does not know whole', () => {
    const entity = { $id: '1', type: 'quantum-link', odd: [1, { a: null }] };
    const [json] = evidenceOfEntities([entity]);
    expect(decodeEvidence(json)).toEqual({
      ok: true,
      evidence: {
        kind: 'unknownEvidence',
        odataType: 'quantum-link',
        roles: [],
        detailedRoles: [],
        tags: [],
        residue: {
          raw: Object.entries(entity),
          absent: ['detailedRoles', 'roles', 'tags'],
        },
      },
    });
  });

  it('writes what the decoder of Graph takes without residue, for every kind', () => {
    const stated = {
      Name: 'n',
      Labels: { a: 'b' },
      Namespace: { Name: 'ns', Cluster: { Name: 'c', CloudResource: { ResourceId: VM } } },
      Containers: [{ Name: 'c', Image: { ImageId: 'i' } }],
      Files: [{ Name: 'f' }],
      Processes: [{ ProcessId: 1 }],
      Host: { HostName: 'h' },
      Account: { Name: 'a' },
      Urls: ['u'],
    };
    for (const kind of knownEntityKinds) {
      const [json] = evidenceOfEntities([{ ...stated, type: kind }]);
      const decoded = decodeEvidence(json);
      expect([kind, decoded.ok && decoded.evidence.kind]).not.toEqual([kind, 'unknownEvidence']);
      expect([kind, JSON.stringify(decoded).includes('residue')]).toEqual([kind, false]);
    }
  });

  it('is finished soon with entities that all name each other', () => {
    const names = Array.from({ length: 200 }, (_, index) => ({ $ref: String(index) }));
    const ring = names.map((_, index) => ({
      $id: String(index),
      type: 'K8s-pod',
      containers: names,
      pod: { $ref: String(index) },
      namespace: { $ref: String(index) },
      cluster: { $ref: String(index) },
    }));
    expect(evidenceOfEntities(ring)).toHaveLength(200);
  });

  it('takes any JSON', () => {
    const kinds = fc.constantFrom(...knownEntityKinds, 'K8s-Pod', '__proto__', 'constructor');
    const reference = fc.record({ $ref: fc.constantFrom('1', '2', 1) });
    const names = fc.constantFrom(
      'Host',
      'host',
      'ImageFile',
      'FileHashes',
      'Location',
      'Tags',
      'Roles',
      'Namespace',
      'CloudResource',
      'Containers',
      'properties',
      'name',
      '__proto__',
      'ProcessId',
      'ResourceId',
    );
    const members = fc.dictionary(names, fc.oneof(reference, fc.jsonValue()));
    const entity = fc
      .tuple(kinds, fc.constantFrom('1', '2', 1), members)
      .map(([kind, id, rest]) => ({ ...rest, $id: id, type: kind }) as Json);
    fc.assert(
      fc.property(fc.array(fc.oneof(entity, fc.jsonValue() as fc.Arbitrary<Json>)), (list) => {
        for (const json of evidenceOfEntities(list)) expect(decodeEvidence(json).ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const ROWS = new URL('../../../../shared/api/examples/securityalert-row/', import.meta.url);

describe.skipIf(!existsSync(ROWS))('rows of real workspaces (skipped without ../shared)', () => {
  it('have no entity of a kind that is not known', () => {
    const rows = readdirSync(ROWS).flatMap((name) =>
      readFileSync(new URL(name, ROWS), 'utf8').trimEnd().split('\n'),
    );
    const kinds = rows.flatMap((row) => {
      const { payload } = JSON.parse(row) as { readonly payload: { readonly Entities: Json } };
      const entities = Array.isArray(payload.Entities) ? (payload.Entities as Json[]) : [];
      return evidenceOfEntities(entities).map((json) => {
        const decoded = decodeEvidence(json);
        return decoded.ok ? decoded.evidence.kind : 'refused';
      });
    });
    expect(kinds.length).toBeGreaterThan(1_000);
    expect(kinds.filter((kind) => kind === 'unknownEvidence' || kind === 'refused')).toEqual([]);
  });
});
