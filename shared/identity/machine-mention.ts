// What one piece of evidence, or one row of an inventory, says of a machine, in normal forms: ids that
// name an instance, places that an instance holds for a time, names and private addresses.
import { parseArmId } from './arm-id.ts';
import { parseArn } from './arn.ts';
import { parseGcpResourceName } from './gcp-resource-name.ts';
import type { InstanceId } from './instance-id.ts';
import { parseIpAddress } from './ip-address.ts';

/** Everything in lower case; null and empty where nothing was said. */
export interface MachineMention {
  readonly instanceIds: readonly InstanceId[];
  /** Resource ids, which a later machine may hold too: redeployed under its name, a scale set's place. */
  readonly slots: readonly string[];
  /** With a dot in it. */
  readonly fqdn: string | null;
  /** The first label of the name. */
  readonly host: string | null;
  /** NetBIOS name or DNS suffix of a directory's domain. */
  readonly domain: string | null;
  readonly privateIp: string | null;
}

type Loose = Readonly<Record<string, unknown>>;

/** Of an evidence item as Graph writes it; null where it names no machine. */
export function machineInEvidence(item: Loose): MachineMention | null {
  switch (item['@odata.type']) {
    case '#microsoft.graph.security.deviceEvidence':
      return fromDevice(item);
    case '#microsoft.graph.security.azureResourceEvidence':
      return fromResource(text(item['resourceId']));
    case '#microsoft.graph.security.amazonResourceEvidence':
      return fromResource(text(item['amazonResourceId']));
    case '#microsoft.graph.security.googleCloudResourceEvidence':
      return fromResource(text(item['fullResourceName']));
    default:
      return null;
  }
}

/** Of a row of Defender for Endpoint's device inventory (`machines` of its API, or DeviceInfo). */
export function machineInDeviceRow(row: Loose): MachineMention {
  return fromDevice({
    mdeDeviceId: row['id'],
    azureAdDeviceId: row['aadDeviceId'],
    deviceDnsName: row['computerDnsName'],
    lastIpAddress: row['lastIpAddress'],
    vmMetadata: row['vmMetadata'],
  });
}

/** Of a row of a cloud inventory: Azure Resource Graph, EC2 instances, Compute Engine instances. */
export function machineInAssetRow(row: Loose): MachineMention | null {
  const base = fromResource(text(row['id']));
  if (base === null) return null;
  const properties = loose(row['properties']);
  const detected = loose(properties['detectedProperties']);
  const ids: InstanceId[] = [...base.instanceIds];
  addVmId(ids, text(properties['vmId']));
  addEc2Id(ids, text(properties['InstanceId']));
  // An Arc machine that runs in Amazon reports the instance's id as the cloud's host name.
  addEc2Id(ids, text(detected['hostname']));
  const gceId = text(properties['id']);
  if (gceId !== null && isGceId(gceId)) ids.push(`gce:${gceId}`);
  const name =
    text(loose(properties['osProfile'])['computerName']) ??
    text(properties['machineFqdn']) ??
    text(properties['PrivateDnsName']) ??
    text(properties['hostname']);
  const named = name === null ? { host: base.host, fqdn: base.fqdn } : namesIn(name);
  const ip =
    text(row['privateIp']) ?? text(properties['PrivateIpAddress']) ?? text(properties['networkIP']);
  return {
    instanceIds: unique(ids),
    slots: base.slots,
    fqdn: named.fqdn ?? base.fqdn,
    host: named.host,
    domain: domainOf(named.fqdn ?? base.fqdn),
    privateIp: privateAddress(ip),
  };
}

/** A name alone: a Kubernetes node, a host in free text. */
export function machineNamed(name: string): MachineMention {
  const { fqdn, host } = namesIn(name);
  return { instanceIds: [], slots: [], fqdn, host, domain: domainOf(fqdn), privateIp: null };
}

function fromDevice(item: Loose): MachineMention {
  const ids: InstanceId[] = [];
  const device = text(item['mdeDeviceId']);
  if (device !== null) ids.push(`device:${device}`);
  const entra = text(item['azureAdDeviceId']);
  if (entra !== null) ids.push(`entra:${entra}`);
  const metadata = loose(item['vmMetadata']);
  addVmId(ids, text(metadata['vmId']));
  const resource = fromResource(text(metadata['resourceId']));
  const dnsName = namesIn(text(item['deviceDnsName']) ?? '');
  const host = text(item['hostName']);
  const fqdn = dnsName.fqdn ?? namesIn(host ?? '').fqdn;
  const ip = text(item['lastIpAddress']);
  return {
    instanceIds: unique([...ids, ...(resource?.instanceIds ?? [])]),
    slots: resource?.slots ?? [],
    fqdn,
    host: (host === null ? null : namesIn(host).host) ?? dnsName.host,
    domain: text(item['dnsDomain']) ?? domainOf(fqdn) ?? text(item['ntDomain']),
    privateIp: privateAddress(ip),
  };
}

/** Null for what is no machine. */
function fromResource(id: string | null): MachineMention | null {
  if (id === null) return null;
  return fromArm(id) ?? fromAmazon(id) ?? fromGoogle(id);
}

function fromArm(id: string): MachineMention | null {
  const arm = parseArmId(id);
  if (arm === null) return null;
  const type = arm.type.toLowerCase();
  const scope = `${arm.subscriptionId ?? ''}/${arm.resourceGroup ?? ''}`.toLowerCase();
  const [first = '', second = ''] = arm.names.map((name) => name.toLowerCase());
  if (type === 'microsoft.compute/virtualmachinescalesets/virtualmachines') {
    return scaleSetInstance(scope, first, second);
  }
  if (type === 'microsoft.compute/virtualmachines') {
    // Uniform scale sets show an instance as a machine of its own as well: `{scale set}_{instance}`.
    const instance = /^(.+)_(\d+)$/.exec(first);
    return instance === null
      ? place(`azure:${scope}/${first}`, first)
      : scaleSetInstance(scope, instance[1] ?? '', instance[2] ?? '');
  }
  if (type !== 'microsoft.hybridcompute/machines') return null;
  const ids: InstanceId[] = [];
  addEc2Id(ids, first);
  return { ...place(`arc:${scope}/${first}`, first), instanceIds: ids };
}

/** Its computer's name is the scale set's prefix and the instance's number in base 36, 6 places. */
function scaleSetInstance(scope: string, scaleSet: string, instance: string): MachineMention {
  const number = Number(instance);
  const suffix = Number.isSafeInteger(number) ? number.toString(36).padStart(6, '0') : instance;
  const isKubernetes = scaleSet.startsWith('aks-');
  const host = `${isKubernetes ? scaleSet : scaleSet.replaceAll(/[^a-z0-9]/g, '')}${suffix}`;
  return place(`azure:${scope}/${scaleSet}_${instance}`, host);
}

function fromAmazon(id: string): MachineMention | null {
  const arn = parseArn(id);
  const isInstance = arn?.service === 'ec2' && arn.resourceType === 'instance';
  const ids: InstanceId[] = [];
  addEc2Id(ids, isInstance ? arn.resourceName : id);
  return ids.length === 0 ? null : { ...NOTHING, instanceIds: ids };
}

function fromGoogle(id: string): MachineMention | null {
  const name = parseGcpResourceName(id);
  if (name?.service !== 'compute.googleapis.com' || name.collection !== 'instances') return null;
  const { project, location, name: host } = name;
  // Google takes the instance's number in place of its name.
  if (isGceId(host)) return { ...NOTHING, instanceIds: [`gce:${host}`] };
  return {
    ...place(`google:${project ?? ''}/${location ?? ''}/${host}`, host),
    fqdn: project === null ? null : `${host}.c.${project}.internal`,
  };
}

const NOTHING: MachineMention = {
  instanceIds: [],
  slots: [],
  fqdn: null,
  host: null,
  domain: null,
  privateIp: null,
};

function place(slot: string, host: string): MachineMention {
  return { ...NOTHING, slots: [slot], host };
}

function addVmId(ids: InstanceId[], id: string | null): void {
  if (id === null) return;
  if (isEc2Id(id)) ids.push(`ec2:${id}`);
  else if (isGceId(id)) ids.push(`gce:${id}`);
  else ids.push(`vm:${id}`);
}

function addEc2Id(ids: InstanceId[], id: string | null): void {
  if (id !== null && isEc2Id(id)) ids.push(`ec2:${id}`);
}

function isEc2Id(id: string): boolean {
  return /^m?i-[0-9a-f]{8,17}$/.test(id);
}

function isGceId(id: string): boolean {
  return /^\d{10,20}$/.test(id);
}

/** Given by a cloud's DNS: it goes to whichever instance comes to stand there. */
export function isCloudGiven(fqdn: string): boolean {
  return /\.(internal|cloudapp\.net|amazonaws\.com)$/.test(fqdn);
}

function namesIn(name: string): { readonly fqdn: string | null; readonly host: string | null } {
  const folded = name.trim().toLowerCase().replace(/\.$/, '');
  if (folded === '') return { fqdn: null, host: null };
  const dot = folded.indexOf('.');
  if (dot <= 0) return { fqdn: null, host: folded };
  const google = /^([^.]+)\.(?:[a-z]+-[a-z]+\d+-[a-z]\.)?c\.([^.]+)\.internal$/.exec(folded);
  // Zonal and global names of Compute Engine are two spellings of one.
  const fqdn = google === null ? folded : `${google[1] ?? ''}.c.${google[2] ?? ''}.internal`;
  return { fqdn, host: folded.slice(0, dot) };
}

function domainOf(fqdn: string | null): string | null {
  return fqdn === null ? null : fqdn.slice(fqdn.indexOf('.') + 1);
}

/** Null for what is public or no address. */
function privateAddress(ip: string | null): string | null {
  const address = ip === null ? null : parseIpAddress(ip);
  return address === null || address.isGlobal ? null : address.canonical;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : null;
}

function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}

function unique(ids: readonly InstanceId[]): readonly InstanceId[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}
