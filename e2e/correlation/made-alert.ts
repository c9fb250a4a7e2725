// Alerts in the shape of Graph alerts_v2, as far as correlation reads them, with what is true about them.
import type { Machine, Person, Tenant } from './estate.ts';
import type { Random } from './random.ts';

/** What really happened. */
export interface Truth {
  /** Of the story that it belongs to; a lone alert has one of its own. */
  readonly story: string;
  readonly isAttack: boolean;
  /** Of the series that it belongs to, null for none. */
  readonly series: string | null;
  /** Equal for copies of one alert. */
  readonly original: string;
  /** For each piece of evidence: the index of the machine that it names, -1 for none. */
  readonly machines: readonly number[];
}

export interface MadeAlert {
  readonly json: Readonly<Record<string, unknown>>;
  readonly truth: Truth;
  /** UTC epoch milliseconds. */
  readonly arrivesAt: number;
}

export interface Step {
  readonly at: number;
  readonly title: string;
  readonly category: string;
  readonly technique: string;
  readonly product?:
    | 'microsoftDefenderForEndpoint'
    | 'microsoftDefenderForCloud'
    | 'azureAdIdentityProtection'
    | 'microsoftDefenderForOffice365';
  readonly machines?: readonly Machine[];
  readonly people?: readonly Person[];
  /** Public or private. */
  readonly addresses?: readonly string[];
  readonly urls?: readonly string[];
  readonly sender?: string;
  readonly files?: readonly string[];
}

export function makeAlert(
  random: Random,
  tenant: Tenant,
  step: Step,
  story: Pick<Truth, 'isAttack' | 'series' | 'story'>,
): MadeAlert {
  const id = `${random.hex(8)}-${random.hex(12)}_1`;
  const product = step.product ?? 'microsoftDefenderForEndpoint';
  const { evidence, machines } = evidenceOf(random, tenant, step, product);
  const json = {
    '@odata.type': '#microsoft.graph.security.alert',
    id: `${product === 'microsoftDefenderForCloud' ? 'dc' : 'da'}${id}`,
    providerAlertId: id,
    tenantId: tenant.id,
    serviceSource: product,
    detectionSource: product,
    detectorId: `${step.technique} ${step.title}`,
    title: step.title,
    category: step.category,
    severity: 'medium',
    mitreTechniques: [step.technique],
    createdDateTime: iso(step.at + 60_000 + random.below(600_000)),
    firstActivityDateTime: iso(step.at),
    lastActivityDateTime: iso(step.at + random.below(300_000)),
    evidence,
  };
  const arrivesAt = Date.parse(json.createdDateTime) + random.below(120_000);
  return { json, arrivesAt, truth: { ...story, original: id, machines } };
}

/** Delivered again, with another prefix or as it was. */
export function delivered(random: Random, alert: MadeAlert): MadeAlert {
  return { ...alert, arrivesAt: alert.arrivesAt + 60_000 + random.below(3_600_000) };
}

/** As Defender for Cloud shows an endpoint's alert on a cloud's machine: no id in common. */
export function mirrored(random: Random, alert: MadeAlert, machine: Machine): MadeAlert {
  const id = random.guid();
  const from = (name: string) => Date.parse(String(alert.json[name]));
  const shift = random.below(60_000);
  const json = {
    ...alert.json,
    id: `dc${id}`,
    providerAlertId: id,
    serviceSource: 'microsoftDefenderForCloud',
    detectorId: `VM_${String(alert.json['detectorId'])}`,
    title: `${String(alert.json['title'])} (detected by Microsoft Defender for Endpoint)`,
    firstActivityDateTime: iso(from('firstActivityDateTime') + shift),
    lastActivityDateTime: iso(from('lastActivityDateTime') + shift),
    evidence: [cloudEvidence(machine)],
  };
  const arrivesAt = alert.arrivesAt + random.below(600_000);
  return { json, arrivesAt, truth: { ...alert.truth, machines: [machine.index] } };
}

function evidenceOf(random: Random, tenant: Tenant, step: Step, product: string) {
  const evidence: object[] = [];
  const machines: number[] = [];
  const add = (item: object, machine = -1): void => {
    evidence.push(item);
    machines.push(machine);
  };
  for (const machine of step.machines ?? []) {
    const isCloud = product === 'microsoftDefenderForCloud' && machine.resourceId !== '';
    add(isCloud ? cloudEvidence(machine) : deviceEvidence(random, tenant, machine), machine.index);
  }
  for (const person of step.people ?? []) add(userEvidence(person));
  for (const ipAddress of step.addresses ?? []) {
    add({ '@odata.type': '#microsoft.graph.security.ipEvidence', ipAddress });
  }
  for (const url of step.urls ?? []) {
    add({ '@odata.type': '#microsoft.graph.security.urlEvidence', url });
  }
  for (const sha1 of step.files ?? []) {
    add({ '@odata.type': '#microsoft.graph.security.fileEvidence', fileDetails: { sha1 } });
  }
  if (step.sender !== undefined) {
    add({
      '@odata.type': '#microsoft.graph.security.analyzedMessageEvidence',
      networkMessageId: random.guid(),
      p2Sender: { emailAddress: step.sender },
      recipientEmailAddress: step.people?.[0]?.upn ?? '',
    });
  }
  return { evidence, machines };
}

function deviceEvidence(random: Random, tenant: Tenant, machine: Machine): object {
  return {
    '@odata.type': '#microsoft.graph.security.deviceEvidence',
    mdeDeviceId: machine.deviceId,
    deviceDnsName: machine.fqdn,
    hostName: machine.host,
    lastIpAddress: machine.privateIp,
    lastExternalIpAddress: random.pick(tenant.egressAddresses),
    vmMetadata:
      machine.instanceId === ''
        ? null
        : { vmId: machine.instanceId, resourceId: machine.resourceId },
  };
}

function cloudEvidence({ kind, resourceId }: Machine): object {
  switch (kind) {
    case 'amazon':
      return {
        '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
        amazonResourceId: resourceId,
      };
    case 'google':
      return {
        '@odata.type': '#microsoft.graph.security.googleCloudResourceEvidence',
        fullResourceName: resourceId,
      };
    case 'azure':
    case 'laptop':
    case 'server':
      return { '@odata.type': '#microsoft.graph.security.azureResourceEvidence', resourceId };
  }
}

function userEvidence({ name, upn, objectId }: Person): object {
  return {
    '@odata.type': '#microsoft.graph.security.userEvidence',
    userAccount: { accountName: name, userPrincipalName: upn, azureAdUserId: objectId },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
