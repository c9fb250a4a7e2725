// What the conditions of a tuning rule can be about, and where an alert says it.
import { entitiesOf } from '../identity/entities-of.ts';
import type { Alert } from '../model/alert.ts';
import type { Entity } from '../model/entity.ts';
import type { Evidence } from '../model/evidence.ts';
import { nestedEvidence } from '../model/graph/nested-evidence.ts';
import type { RuleField } from '../model/tuning-rule.ts';

type Stated = string | null | undefined;

/** What an alert is read into before fields are asked for; entities only where a field needs them. */
interface AlertReading {
  readonly alert: Alert;
  /** With what is nested in it. */
  readonly evidence: readonly Evidence[];
  entities(): readonly Entity[];
}

interface FieldDefinition {
  readonly label: string;
  /** The heading that it stands under where it is chosen. */
  readonly about: 'Alert' | 'Evidence';
  readonly read: (reading: AlertReading) => readonly Stated[];
}

const ofAlert = (label: string, read: (alert: Alert) => readonly Stated[]): FieldDefinition => ({
  label,
  about: 'Alert',
  read: ({ alert }) => read(alert),
});

const ofEvidence = (
  label: string,
  read: (item: Evidence) => readonly Stated[],
): FieldDefinition => ({
  label,
  about: 'Evidence',
  read: ({ evidence }) => evidence.flatMap(read),
});

const ofEntities = (label: string, read: (entity: Entity) => Stated): FieldDefinition => ({
  label,
  about: 'Evidence',
  read: ({ entities }) => entities().map(read),
});

const fieldByName: Readonly<Record<RuleField, FieldDefinition>> = {
  title: ofAlert('Title', ({ title }) => [title]),
  alertType: ofAlert('Alert type', (alert) => [alertTypeOf(alert)]),
  severity: ofAlert('Severity', ({ severity }) => [severity]),
  category: ofAlert('Category', ({ category, categories }) => [category, ...categories]),
  technique: ofAlert('MITRE technique', ({ mitreTechniques }) => mitreTechniques),
  serviceSource: ofAlert('Service source', ({ serviceSource }) => [serviceSource]),
  detectionSource: ofAlert('Detection source', ({ detectionSource }) => [detectionSource]),
  productName: ofAlert('Product', ({ productName }) => [productName]),
  tenantId: ofAlert('Tenant ID', ({ tenantId }) => [tenantId]),
  entity: ofEntities('Any entity', ({ name }) => name),
  asset: ofEntities('Asset', ({ name, category }) => (category === 'evidence' ? null : name)),
  resourceId: ofEntities('Resource ID', ({ resourceId }) => resourceId),
  account: ofEntities('Account or project', ({ accountId }) => accountId),
  cloud: ofEntities('Cloud', ({ cloud }) => cloud),
  device: ofEvidence('Device name', (item) =>
    item.kind === 'deviceEvidence' ? [item.deviceDnsName, item.hostName] : [],
  ),
  user: ofEvidence('User', (item) =>
    item.kind === 'userEvidence' || item.kind === 'processEvidence'
      ? [item.userAccount?.userPrincipalName, item.userAccount?.accountName]
      : [],
  ),
  ipAddress: ofEvidence('IP address', (item) =>
    item.kind === 'ipEvidence' ? [item.ipAddress] : [],
  ),
  url: ofEvidence('URL', (item) => (item.kind === 'urlEvidence' ? [item.url] : [])),
  fileName: ofEvidence('File name', (item) => imageOf(item).map((file) => file?.fileName)),
  filePath: ofEvidence('File path', (item) => imageOf(item).map((file) => file?.filePath)),
  fileHash: ofEvidence('File hash', (item) =>
    item.kind === 'fileHashEvidence'
      ? [item.value]
      : imageOf(item).flatMap((file) => [file?.sha256, file?.sha1, file?.md5]),
  ),
  commandLine: ofEvidence('Command line', (item) =>
    item.kind === 'processEvidence' ? [item.processCommandLine] : [],
  ),
};

export function ruleFieldLabel(field: RuleField): string {
  return fieldByName[field].label;
}

export function ruleFieldAbout(field: RuleField): FieldDefinition['about'] {
  return fieldByName[field].about;
}

/** The provider's name of the detection, which is stabler than its title; null where it has none. */
export function alertTypeOf({ detectorId, title }: Alert): string | null {
  return detectorId || title || null;
}

/** The texts that an alert has for a field; each is worked out when it is first asked for. */
export type FieldTexts = (field: RuleField) => readonly string[];

export function fieldTextsOf(alert: Alert): FieldTexts {
  let entities: readonly Entity[] | null = null;
  const reading: AlertReading = {
    alert,
    evidence: alert.evidence.flatMap(withNested),
    entities: () =>
      (entities ??= alert.evidence.flatMap((item) => entitiesOf(item, alert.tenantId ?? ''))),
  };
  const known = new Map<RuleField, readonly string[]>();
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const texts = fieldByName[field].read(reading).flatMap((text) => (text ? [text] : []));
    known.set(field, texts);
    return texts;
  };
}

function withNested(item: Evidence): readonly Evidence[] {
  return [item, ...nestedEvidence(item).flatMap(withNested)];
}

function imageOf(item: Evidence) {
  if (item.kind === 'fileEvidence') return [item.fileDetails];
  return item.kind === 'processEvidence' ? [item.imageFile] : [];
}
