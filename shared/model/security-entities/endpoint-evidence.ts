// Devices and what runs and lies on them, from entities to Graph's evidence.
import type { JsonObject } from '../json.ts';
import { userAccount } from './account-evidence.ts';
import { evidenceBase } from './evidence-base.ts';
import { graphJson, unlessEmpty } from './graph-json.ts';
import type { SecurityEntity } from './security-entity.ts';

export function device(host: SecurityEntity): JsonObject {
  const resourceId = host.text('azureID', 'azureResourceId', 'resourceId');
  const addresses = host.links('ipInterfaces').flatMap((ip) => ip.text('address') ?? []);
  return graphJson('deviceEvidence', {
    ...evidenceBase(host),
    hostName: host.text('hostName', 'netBiosName', 'friendlyName'),
    deviceDnsName: host.text('fqdn', 'fullName') ?? dnsName(host),
    dnsDomain: host.text('dnsDomain'),
    ntDomain: host.text('ntDomain'),
    mdeDeviceId: host.text('mdatpDeviceId', 'mdeDeviceId'),
    azureAdDeviceId: host.text('aadDeviceId', 'azureAdDeviceId'),
    osPlatform: host.text('osPlatform', 'osFamily', 'operatingSystem'),
    version: host.text('osVersion'),
    osBuild: host.number('osBuild'),
    healthStatus: host.text('healthStatus'),
    riskScore: host.text('riskScore'),
    onboardingStatus: host.text('onboardingStatus'),
    rbacGroupName: host.text('rbacGroupName'),
    rbacGroupId: host.number('rbacGroupId'),
    firstSeenDateTime: host.time('firstSeenDateTime'),
    lastIpAddress: host.link('lastIpAddress')?.text('address') ?? host.text('lastIpAddress'),
    lastExternalIpAddress:
      host.link('lastExternalIpAddress')?.text('address') ?? host.text('lastExternalIpAddress'),
    ipInterfaces: addresses.length > 0 ? addresses : host.texts('ipInterfaces'),
    loggedOnUsers: host.links('loggedOnUsers').map((account) =>
      graphJson('loggedOnUser', {
        accountName: account.text('accountName', 'name'),
        domainName: account.text('domainName', 'ntDomain', 'dnsDomain'),
      }),
    ),
    vmMetadata: resourceId === null ? null : virtualMachine(resourceId, host),
  });
}

function dnsName(host: SecurityEntity): string | null {
  const name = host.text('hostName');
  const domain = host.text('dnsDomain');
  return name === null || domain === null ? null : `${name}.${domain}`;
}

function virtualMachine(resourceId: string, host: SecurityEntity): JsonObject {
  return graphJson('vmMetadata', {
    cloudProvider: 'azure',
    resourceId,
    subscriptionId: /^\/subscriptions\/([^/]+)/i.exec(resourceId)?.[1],
    vmId: host.text('vmUuid', 'vmId'),
  });
}

export function file(entity: SecurityEntity): JsonObject {
  return graphJson('fileEvidence', {
    ...evidenceBase(entity),
    fileDetails: fileDetails(entity),
    mdeDeviceId: deviceIdOf(entity),
  });
}

/** Null where nothing is known of the file. */
function fileDetails(entity: SecurityEntity | null): JsonObject | null {
  if (entity === null) return null;
  const hashes = new Map(
    entity
      .links('fileHashes', 'fileHashEntityIds')
      .map((hash) => [hash.text('algorithm')?.toLowerCase() ?? '', hashValue(hash)]),
  );
  return unlessEmpty(
    graphJson('fileDetails', {
      fileName: entity.text('name', 'fileName', 'friendlyName'),
      filePath: entity.text('directory', 'filePath'),
      fileSize: entity.number('sizeInBytes', 'fileSize'),
      filePublisher: entity.text('filePublisher'),
      issuer: entity.text('issuer'),
      signer: entity.text('signer'),
      md5: hashes.get('md5') ?? entity.text('md5'),
      sha1: hashes.get('sha1') ?? entity.text('sha1'),
      sha256: hashes.get('sha256') ?? entity.text('sha256'),
      sha256Ac: hashes.get('sha256ac') ?? entity.text('sha256Ac'),
    }),
  );
}

export function fileHash(entity: SecurityEntity): JsonObject {
  return graphJson('fileHashEvidence', {
    ...evidenceBase(entity),
    algorithm: entity.text('algorithm'),
    value: hashValue(entity),
  });
}

function hashValue(hash: SecurityEntity): string | null {
  return hash.text('value', 'hashValue');
}

export function process(entity: SecurityEntity): JsonObject {
  const parent = entity.link('parentProcess', 'parentProcessEntityId');
  return graphJson('processEvidence', {
    ...evidenceBase(entity),
    processId: entity.number('processId'),
    processCommandLine: entity.text('commandLine'),
    processCreationDateTime: entity.time('creationTimeUtc'),
    imageFile:
      fileDetails(entity.link('imageFile', 'imageFileEntityId')) ??
      namedFile(entity.text('friendlyName')),
    parentProcessId: parent?.number('processId'),
    parentProcessCreationDateTime: parent?.time('creationTimeUtc'),
    parentProcessImageFile: fileDetails(parent?.link('imageFile', 'imageFileEntityId') ?? null),
    userAccount: userAccount(entity.link('account', 'accountEntityId')),
    mdeDeviceId: deviceIdOf(entity),
  });
}

function namedFile(fileName: string | null): JsonObject | null {
  return fileName === null ? null : graphJson('fileDetails', { fileName });
}

function deviceIdOf(entity: SecurityEntity): string | null {
  return entity.link('host', 'hostEntityId')?.text('mdatpDeviceId', 'mdeDeviceId') ?? null;
}

export function malware(entity: SecurityEntity): JsonObject {
  return graphJson('malwareEvidence', {
    ...evidenceBase(entity),
    name: entity.text('name', 'malwareName', 'friendlyName'),
    category: entity.text('category'),
    files: entity.links('files', 'fileEntityIds').map(file),
    processes: entity.links('processes', 'processEntityIds').map(process),
  });
}

export function registryKey(entity: SecurityEntity): JsonObject {
  return graphJson('registryKeyEvidence', {
    ...evidenceBase(entity),
    registryHive: entity.text('hive'),
    registryKey: entity.text('key'),
  });
}

export function registryValue(entity: SecurityEntity): JsonObject {
  const key = entity.link('key', 'keyEntityId');
  return graphJson('registryValueEvidence', {
    ...evidenceBase(entity),
    registryHive: key?.text('hive') ?? entity.text('hive'),
    registryKey: key?.text('key') ?? entity.text('key'),
    registryValueName: entity.text('name', 'valueName'),
    registryValue: entity.text('value', 'valueData'),
    registryValueType: entity.text('valueType'),
    mdeDeviceId: deviceIdOf(entity),
  });
}

export function hostLogonSession(entity: SecurityEntity): JsonObject {
  const account = userAccount(entity.link('account', 'accountEntityId'));
  const host = entity.link('host', 'hostEntityId');
  return graphJson('hostLogonSessionEvidence', {
    ...evidenceBase(entity),
    sessionId: entity.text('sessionId'),
    startUtcDateTime: entity.time('startTimeUtc'),
    endUtcDateTime: entity.time('endTimeUtc'),
    account: account === null ? null : graphJson('userEvidence', { userAccount: account }),
    host: host === null ? null : device(host),
  });
}
