// Incidents of the demo tenant, and what belongs to them, as resources of Microsoft Sentinel.
import { SUBSCRIPTIONS } from '../../resources/demo-tenant/clouds.ts';
import { guidFor } from '../../resources/demo-tenant/identifiers.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { entitiesOfEvidence } from './entities-of-evidence.ts';
import type { WireEntity } from './entities-of-evidence.ts';
import { COMMENT_NAME } from './wire.ts';
import type { WireAlert, WireIncident } from './wire.ts';

/** The workspace's resource id. */
export const SENTINEL_WORKSPACE = `/subscriptions/${SUBSCRIPTIONS.shared}/resourceGroups/rg-security/providers/Microsoft.OperationalInsights/workspaces/nwh-sentinel`;

/** What Sentinel adds to the workspace. */
export const INSIGHTS = `${SENTINEL_WORKSPACE}/providers/Microsoft.SecurityInsights`;
const MOST_ENTITIES = 500;

/** Sentinel's own name of an incident, a GUID that ends with the incident's number. */
export function incidentName(id: string): string {
  return NAME_START + Number(id).toString(16).padStart(12, '0');
}

/** The id in Graph of the incident of that name; null for no such name. */
export function incidentIdOf(name: string): string | null {
  const folded = name.toLowerCase();
  const number = folded.startsWith(NAME_START) ? folded.slice(NAME_START.length) : '';
  return /^[\da-f]{12}$/.test(number) ? String(Number.parseInt(number, 16)) : null;
}

const NAME_START = guidFor('sentinel/incident').slice(0, 24);

const STATUSES: Readonly<Record<string, string>> = {
  active: 'New',
  inProgress: 'Active',
  awaitingAction: 'Active',
  resolved: 'Closed',
};

const CLASSIFICATIONS: Readonly<Record<string, readonly [string, string | null]>> = {
  truePositive: ['TruePositive', 'SuspiciousActivity'],
  informationalExpectedActivity: ['BenignPositive', 'SuspiciousButExpected'],
  falsePositive: ['FalsePositive', 'IncorrectAlertLogic'],
};

export function incidentJson(incident: WireIncident, alerts: readonly WireAlert[]): unknown {
  const [classification, reason] = CLASSIFICATIONS[incident.classification ?? ''] ?? [null, null];
  const label = (labelType: string) => (labelName: unknown) => ({ labelName, labelType });
  const name = incidentName(incident.id);
  return {
    id: `${INSIGHTS}/Incidents/${name}`,
    name,
    etag: etagOf(incident),
    type: 'Microsoft.SecurityInsights/Incidents',
    properties: {
      title: incident.displayName,
      description: incident['description'] ?? '',
      severity: capital(incident.severity),
      status: STATUSES[incident.status] ?? 'New',
      ...(classification !== null && { classification, classificationReason: reason }),
      ...(incident['resolvingComment'] != null && {
        classificationComment: incident['resolvingComment'],
      }),
      owner: {
        objectId: null,
        email: null,
        assignedTo: incident.assignedTo,
        userPrincipalName: incident.assignedTo,
      },
      labels: [
        ...incident.customTags.map(label('User')),
        ...(incident['systemTags'] as readonly unknown[]).map(label('AutoAssigned')),
      ],
      firstActivityTimeUtc: alerts[0]?.['firstActivityDateTime'] ?? null,
      lastActivityTimeUtc: alerts.at(-1)?.['lastActivityDateTime'] ?? null,
      lastModifiedTimeUtc: incident.lastUpdateDateTime,
      createdTimeUtc: incident.createdDateTime,
      incidentNumber: Number(incident.id) % 100_000,
      additionalData: {
        alertsCount: alerts.length,
        bookmarksCount: 0,
        commentsCount: incident.comments.length,
        alertProductNames: [...new Set(alerts.map(productOf))],
        tactics: [...new Set(alerts.map(({ category }) => category))],
      },
      relatedAnalyticRuleIds: [],
      incidentUrl: `https://portal.azure.com/#asset/Microsoft_Azure_Security_Insights/Incident${INSIGHTS}/Incidents/${name}`,
      providerName: 'Microsoft XDR',
      providerIncidentId: incident.id,
    },
  };
}

/** Another one after every change, also where two fall into one moment. */
export function etagOf(incident: WireIncident): string {
  return `"${guidFor(`etag/${JSON.stringify(incident)}`)}"`;
}

/** As the wire still calls them. */
const PRODUCTS: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender Advanced Threat Protection',
  microsoftDefenderForOffice365: 'Office 365 Advanced Threat Protection',
  microsoftDefenderForIdentity: 'Azure Advanced Threat Protection',
  microsoftDefenderForCloudApps: 'Microsoft Cloud App Security',
  microsoft365Defender: 'Microsoft 365 Defender',
  azureAdIdentityProtection: 'Azure Active Directory Identity Protection',
  microsoftDefenderForCloud: 'Azure Security Center',
  microsoftSentinel: 'Azure Sentinel',
};

function productOf(alert: WireAlert): string {
  return PRODUCTS[alert.serviceSource] ?? String(alert['productName']);
}

export function alertJson(alert: WireAlert): unknown {
  const systemAlertId = guidFor(`sentinel/alert/${alert.id}`);
  return {
    id: `${INSIGHTS}/Entities/${systemAlertId}`,
    name: systemAlertId,
    type: 'Microsoft.SecurityInsights/Entities',
    kind: 'SecurityAlert',
    properties: {
      systemAlertId,
      // Defender for Endpoint and the XDR engine have the prefix in it, the others do not.
      providerAlertId: alert['providerAlertId'],
      alertDisplayName: alert.title,
      friendlyName: alert.title,
      description: alert['description'],
      severity: capital(alert.severity),
      status: { new: 'New', inProgress: 'InProgress', resolved: 'Resolved' }[alert.status] ?? 'New',
      vendorName: 'Microsoft',
      productName: productOf(alert),
      productComponentName: '',
      alertType:
        alert.serviceSource === 'microsoftDefenderForEndpoint'
          ? 'WindowsDefenderAtp'
          : alert.detectorId,
      tactics: [alert.category],
      confidenceLevel: 'Unknown',
      startTimeUtc: alert['firstActivityDateTime'],
      endTimeUtc: alert['lastActivityDateTime'],
      timeGenerated: alert.createdDateTime,
      processingEndTime: alert.createdDateTime,
      alertLink: alert['alertWebUrl'],
      additionalData: { DetectorId: alert.detectorId },
    },
  };
}

/** Each thing once, without what an alert thought of it, as Sentinel's entities are. */
export function entitiesReply(alerts: readonly WireAlert[]): unknown {
  const byContent = new Map<string, WireEntity>();
  for (const alert of alerts) {
    const evidence = alert.evidence as readonly JsonObject[];
    for (const entity of entitiesOfEvidence(evidence)) {
      const { $id: _id, Host: _host, CreatedTimeUtc: _at, Roles: _roles, ...facts } = entity;
      byContent.set(JSON.stringify(facts), facts);
      if (byContent.size === MOST_ENTITIES) break;
    }
  }
  const entities = [...byContent].map(([content, { Type, ...properties }]) => {
    const name = guidFor(`sentinel/entity/${content}`);
    return {
      id: `${INSIGHTS}/Entities/${name}`,
      name,
      type: 'Microsoft.SecurityInsights/Entities',
      kind: KINDS.get(Type) ?? Type,
      properties,
    };
  });
  const kinds = entities.map(({ kind }) => kind);
  return {
    entities,
    metaData: [...new Set(kinds)].map((entityKind) => ({
      entityKind,
      count: kinds.filter((kind) => kind === entityKind).length,
    })),
  };
}

/** Where the kind is not the type without its hyphens. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['host', 'Host'],
  ['account', 'Account'],
  ['ip', 'Ip'],
  ['url', 'Url'],
  ['file', 'File'],
  ['process', 'Process'],
  ['filehash', 'FileHash'],
  ['dns', 'DnsResolution'],
  ['azure-resource', 'AzureResource'],
  ['cloud-application', 'CloudApplication'],
  ['registry-key', 'RegistryKey'],
  ['registry-value', 'RegistryValue'],
  ['mailbox', 'Mailbox'],
  ['mailMessage', 'MailMessage'],
  ['mailCluster', 'MailCluster'],
  ['malware', 'Malware'],
  ['security-group', 'SecurityGroup'],
  ['iotdevice', 'IoTDevice'],
]);

export function commentJson(incident: WireIncident, index: number): unknown {
  const comment = incident.comments[index];
  const name = comment?.[COMMENT_NAME] ?? guidFor(`sentinel/comment/${incident.id}/${index}`);
  return {
    id: `${INSIGHTS}/Incidents/${incidentName(incident.id)}/Comments/${name}`,
    name,
    type: 'Microsoft.SecurityInsights/Incidents/Comments',
    properties: {
      message: comment?.comment,
      createdTimeUtc: comment?.createdDateTime,
      lastModifiedTimeUtc: comment?.createdDateTime,
      author: {
        objectId: null,
        email: null,
        userPrincipalName: null,
        name: comment?.createdByDisplayName,
      },
    },
  };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
