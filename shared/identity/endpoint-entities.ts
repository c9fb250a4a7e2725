// Devices and what runs or lies on them, as entities.
import type { EvidenceOf } from '../model/evidence.ts';
import { labelIfStated } from '../model/labels.ts';
import { accountDraft, isBuiltInAccount } from './account-entities.ts';
import { armResource } from './cloud-entities.ts';
import { folded, joined, type EntityDraft } from './entity-draft.ts';

/** A device and, where it is a virtual machine, that one: two views of it with ids of their own. */
export function device(evidence: EvidenceOf<'deviceEvidence'>, tenantId: string): EntityDraft {
  const { deviceDnsName, hostName, mdeDeviceId, vmMetadata } = evidence;
  const machine = vmMetadata?.resourceId ? armResource(vmMetadata.resourceId, {}, tenantId) : null;
  return {
    kind: 'device',
    category: 'device',
    family: 'compute',
    cloud: machine?.cloud ?? (vmMetadata?.cloudProvider === 'azure' ? 'azure' : null),
    identities: [
      ['device', folded(mdeDeviceId)],
      ['entraDevice', folded(evidence.azureAdDeviceId)],
      ['vm', folded(vmMetadata?.vmId)],
      ['host', tenantId, folded(deviceDnsName)],
      ['host', tenantId, folded(hostName), folded(evidence.dnsDomain ?? evidence.ntDomain) ?? '-'],
    ],
    names: [deviceDnsName, hostName, mdeDeviceId, vmMetadata?.vmId],
    accountId: machine?.accountId ?? folded(vmMetadata?.subscriptionId),
    details: [
      ['Operating system', joined([evidence.osPlatform, evidence.version], ' ')],
      ['Risk level', labelIfStated('deviceRiskScore', evidence.riskScore)],
      ['Health', labelIfStated('deviceHealthStatus', evidence.healthStatus)],
      ['Onboarding', labelIfStated('onboardingStatus', evidence.onboardingStatus)],
      ['Domain', evidence.dnsDomain ?? evidence.ntDomain],
      ['Last IP address', evidence.lastIpAddress],
      ['Last external IP address', evidence.lastExternalIpAddress],
      ['Device group', evidence.rbacGroupName],
      [
        'Logged-on users',
        joined(
          evidence.loggedOnUsers.map(({ domainName, accountName }) =>
            joined([domainName, accountName], '\\'),
          ),
          ', ',
        ),
      ],
      ['First seen', evidence.firstSeenDateTime],
      ['Device id', mdeDeviceId],
    ],
    others: machine === null ? [] : [machine],
  };
}

export function iotDevice(
  evidence: EvidenceOf<'ioTDeviceEvidence'>,
  tenantId: string,
): EntityDraft {
  const { deviceId, deviceName, macAddress, serialNumber } = evidence;
  return {
    kind: 'iotDevice',
    category: 'device',
    family: 'iot',
    identities: [
      ['iotDevice', tenantId, folded(deviceId)],
      ['iotMac', tenantId, folded(macAddress)],
      ['iotSerial', tenantId, evidence.manufacturer ?? '-', serialNumber],
      ['iotName', tenantId, evidence.site ?? '-', folded(deviceName)],
    ],
    names: [deviceName, deviceId, macAddress],
    details: [
      ['Type', joined([evidence.deviceType, evidence.deviceSubType], ', ')],
      ['Manufacturer', evidence.manufacturer],
      ['Model', evidence.model],
      ['Operating system', evidence.operatingSystem],
      ['MAC address', macAddress],
      ['IP address', evidence.ipAddress?.ipAddress],
      ['Site', evidence.site],
      ['Zone', evidence.zone],
      ['Purdue layer', evidence.purdueLayer],
    ],
  };
}

export function networkInterface(
  { macAddress, ipAddress, vlans }: EvidenceOf<'nicEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'networkInterface',
    family: 'networking',
    identities: [['mac', tenantId, folded(macAddress)]],
    names: [macAddress, ipAddress?.ipAddress],
    details: [
      ['IP address', ipAddress?.ipAddress],
      ['VLANs', joined(vlans, ', ')],
    ],
  };
}

/** The same content is the same file, wherever it lies. */
export function file(
  { fileDetails, mdeDeviceId, detectionStatus }: EvidenceOf<'fileEvidence'>,
  tenantId: string,
): EntityDraft {
  const { sha256, sha1, md5, fileName, filePath } = fileDetails ?? {};
  return {
    kind: 'file',
    identities: [
      ['sha256', folded(sha256)],
      ['sha1', folded(sha1)],
      ['md5', folded(md5)],
      ['file', folded(mdeDeviceId) ?? tenantId, folded(filePath) ?? '-', folded(fileName)],
    ],
    names: [fileName, filePath, sha256, sha1, md5],
    details: [
      ['Path', filePath],
      ['SHA-256', sha256],
      ['SHA-1', sha1],
      ['MD5', md5],
      ['Size in bytes', fileDetails?.fileSize],
      ['Publisher', fileDetails?.filePublisher],
      ['Signer', fileDetails?.signer],
      ['Issuer', fileDetails?.issuer],
      ['Detection', labelIfStated('detectionStatus', detectionStatus)],
    ],
  };
}

export function fileHash({ algorithm, value }: EvidenceOf<'fileHashEvidence'>): EntityDraft {
  return {
    kind: 'fileHash',
    identities: [['hash', algorithm ?? 'unknown', folded(value)]],
    names: [value],
    details: [['Algorithm', labelIfStated('fileHashAlgorithm', algorithm)]],
  };
}

export function process(evidence: EvidenceOf<'processEvidence'>, tenantId: string): EntityDraft {
  const { processId, processCommandLine, processCreationDateTime, imageFile } = evidence;
  const { mdeDeviceId, parentProcessImageFile, userAccount } = evidence;
  const host = folded(mdeDeviceId);
  return {
    kind: 'process',
    identities: [
      ['process', host, processId, processCreationDateTime],
      [
        'processLine',
        host ?? tenantId,
        processId ?? '-',
        processCreationDateTime ?? '-',
        processCommandLine,
      ],
      ['processImage', host ?? tenantId, processId ?? '-', folded(imageFile?.fileName)],
    ],
    names: [imageFile?.fileName, processCommandLine, processId],
    details: [
      ['Command line', processCommandLine],
      ['Process id', processId],
      ['Started', processCreationDateTime],
      ['Image path', joined([imageFile?.filePath, imageFile?.fileName], '\\')],
      ['SHA-256', imageFile?.sha256],
      ['SHA-1', imageFile?.sha1],
      ['User', joined([userAccount?.domainName, userAccount?.accountName], '\\')],
      [
        'Parent process',
        joined([parentProcessImageFile?.fileName, evidence.parentProcessId], ', id '),
      ],
      ['Detection', labelIfStated('detectionStatus', evidence.detectionStatus)],
    ],
    others:
      userAccount && !isBuiltInAccount(userAccount) ? [accountDraft(userAccount, tenantId)] : [],
  };
}

export function malware(
  { name, category, files, processes }: EvidenceOf<'malwareEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    kind: 'malware',
    identities: [['malware', tenantId, folded(name)]],
    names: [name],
    details: [
      ['Category', category],
      ['Files', files.length || null],
      ['Processes', processes.length || null],
    ],
  };
}

/** No device is stated: the same key on two machines of a tenant is one entity. */
export function registryKey(
  { registryHive, registryKey: path }: EvidenceOf<'registryKeyEvidence'>,
  tenantId: string,
): EntityDraft {
  const whole = joined([registryHive, path], '\\');
  return {
    kind: 'registryKey',
    identities: [['registryKey', tenantId, folded(whole)]],
    names: [path, whole],
    details: [['Key', whole]],
  };
}

export function registryValue(
  evidence: EvidenceOf<'registryValueEvidence'>,
  tenantId: string,
): EntityDraft {
  const { registryHive, registryKey: path, registryValueName, registryValue: value } = evidence;
  const key = joined([registryHive, path], '\\');
  const scope = folded(evidence.mdeDeviceId) ?? tenantId;
  return {
    kind: 'registryValue',
    identities: [
      ['registryValue', scope, folded(key), folded(registryValueName)],
      ['registryValue', scope, folded(key), '-', value],
    ],
    names: [registryValueName, value, path],
    details: [
      ['Key', key],
      ['Value', value],
      ['Type', evidence.registryValueType],
    ],
  };
}
