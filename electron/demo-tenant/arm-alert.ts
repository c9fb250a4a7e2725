// The tenant's Defender for Cloud alerts as Azure Resource Manager shows them, and a few of least severity,
// which Graph is not given.
import { SUBSCRIPTIONS } from '../../resources/demo-tenant/clouds.ts';
import { guidFor, numberFor } from '../../resources/demo-tenant/identifiers.ts';
import { INFORMATIONAL_ALERTS } from '../../resources/demo-tenant/informational-alerts.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { entitiesOfEvidence } from './entities-of-evidence.ts';
import type { Edition } from './expand-incident.ts';
import { descendingTicks, preciseTime } from './graph-time.ts';
import type { WireAlert } from './wire.ts';

/** What a resource of type Microsoft.Security/Locations/alerts says, and where it is. */
export interface ArmAlert {
  readonly name: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly json: JsonObject;
}

export type ArmState = 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';

const LOCATION = 'westeurope';
const DEFENDER_FOR_CLOUD = 'microsoftDefenderForCloud';

const COMPONENTS: Readonly<Record<string, string>> = {
  microsoftDefenderForServers: 'Servers',
  microsoftDefenderForStorage: 'StorageAccounts',
  microsoftDefenderForDNS: 'DNS',
  microsoftDefenderForDatabases: 'SqlServers',
  microsoftDefenderForContainers: 'Containers',
  microsoftDefenderForKeyVault: 'KeyVaults',
  microsoftDefenderForResourceManager: 'ResourceManager',
  microsoftDefenderForAIServices: 'AI',
  microsoftDefenderForIoT: 'IoT',
};

const STATES: Readonly<Record<string, ArmState>> = {
  new: 'Active',
  inProgress: 'InProgress',
  resolved: 'Resolved',
};

/** Whether Defender for Cloud lists it: its own, and those of Defender for Endpoint on a cloud resource. */
export function isInArm(alert: WireAlert): boolean {
  if (alert.serviceSource === DEFENDER_FOR_CLOUD) return true;
  const isOfEndpoint = alert.serviceSource === 'microsoftDefenderForEndpoint';
  return isOfEndpoint && resourceIdsOf(alert).length > 0;
}

/** By which it is known in Defender for Cloud: without the letters that Graph puts before an id. */
export function armName(alert: WireAlert): string {
  return alert.id.slice(2);
}

/** `set` is what was set through this interface. */
export function armAlert(alert: WireAlert, set: ArmState | undefined): ArmAlert {
  const name = armName(alert);
  const evidence = alert.evidence as readonly JsonObject[];
  const resourceIds = resourceIdsOf(alert);
  const isExternal = alert['productName'] !== 'Microsoft Defender for Cloud';
  const properties = {
    alertType: alert.detectorId,
    systemAlertId: name,
    productComponentName: COMPONENTS[alert.detectionSource] ?? '',
    alertDisplayName: alert.title,
    description: alert['description'],
    severity: capital(alert.severity),
    intent: alert.category,
    techniques: alert.mitreTechniques.filter((id) => !id.includes('.')),
    subTechniques: alert.mitreTechniques.filter((id) => id.includes('.')),
    startTimeUtc: alert['firstActivityDateTime'],
    endTimeUtc: alert['lastActivityDateTime'],
    timeGeneratedUtc: alert.createdDateTime,
    processingEndTimeUtc: alert.createdDateTime,
    resourceIdentifiers: resourceIds.map((id) => ({ type: 'AzureResource', azureResourceId: id })),
    remediationSteps: String(alert['recommendedActions'])
      .split('\n')
      .filter((step) => step !== ''),
    vendorName: isExternal ? String(alert['productName']).split(' ')[0] : 'Microsoft',
    productName: isExternal ? alert['productName'] : 'Azure Security Center',
    status: stateOf(alert, set),
    entities: entitiesOfEvidence(evidence),
    isIncident: false,
    extendedProperties: {},
    compromisedEntity: evidence[0]?.['resourceName'] ?? evidence[0]?.['hostName'] ?? '',
  };
  const isOtherSpelling = numberFor(`spelling/${name}`, 9) === 0;
  const subscriptionId = subscriptionOf(resourceIds);
  return resource(name, subscriptionId, isOtherSpelling ? otherSpelling(properties) : properties);
}

/**
 * Graph and Defender for Cloud keep one another up to date about the latter's own alerts. Of Defender for
 * Endpoint's, each has a status of its own (Microsoft's table of alert status synchronization).
 */
function stateOf(alert: WireAlert, set: ArmState | undefined): ArmState {
  if (alert.serviceSource !== DEFENDER_FOR_CLOUD) return set ?? 'Active';
  const ofGraph = STATES[alert.status] ?? 'Active';
  // Graph has no word for a dismissal.
  return set === 'Dismissed' && ofGraph === 'Resolved' ? set : ofGraph;
}

function resourceIdsOf({ evidence }: WireAlert): readonly string[] {
  const machines = evidence.map((item) => item['vmMetadata'] as JsonObject | null | undefined);
  const ids = [...evidence, ...machines].map((item) => item?.['resourceId']);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

/** Over the last 30 days; their ids stay the same when the world moves. */
export function informationalAlerts(
  edition: Edition,
  stateOf: (name: string) => ArmState | undefined,
): readonly ArmAlert[] {
  return INFORMATIONAL_ALERTS.map(({ alertType, title, tells, component, resourceId }, index) => {
    const key = `informational/${index}`;
    const beforeMs = numberFor(key, 30 * 24 * 60) * 60_000 + 120_000;
    const at = edition.anchorAt - beforeMs;
    const name = `${descendingTicks(edition.firstAnchorAt - beforeMs)}_${guidFor(key)}`;
    return resource(name, subscriptionOf([resourceId]), {
      alertType,
      systemAlertId: name,
      productComponentName: component,
      alertDisplayName: title,
      description: tells,
      severity: 'Informational',
      startTimeUtc: preciseTime(at, key),
      endTimeUtc: preciseTime(at, key),
      timeGeneratedUtc: preciseTime(at + 60_000, key),
      processingEndTimeUtc: preciseTime(at + 90_000, key),
      resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: resourceId }],
      remediationSteps: ['Review the activity with the owner of the resource.'],
      vendorName: 'Microsoft',
      productName: 'Azure Security Center',
      status: stateOf(name) ?? 'Active',
      entities: [{ $id: '1', ResourceId: resourceId, Type: 'azure-resource' }],
      isIncident: false,
      compromisedEntity: resourceId.split('/').at(-1),
    });
  });
}

function resource(name: string, subscriptionId: string, properties: object): ArmAlert {
  const id = `/subscriptions/${subscriptionId}/providers/Microsoft.Security/locations/${LOCATION}/alerts/${name}`;
  const json = { id, name, type: 'Microsoft.Security/Locations/alerts', properties };
  return { name, subscriptionId, location: LOCATION, json: json as unknown as JsonObject };
}

/** The service has two for one and the same version: this one has capitals, and lacks two members. */
function otherSpelling(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name !== 'severity' && name !== 'isIncident')
      .map(([name, value]) => [capital(name), value as unknown]),
  );
}

/** Findings in other clouds are kept where their connectors are. */
function subscriptionOf(resourceIds: readonly string[]): string {
  const known: readonly string[] = Object.values(SUBSCRIPTIONS);
  const named = resourceIds.map((id) => id.split('/')[2]);
  return named.find((id) => id !== undefined && known.includes(id)) ?? SUBSCRIPTIONS.shared;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
