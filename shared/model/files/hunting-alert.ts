// Rows of advanced hunting's AlertInfo and AlertEvidence tables to Graph's JSON of an alert. A row of evidence
// is one entity of one alert, in columns; which of them matter, its EntityType says.
import { planOf } from '../graph/plan.ts';
import type { KnownEvidenceKind } from '../graph/contract.ts';
import type { Json, JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { evidenceOfEntities } from '../security-entities/evidence-of-entities.ts';
import { graphJson, typedEvidence, unlessEmpty } from '../security-entities/graph-json.ts';
import { resourceEvidence } from '../security-entities/resource-evidence.ts';
import { SOURCE_JSON } from '../source-json.ts';
import { alertProduct } from '../alert-product.ts';
import { compareTimestamps, type Timestamp } from '../timestamp.ts';
import { readExportRow } from './export-row.ts';

const TIMES: ReadonlySet<string> = new Set(['timestamp', 'timegenerated']);

/** The alert that a row of either table belongs to; null where it names none. */
export function huntingAlertId(row: JsonObject): string | null {
  return new LooseObject(row).text('alertId')?.trim() ?? null;
}

/** One alert of all its rows; rows of evidence tell its title and severity too, so that `info` may be missing. */
export function huntingAlertJson(
  {
    info,
    evidence,
  }: { readonly info: JsonObject | null; readonly evidence: readonly JsonObject[] },
  tenantId: string,
): JsonObject {
  const rows = [...(info === null ? [] : [info]), ...evidence].map(
    (row) => readExportRow(row, TIMES).cells,
  );
  const first = rows[0] ?? new LooseObject({});
  const times = rows.flatMap((row) => row.time('timestamp', 'timeGenerated') ?? []);
  const ordered = times.toSorted(compareTimestamps);
  const categories = [...new Set(rows.flatMap((row) => row.words('category', 'categories')))];
  const service = first.text('serviceSource');
  const product = alertProduct(service);
  return {
    '@odata.type': planOf('alert').odataType,
    ...graphJson('alert', {
      id: first.text('alertId')?.trim(),
      tenantId,
      title: first.text('title'),
      severity: firstOf(rows, 'severity'),
      serviceSource: product?.serviceSource ?? service,
      productName: product?.name ?? service,
      detectionSource: firstOf(rows, 'detectionSource'),
      category: categories[0],
      categories,
      mitreTechniques: techniques(rows),
      createdDateTime: info === null ? ordered[0] : first.time('timestamp', 'timeGenerated'),
      lastUpdateDateTime: ordered.at(-1),
      ...activity(evidence.length === 0 ? [] : ordered),
      evidence: rows.slice(info === null ? 0 : 1).map(evidenceJson),
    }),
    [SOURCE_JSON]: { info, evidence },
  };
}

function activity(ordered: readonly Timestamp[]): {
  readonly firstActivityDateTime?: Json | undefined;
  readonly lastActivityDateTime?: Json | undefined;
} {
  return { firstActivityDateTime: ordered[0], lastActivityDateTime: ordered.at(-1) };
}

function firstOf(rows: readonly LooseObject[], name: string): string | null {
  return rows.map((row) => row.text(name)).find((text) => text !== null) ?? null;
}

/** `["Phishing (T1566)"]` and `T1566.002` alike. */
function techniques(rows: readonly LooseObject[]): readonly string[] {
  const words = rows.flatMap((row) => row.words('attackTechniques'));
  return [...new Set(words.flatMap((word) => word.match(/\bT\d{4}(?:\.\d{3})?\b/g) ?? []))];
}

type Writer = (row: LooseObject) => JsonObject;

/** By EntityType in lower case, without what is no letter. */
const WRITERS: Readonly<Record<string, readonly [KnownEvidenceKind, Writer]>> = {
  user: ['userEvidence', user],
  account: ['userEvidence', user],
  machine: [
    'deviceEvidence',
    (row) =>
      graphJson('deviceEvidence', {
        ...base(row),
        mdeDeviceId: row.text('deviceId'),
        deviceDnsName: row.text('deviceName'),
        hostName: row.text('deviceName')?.split('.')[0],
        lastIpAddress: row.text('localIP'),
      }),
  ],
  ip: [
    'ipEvidence',
    (row) => graphJson('ipEvidence', { ...base(row), ipAddress: row.text('remoteIP', 'localIP') }),
  ],
  url: [
    'urlEvidence',
    (row) => graphJson('urlEvidence', { ...base(row), url: row.text('remoteUrl') }),
  ],
  file: [
    'fileEvidence',
    (row) =>
      graphJson('fileEvidence', {
        ...base(row),
        mdeDeviceId: row.text('deviceId'),
        fileDetails: fileDetails(row),
      }),
  ],
  process: [
    'processEvidence',
    (row) =>
      graphJson('processEvidence', {
        ...base(row),
        mdeDeviceId: row.text('deviceId'),
        processCommandLine: row.text('processCommandLine'),
        imageFile: fileDetails(row),
        userAccount: userAccount(row),
      }),
  ],
  registrykey: ['registryKeyEvidence', registryKey],
  registryvalue: [
    'registryValueEvidence',
    (row) =>
      graphJson('registryValueEvidence', {
        ...base(row),
        mdeDeviceId: row.text('deviceId'),
        ...hiveAndKey(row),
        registryValueName: row.text('registryValueName'),
        registryValue: row.text('registryValueData'),
      }),
  ],
  mailmessage: [
    'analyzedMessageEvidence',
    (row) =>
      graphJson('analyzedMessageEvidence', {
        ...base(row),
        networkMessageId: row.text('networkMessageId'),
        subject: row.text('emailSubject'),
        recipientEmailAddress: row.text('accountUpn'),
      }),
  ],
  mailbox: [
    'mailboxEvidence',
    (row) =>
      graphJson('mailboxEvidence', {
        ...base(row),
        upn: row.text('accountUpn'),
        primaryAddress: row.text('accountUpn'),
        userAccount: userAccount(row),
      }),
  ],
  cloudapplication: [
    'cloudApplicationEvidence',
    (row) =>
      graphJson('cloudApplicationEvidence', {
        ...base(row),
        appId: row.number('applicationId'),
        displayName: row.text('application'),
      }),
  ],
  oauthapplication: [
    'oauthApplicationEvidence',
    (row) =>
      graphJson('oauthApplicationEvidence', {
        ...base(row),
        appId: row.text('oAuthApplicationId'),
        displayName: row.text('application'),
      }),
  ],
};

/** What the columns do not tell, AdditionalFields does: it is the entity as Defender has it. */
function evidenceJson(row: LooseObject): JsonObject {
  const type = row.text('entityType') ?? '';
  const folded = type.toLowerCase().replaceAll(/[^a-z]/g, '');
  const resource = resourceEvidence(row.text('resourceID', 'cloudResource') ?? '');
  if (resource !== null && (folded.endsWith('resource') || !Object.hasOwn(WRITERS, folded))) {
    return { ...resource, ...rolesOf(row) };
  }
  const writer = Object.hasOwn(WRITERS, folded) ? WRITERS[folded] : undefined;
  if (writer !== undefined) return typedEvidence(writer[0], writer[1](row));
  const fields = row.object('additionalFields')?.json;
  const [evidence] = evidenceOfEntities(fields === undefined ? [] : [{ ...fields, type }]);
  return evidence ?? { '@odata.type': type, ...rolesOf(row) };
}

function base(row: LooseObject): Parameters<typeof graphJson<'alertEvidence'>>[1] {
  return { createdDateTime: row.time('timestamp', 'timeGenerated'), ...rolesOf(row) };
}

/** `Impacted` and `Related` are hunting's own words; Graph's are those of the direction. */
function rolesOf(row: LooseObject): {
  readonly roles: readonly Json[];
  readonly detailedRoles: readonly Json[];
} {
  const direction = row.text('evidenceDirection')?.toLowerCase() ?? '';
  const roles = direction === 'source' || direction === 'destination' ? [direction] : [];
  return { roles, detailedRoles: row.texts('evidenceRole') };
}

function user(row: LooseObject): JsonObject {
  return graphJson('userEvidence', { ...base(row), userAccount: userAccount(row) });
}

function userAccount(row: LooseObject): JsonObject | null {
  return unlessEmpty(
    graphJson('userAccount', {
      accountName: row.text('accountName'),
      domainName: row.text('accountDomain'),
      userSid: row.text('accountSid'),
      azureAdUserId: row.text('accountObjectId'),
      userPrincipalName: row.text('accountUpn'),
    }),
  );
}

function fileDetails(row: LooseObject): JsonObject | null {
  return unlessEmpty(
    graphJson('fileDetails', {
      fileName: row.text('fileName'),
      filePath: row.text('folderPath'),
      fileSize: row.number('fileSize'),
      sha1: row.text('sha1'),
      sha256: row.text('sha256'),
    }),
  );
}

function registryKey(row: LooseObject): JsonObject {
  return graphJson('registryKeyEvidence', { ...base(row), ...hiveAndKey(row) });
}

/** `HKEY_LOCAL_MACHINE\SOFTWARE\...`: Graph has the hive apart. */
function hiveAndKey(row: LooseObject): {
  readonly registryHive: string | null;
  readonly registryKey: string | null;
} {
  const path = row.text('registryKey');
  const match = /^(HKEY_[A-Z_]+)\\(.*)$/is.exec(path ?? '');
  return { registryHive: match?.[1] ?? null, registryKey: match?.[2] ?? path };
}
