// An incident of the older Defender incidents API (api.security.microsoft.com/api/incidents), and its alerts,
// in Graph's JSON: both services give the same incident the same id.
import { canonicalDetermination } from '../determination.ts';
import { planOf } from '../graph/plan.ts';
import type { KnownEvidenceKind } from '../graph/contract.ts';
import type { JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { graphJson, typedEvidence, unlessEmpty } from '../security-entities/graph-json.ts';
import { SOURCE_JSON } from '../source-json.ts';

/** The API's names of products and detectors where they are not Graph's in another letter case. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['microsoftcloudappsecurity', 'microsoftDefenderForCloudApps'],
  ['officeatp', 'microsoftDefenderForOffice365'],
  ['azureatp', 'microsoftDefenderForIdentity'],
  ['microsoftthreatprotection', 'microsoft365Defender'],
  ['aadidentityprotection', 'azureAdIdentityProtection'],
  ['windowsdefenderatp', 'microsoftDefenderForEndpoint'],
]);

const DETECTORS: ReadonlyMap<string, string> = new Map([
  ['windowsdefenderatp', 'microsoftDefenderForEndpoint'],
  ['windowsdefenderav', 'antivirus'],
  ['windowsdefendersmartscreen', 'smartScreen'],
  ['customerti', 'customTi'],
  ['officeatp', 'microsoftDefenderForOffice365'],
  ['threatexperts', 'microsoftThreatExperts'],
  ['azureatp', 'microsoftDefenderForIdentity'],
  ['mtp', 'microsoft365Defender'],
  ['mcas', 'cloudAppSecurity'],
  ['aadidentityprotection', 'azureAdIdentityProtection'],
]);

/** The alerts stand in `alerts`; `tenantId` is the directory, which the API does not name. */
export function legacyIncidentJson(json: JsonObject, tenantId: string): JsonObject {
  const incident = new LooseObject(json);
  const id = incident.text('incidentId');
  return {
    '@odata.type': planOf('incident').odataType,
    ...graphJson('incident', {
      id,
      tenantId,
      displayName: incident.text('incidentName'),
      incidentWebUrl: incident.text('incidentUri'),
      redirectIncidentId: incident.text('redirectIncidentId'),
      severity: incident.text('severity'),
      status: incident.text('status'),
      classification: incident.text('classification'),
      determination: determination(incident),
      assignedTo: incident.text('assignedTo'),
      customTags: incident.texts('tags'),
      comments: incident.objects('comments').map(commentJson),
      createdDateTime: incident.time('createdTime'),
      lastUpdateDateTime: incident.time('lastUpdateTime'),
      alerts: incident.objects('alerts').map((alert) => alertJson(alert, id, tenantId)),
    }),
    [SOURCE_JSON]: json,
  };
}

function alertJson(alert: LooseObject, incidentId: string | null, tenantId: string): JsonObject {
  const category = alert.text('category');
  return {
    '@odata.type': planOf('alert').odataType,
    ...graphJson('alert', {
      id: alert.text('alertId'),
      providerAlertId: alert.text('providerAlertId'),
      incidentId: alert.text('incidentId') ?? incidentId,
      tenantId,
      serviceSource: translated(SOURCES, alert.text('serviceSource')),
      detectionSource: translated(DETECTORS, alert.text('detectionSource')),
      detectorId: alert.text('detectorId'),
      title: alert.text('title'),
      description: alert.text('description'),
      category,
      categories: category === null ? [] : [category],
      status: alert.text('status'),
      severity: alert.text('severity'),
      classification: alert.text('classification'),
      determination: determination(alert),
      investigationState: alert.text('investigationState'),
      assignedTo: alert.text('assignedTo'),
      actorDisplayName: alert.text('actorName'),
      threatFamilyName: alert.text('threatFamilyName'),
      mitreTechniques: alert.texts('mitreTechniques'),
      createdDateTime: alert.time('creationTime'),
      lastUpdateDateTime: alert.time('lastUpdatedTime'),
      resolvedDateTime: alert.time('resolvedTime'),
      firstActivityDateTime: alert.time('firstActivity'),
      lastActivityDateTime: alert.time('lastActivity'),
      evidence: [
        ...alert.objects('devices').map(deviceEvidence),
        ...alert.objects('entities').map(entityEvidence),
      ],
    }),
    [SOURCE_JSON]: alert.json,
  };
}

/** `NotAvailable` is the API's word for Graph's `unknown`. */
function determination(holder: LooseObject): string | null {
  const word = holder.text('determination');
  if (word === null) return null;
  return word.toLowerCase() === 'notavailable' ? 'unknown' : canonicalDetermination(word);
}

function commentJson(comment: LooseObject): JsonObject {
  return graphJson('alertComment', {
    comment: comment.text('comment'),
    createdByDisplayName: comment.text('createdBy'),
    createdDateTime: comment.time('createdTime'),
  });
}

function deviceEvidence(device: LooseObject): JsonObject {
  const machine = device.object('vmMetadata');
  return typedEvidence(
    'deviceEvidence',
    graphJson('deviceEvidence', {
      mdeDeviceId: device.text('mdatpDeviceId', 'deviceId'),
      azureAdDeviceId: device.text('aadDeviceId'),
      deviceDnsName: device.text('deviceDnsName'),
      hostName: device.text('deviceDnsName')?.split('.')[0],
      osPlatform: device.text('osPlatform'),
      osBuild: device.number('osBuild'),
      version: device.text('version'),
      healthStatus: device.text('healthStatus'),
      riskScore: device.text('riskScore'),
      rbacGroupName: device.text('rbacGroupName'),
      rbacGroupId: device.number('rbacGroupId'),
      defenderAvStatus: device.text('defenderAvStatus'),
      onboardingStatus: device.text('onboardingStatus'),
      firstSeenDateTime: device.time('firstSeen'),
      tags: device.texts('tags'),
      loggedOnUsers: device.objects('loggedOnUsers').map((user) =>
        graphJson('loggedOnUser', {
          accountName: user.text('accountName'),
          domainName: user.text('domainName'),
        }),
      ),
      vmMetadata:
        machine === null
          ? null
          : graphJson('vmMetadata', {
              vmId: machine.text('vmId'),
              cloudProvider: machine.text('cloudProvider'),
              resourceId: machine.text('resourceId'),
              subscriptionId: machine.text('subscriptionId'),
            }),
    }),
  );
}

type Writer = (entity: LooseObject) => JsonObject;

/** By `entityType` in lower case. */
const WRITERS: Readonly<Record<string, readonly [KnownEvidenceKind, Writer]>> = {
  user: [
    'userEvidence',
    (entity) => graphJson('userEvidence', { ...base(entity), userAccount: userAccount(entity) }),
  ],
  ip: [
    'ipEvidence',
    (entity) => graphJson('ipEvidence', { ...base(entity), ipAddress: entity.text('ipAddress') }),
  ],
  url: [
    'urlEvidence',
    (entity) => graphJson('urlEvidence', { ...base(entity), url: entity.text('url') }),
  ],
  file: [
    'fileEvidence',
    (entity) =>
      graphJson('fileEvidence', {
        ...base(entity),
        mdeDeviceId: entity.text('deviceId'),
        detectionStatus: entity.text('detectionStatus'),
        fileDetails: fileDetails(entity),
      }),
  ],
  process: [
    'processEvidence',
    (entity) =>
      graphJson('processEvidence', {
        ...base(entity),
        mdeDeviceId: entity.text('deviceId'),
        detectionStatus: entity.text('detectionStatus'),
        processId: entity.number('processId'),
        processCommandLine: entity.text('processCommandLine'),
        processCreationDateTime: entity.time('processCreationTime'),
        parentProcessId: entity.number('parentProcessId'),
        parentProcessCreationDateTime: entity.time('parentProcessCreationTime'),
        imageFile: fileDetails(entity),
        parentProcessImageFile: parentImage(entity),
        userAccount: userAccount(entity),
      }),
  ],
  registry: ['registryValueEvidence', registryValue],
  registryvalue: ['registryValueEvidence', registryValue],
  registrykey: [
    'registryKeyEvidence',
    (entity) =>
      graphJson('registryKeyEvidence', {
        ...base(entity),
        registryHive: entity.text('registryHive'),
        registryKey: entity.text('registryKey'),
      }),
  ],
  mailbox: [
    'mailboxEvidence',
    (entity) =>
      graphJson('mailboxEvidence', {
        ...base(entity),
        displayName: entity.text('mailboxDisplayName'),
        primaryAddress: entity.text('mailboxAddress'),
        upn: entity.text('userPrincipalName'),
        userAccount: userAccount(entity),
      }),
  ],
  mailmessage: [
    'analyzedMessageEvidence',
    (entity) =>
      graphJson('analyzedMessageEvidence', {
        ...base(entity),
        p2Sender: unlessEmpty(graphJson('emailSender', { emailAddress: entity.text('sender') })),
        recipientEmailAddress: entity.text('recipient'),
        subject: entity.text('subject'),
        deliveryAction: entity.text('deliveryAction'),
        networkMessageId: entity.text('networkMessageId'),
        internetMessageId: entity.text('internetMessageId'),
      }),
  ],
  mailcluster: [
    'mailClusterEvidence',
    (entity) =>
      graphJson('mailClusterEvidence', {
        ...base(entity),
        clusterBy: entity.text('clusterBy'),
        clusterByValue: entity.text('clusterByValue'),
        emailCount: entity.number('emailCount'),
      }),
  ],
  securitygroup: [
    'securityGroupEvidence',
    (entity) =>
      graphJson('securityGroupEvidence', {
        ...base(entity),
        securityGroupId: entity.text('securityGroupId'),
        displayName: entity.text('securityGroupName'),
      }),
  ],
  cloudapplication: [
    'cloudApplicationEvidence',
    (entity) =>
      graphJson('cloudApplicationEvidence', {
        ...base(entity),
        appId: entity.number('applicationId'),
        displayName: entity.text('applicationName'),
      }),
  ],
};

/** An entity of a type that is not known here is kept whole, as evidence of its own type. */
function entityEvidence(entity: LooseObject): JsonObject {
  const type = entity.text('entityType') ?? '';
  const folded = type.toLowerCase();
  const writer = Object.hasOwn(WRITERS, folded) ? WRITERS[folded] : undefined;
  if (writer === undefined) return { ...entity.json, '@odata.type': type };
  const [kind, write] = writer;
  return typedEvidence(kind, write(entity));
}

function registryValue(entity: LooseObject): JsonObject {
  return graphJson('registryValueEvidence', {
    ...base(entity),
    mdeDeviceId: entity.text('deviceId'),
    registryHive: entity.text('registryHive'),
    registryKey: entity.text('registryKey'),
    registryValueName: entity.text('registryValueName'),
    registryValueType: entity.text('registryValueType'),
    registryValue: entity.text('registryValue'),
  });
}

function base(entity: LooseObject): Parameters<typeof graphJson<'alertEvidence'>>[1] {
  return {
    createdDateTime: entity.time('evidenceCreationTime'),
    verdict: entity.text('verdict'),
    remediationStatus: entity.text('remediationStatus'),
    remediationStatusDetails: entity.text('remediationStatusDetails'),
  };
}

function userAccount(entity: LooseObject): JsonObject | null {
  return unlessEmpty(
    graphJson('userAccount', {
      accountName: entity.text('accountName'),
      domainName: entity.text('domainName'),
      userSid: entity.text('userSid'),
      azureAdUserId: entity.text('aadUserId'),
      userPrincipalName: entity.text('userPrincipalName'),
    }),
  );
}

function fileDetails(entity: LooseObject): JsonObject | null {
  return unlessEmpty(
    graphJson('fileDetails', {
      fileName: entity.text('fileName'),
      filePath: entity.text('filePath'),
      sha1: entity.text('sha1'),
      sha256: entity.text('sha256'),
    }),
  );
}

function parentImage(entity: LooseObject): JsonObject | null {
  return unlessEmpty(
    graphJson('fileDetails', {
      fileName: entity.text('parentProcessFileName'),
      filePath: entity.text('parentProcessFilePath'),
    }),
  );
}

/** A name that is newer than the table stays as the service wrote it. */
function translated(words: ReadonlyMap<string, string>, word: string | null): string | null {
  return word === null ? null : (words.get(word.toLowerCase()) ?? word);
}
