// What one piece of evidence, or one row of an inventory, says of a machine, in normal forms: ids that
// name an instance, places that an instance holds for a time, names and private addresses.
import type { InstanceId } from './instance-id.ts';
import { parseIpAddress } from './ip-address.ts';
import { addEc2Id, addVmId, isGceId, machineInResource } from './machine-resource.ts';

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
      return machineInResource(text(item['resourceId']));
    case '#microsoft.graph.security.amazonResourceEvidence':
      return machineInResource(text(item['amazonResourceId']));
    case '#microsoft.graph.security.googleCloudResourceEvidence':
      return machineInResource(text(item['fullResourceName']));
    default:
      return null;
  }
}

/**
 * Of a row of Defender for Endpoint's device inventory: `machines` of its API, or DeviceInfo of advanced
 * hunting. A device that was merged into another one has the ids of both.
 */
export function machineInDeviceRow(row: Loose): MachineMention {
  const mention = fromDevice(
    text(row['DeviceId']) === null
      ? {
          mdeDeviceId: row['id'],
          azureAdDeviceId: row['aadDeviceId'],
          deviceDnsName: row['computerDnsName'],
          lastIpAddress: row['lastIpAddress'],
          vmMetadata: row['vmMetadata'],
        }
      : {
          mdeDeviceId: row['DeviceId'],
          azureAdDeviceId: row['AadDeviceId'],
          deviceDnsName: row['DeviceName'],
          vmMetadata: {
            vmId: row['AzureVmId'],
            resourceId:
              text(row['AzureResourceId']) ??
              text(row['AwsResourceName']) ??
              text(row['GcpFullResourceName']),
          },
        },
  );
  const merged = ['mergedIntoMachineId', 'MergedToDeviceId', 'MergedDeviceIds']
    // DeviceInfo tells the merged ones as a list written out.
    .flatMap((member) => text(row[member])?.match(DEVICE_ID) ?? [])
    .map((id): InstanceId => `device:${id}`);
  return { ...mention, instanceIds: unique([...mention.instanceIds, ...merged]) };
}

const DEVICE_ID = /[0-9a-z]+/g;

/** Of a row of a cloud inventory: Azure Resource Graph, EC2 instances, Compute Engine instances. */
export function machineInAssetRow(row: Loose): MachineMention | null {
  const base = machineInResource(text(row['id']));
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
  const resource = machineInResource(text(metadata['resourceId']));
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
