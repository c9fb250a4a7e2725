// Evidence of the demo tenant in the words of Azure's alerts: entities with `$id`, links with `$ref`.
import { isJsonObject, type Json, type JsonObject } from '../../shared/model/json.ts';

export interface WireEntity extends JsonObject {
  readonly Type: string;
}

/** In the order of the evidence. */
export function entitiesOfEvidence(evidence: readonly JsonObject[]): readonly WireEntity[] {
  const hostByDevice = new Map<string, string>();
  evidence.forEach((item, index) => {
    const id = item['mdeDeviceId'];
    if (typeOf(item) === 'deviceEvidence' && typeof id === 'string') {
      hostByDevice.set(id, String(index + 1));
    }
  });
  return evidence.map((item, index) => {
    const entity = entityOf(item);
    const deviceId = item['mdeDeviceId'];
    const host = typeof deviceId === 'string' ? hostByDevice.get(deviceId) : undefined;
    const isHost = host === String(index + 1);
    return {
      $id: String(index + 1),
      ...entity,
      ...(host !== undefined && !isHost && { Host: { $ref: host } }),
    };
  });
}

const TYPES: Readonly<Record<string, string>> = {
  deviceEvidence: 'host',
  userEvidence: 'account',
  fileHashEvidence: 'filehash',
  googleCloudResourceEvidence: 'gcp-resource',
  analyzedMessageEvidence: 'mailMessage',
  mailClusterEvidence: 'mailCluster',
  submissionMailEvidence: 'SubmissionMail',
  ioTDeviceEvidence: 'iotdevice',
};

/** Where the two services call a member differently. */
const RENAMED: Readonly<Record<string, string>> = {
  createdDateTime: 'CreatedTimeUtc',
  verdict: 'LastVerdict',
  startUtcDateTime: 'StartTimeUtc',
  endUtcDateTime: 'EndTimeUtc',
  submissionDateTime: 'SubmissionDate',
  receivedDateTime: 'ReceivedDate',
  recipientEmailAddress: 'Recipient',
  emailCount: 'MailCount',
  registryHive: 'Hive',
  registryKey: 'Key',
  registryValueName: 'Name',
  registryValue: 'Value',
  registryValueType: 'ValueType',
  ipAddress: 'Address',
  countryLetterCode: 'CountryCode',
};

function typeOf(evidence: JsonObject): string | null {
  const type = evidence['@odata.type'];
  return typeof type === 'string' ? (type.split('.').at(-1) ?? null) : null;
}

function entityOf(evidence: JsonObject): WireEntity {
  const type = typeOf(evidence) ?? '';
  return { ...shared(evidence), ...ownMembers(type, evidence), Type: TYPES[type] ?? kebab(type) };
}

/** `azureResourceEvidence` is `azure-resource`, `kubernetesPodEvidence` is `K8s-pod`. */
function kebab(type: string): string {
  return type
    .replace(/Evidence$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/^kubernetes-/, 'K8s-')
    .replace(/^git-hub-/, 'github-');
}

const SHARED: ReadonlySet<string> = new Set([
  '@odata.type',
  'createdDateTime',
  'verdict',
  'roles',
  'detailedRoles',
  'tags',
  'remediationStatus',
  'remediationStatusDetails',
]);

function shared(evidence: JsonObject): JsonObject {
  const { createdDateTime, verdict, roles, tags, detailedRoles, remediationStatus } = evidence;
  return stated({
    CreatedTimeUtc: createdDateTime,
    LastVerdict: verdict === 'noThreatsFound' ? 'Clean' : verdict,
    RemediationStatus: remediationStatus,
    Roles: roles,
    DetailedRoles: detailedRoles,
    Tags: Array.isArray(tags) ? tags.map((name: Json) => ({ TagName: name })) : null,
  });
}

function ownMembers(type: string, evidence: JsonObject): JsonObject {
  switch (type) {
    case 'deviceEvidence':
      return host(evidence);
    case 'userEvidence':
      return account(evidence['userAccount']);
    case 'fileEvidence':
      return file(evidence['fileDetails']);
    case 'processEvidence':
      return process(evidence);
    case 'ipEvidence':
      return stated({
        Address: evidence['ipAddress'],
        Location: isJsonObject(evidence['location'])
          ? { ...renamed(evidence['location']), CountryCode: evidence['countryLetterCode'] ?? null }
          : null,
      });
    case 'registryValueEvidence': {
      const { Hive = null, Key = null, ...value } = renamed(evidence);
      return { ...value, Key: { Hive, Key, Type: 'registry-key' } };
    }
    case 'mailboxEvidence':
      return { ...renamed(evidence), AadId: member(evidence['userAccount'], 'azureAdUserId') };
    case 'analyzedMessageEvidence':
      return {
        ...renamed(evidence),
        ...sender('P1Sender', evidence['p1Sender']),
        ...sender('P2Sender', evidence['p2Sender']),
      };
    case 'kubernetesControllerEvidence':
      return { ...renamed(evidence), ControllerType: evidence['type'] ?? null };
    default:
      return renamed(evidence);
  }
}

/** Nested evidence becomes entities too. */
function renamed(evidence: JsonObject): JsonObject {
  const members = Object.entries(evidence).filter(([name]) => !SHARED.has(name));
  return stated(
    Object.fromEntries(
      members.map(([name, value]) => [RENAMED[name] ?? capital(name), nested(value)] as const),
    ),
  );
}

function nested(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(nested);
  return isJsonObject(value) && typeOf(value) !== null ? entityOf(value) : value;
}

function host(device: JsonObject): JsonObject {
  return stated({
    HostName: device['hostName'],
    FQDN: device['deviceDnsName'],
    DnsDomain: device['dnsDomain'],
    NTDomain: device['ntDomain'],
    OSFamily: device['osPlatform'],
    OSVersion: device['version'],
    OsBuild: device['osBuild'],
    AzureID: member(device['vmMetadata'], 'resourceId'),
    VmUuid: member(device['vmMetadata'], 'vmId'),
    MdatpDeviceId: device['mdeDeviceId'],
    AadDeviceId: device['azureAdDeviceId'],
    RiskScore: device['riskScore'],
    HealthStatus: device['healthStatus'],
    OnboardingStatus: device['onboardingStatus'],
    RbacGroupName: device['rbacGroupName'],
    LastIpAddress: { Address: device['lastIpAddress'] ?? null, Type: 'ip' },
    LastExternalIpAddress: { Address: device['lastExternalIpAddress'] ?? null, Type: 'ip' },
    IpInterfaces: device['ipInterfaces'],
    LoggedOnUsers: device['loggedOnUsers'],
  });
}

function account(user: Json | undefined): JsonObject {
  return stated({
    Name: member(user, 'accountName'),
    NTDomain: member(user, 'domainName'),
    DisplayName: member(user, 'displayName'),
    UserPrincipalName: member(user, 'userPrincipalName'),
    Sid: member(user, 'userSid'),
    AadUserId: member(user, 'azureAdUserId'),
    Type: 'account',
  });
}

function file(details: Json | undefined): JsonObject {
  const hashes = (['md5', 'sha1', 'sha256'] as const).flatMap((algorithm) => {
    const value = member(details, algorithm);
    return value === null
      ? []
      : [{ Algorithm: algorithm.toUpperCase(), Value: value, Type: 'filehash' }];
  });
  return stated({
    Name: member(details, 'fileName'),
    Directory: member(details, 'filePath'),
    SizeInBytes: member(details, 'fileSize'),
    FilePublisher: member(details, 'filePublisher'),
    FileHashes: hashes,
    Type: 'file',
  });
}

function process(evidence: JsonObject): JsonObject {
  const number = (name: string): Json => {
    const id = evidence[name];
    return typeof id === 'number' ? `0x${id.toString(16)}` : null;
  };
  return stated({
    ProcessId: number('processId'),
    CommandLine: evidence['processCommandLine'],
    CreationTimeUtc: evidence['processCreationDateTime'],
    ImageFile: file(evidence['imageFile']),
    Account: account(evidence['userAccount']),
    ParentProcess: stated({
      ProcessId: number('parentProcessId'),
      CreationTimeUtc: evidence['parentProcessCreationDateTime'],
      ImageFile: file(evidence['parentProcessImageFile']),
      Type: 'process',
    }),
  });
}

function sender(name: string, from: Json | undefined): JsonObject {
  return stated({
    [name]: member(from, 'emailAddress'),
    [`${name}DisplayName`]: member(from, 'displayName'),
    [`${name}Domain`]: member(from, 'domainName'),
  });
}

function member(object: Json | undefined, name: string): Json {
  return isJsonObject(object) && Object.hasOwn(object, name) ? (object[name] ?? null) : null;
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function stated(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const entries = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(entries) as JsonObject;
}
