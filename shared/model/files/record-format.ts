// Tells what a record is by the members that only its kind has; names of files and members' letter case do
// not matter.
import { evidenceKindOf, shortTypeName } from '../graph/plan.ts';
import type { JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';

export type FileFormat =
  | 'graphAlert'
  | 'graphIncident'
  | 'legacyIncident'
  | 'armAlert'
  | 'sentinelIncident'
  | 'continuousExport'
  | 'securityAlert'
  | 'securityIncident'
  | 'alertInfo'
  | 'alertEvidence';

const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  graphAlert: 'Microsoft Graph alerts',
  graphIncident: 'Microsoft Graph incidents',
  legacyIncident: 'Defender incidents API',
  armAlert: 'Azure Resource Manager security alerts',
  sentinelIncident: 'Microsoft Sentinel incidents',
  continuousExport: 'Defender for Cloud continuous export',
  securityAlert: 'SecurityAlert table',
  securityIncident: 'SecurityIncident table',
  alertInfo: 'AlertInfo table',
  alertEvidence: 'AlertEvidence table',
};

/** As a person calls it. */
export function formatName(format: FileFormat): string {
  return FORMAT_NAMES[format];
}

const ANY_TABLE = 'tenantid timegenerated sourcesystem type _isbillable _billedsize _resourceid';

/** What is read of each table, in lower case; columns beside these are kept in the source only. */
const COLUMNS: Partial<Readonly<Record<FileFormat, ReadonlySet<string>>>> = {
  securityAlert: columns(`${ANY_TABLE} displayname alertname alertdisplayname alertseverity severity
    description providername vendorname vendororiginalid provideralertid systemalertid resourceid
    sourcecomputerid alerttype confidencelevel confidencescore isincident starttime starttimeutc endtime
    endtimeutc processingendtime remediationsteps extendedproperties entities workspacesubscriptionid
    workspaceresourcegroup extendedlinks productname productcomponentname alertlink status
    compromisedentity tactics techniques subtechniques`),
  continuousExport:
    columns(`vendorname alerttype starttimeutc endtimeutc processingendtime timegenerated
    isincident severity reportedseverity status productname productcomponentname systemalertid
    azureresourceid azureresourcesubscriptionid workspaceid workspacesubscriptionid workspaceresourcegroup
    agentid compromisedentity compromisedentityid intent tactics techniques subtechniques
    alertdisplayname description remediationsteps extendedproperties entities resourceidentifiers alerturi
    providername provideralertid vendororiginalid extendedlinks tenantid correlationkey
    processingendtimeutc timegeneratedutc`),
  securityIncident:
    columns(`${ANY_TABLE} incidentname title description severity status classification
    classificationcomment classificationreason owner providername providerincidentid firstactivitytime
    lastactivitytime firstmodifiedtime lastmodifiedtime createdtime closedtime incidentnumber
    relatedanalyticruleids alertids bookmarkids comments tasks labels incidenturl additionaldata
    modifiedby`),
  alertInfo: columns(`${ANY_TABLE} timestamp alertid title category severity servicesource
    detectionsource attacktechniques`),
  alertEvidence:
    columns(`${ANY_TABLE} timestamp alertid title categories attacktechniques servicesource
    detectionsource entitytype evidencerole evidencedirection filename folderpath sha1 sha256 filesize
    threatfamily remoteip remoteurl accountname accountdomain accountsid accountobjectid accountupn
    deviceid devicename localip networkmessageid emailsubject application applicationid
    oauthapplicationid processcommandline registrykey registryvaluename registryvaluedata
    additionalfields severity cloudresource cloudplatform resourcetype resourceid subscriptionid`),
};

function columns(names: string): ReadonlySet<string> {
  return new Set(names.split(/\s+/));
}

/** Columns of a table that nothing is read of; none for other formats, whose decoders tell. */
export function unknownColumns(format: FileFormat, names: readonly string[]): readonly string[] {
  const known = COLUMNS[format];
  return known === undefined ? [] : names.filter((name) => !known.has(name.toLowerCase()));
}

/** The table that has these columns; null where it is none that is read. */
export function tableFormat(names: readonly string[]): FileFormat | null {
  const folded = new Set(names.map((name) => name.toLowerCase()));
  const has = (...all: readonly string[]): boolean => all.every((name) => folded.has(name));
  const hasOneOf = (...some: readonly string[]): boolean => some.some((name) => folded.has(name));
  if (has('alertid', 'entitytype')) return 'alertEvidence';
  if (has('alertid', 'title') && hasOneOf('servicesource', 'detectionsource')) return 'alertInfo';
  if (has('incidentname') && hasOneOf('incidentnumber', 'providerincidentid')) {
    return 'securityIncident';
  }
  const isAlert =
    hasOneOf('systemalertid', 'vendororiginalid', 'provideralertid', 'alerttype') &&
    hasOneOf('displayname', 'alertname', 'alertdisplayname');
  if (!isAlert) return null;
  const isExport =
    has('alertdisplayname') && hasOneOf('intent', 'resourceidentifiers', 'azureresourceid');
  return isExport && !has('alertname') ? 'continuousExport' : 'securityAlert';
}

/** Null for what is no alert, incident or row of a known table. */
export function recordFormat(json: JsonObject): FileFormat | null {
  const object = new LooseObject(json);
  const type = object.text('@odata.type');
  if (type !== null) {
    const name = evidenceKindOf(type) === null ? shortTypeName(type)?.toLowerCase() : undefined;
    if (name === 'alert') return 'graphAlert';
    if (name === 'incident') return 'graphIncident';
  }
  const resource = resourceFormat(object);
  if (resource !== null) return resource;
  const isLegacy =
    object.value('incidentId') !== null &&
    (object.text('incidentName', 'incidentUri') !== null ||
      object.objects('alerts').some((alert) => alert.text('alertId') !== null));
  if (isLegacy) return 'legacyIncident';
  return graphShape(json) ?? tableFormat(Object.keys(json));
}

function resourceFormat(object: LooseObject): FileFormat | null {
  const path = `${object.text('type') ?? ''} ${object.text('id') ?? ''}`.toLowerCase();
  if (object.object('properties') === null) return null;
  if (/microsoft\.security\/.*alerts\b/.test(path)) return 'armAlert';
  return /microsoft\.securityinsights\/.*incidents\b/.test(path) ? 'sentinelIncident' : null;
}

const ALERT_MEMBERS = [
  'serviceSource',
  'detectionSource',
  'detectorId',
  'providerAlertId',
  'alertWebUrl',
  'evidence',
  'mitreTechniques',
];
const INCIDENT_MEMBERS = ['redirectIncidentId', 'incidentWebUrl', 'alerts', 'customTags'];

/** Without an id it takes two such members: it is an alert that has lost its id, and is told so. */
function graphShape(json: JsonObject): FileFormat | null {
  const count = (names: readonly string[]): number =>
    names.filter((name) => Object.hasOwn(json, name)).length;
  const least = Object.hasOwn(json, 'id') ? 1 : 2;
  if (count(ALERT_MEMBERS) >= least) return 'graphAlert';
  return count(INCIDENT_MEMBERS) >= least ? 'graphIncident' : null;
}
