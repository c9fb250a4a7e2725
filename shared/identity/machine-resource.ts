// What ids of cloud resources say of machines: Azure Resource Manager, Amazon EC2, Google Compute Engine.
import { parseArmId } from './arm-id.ts';
import { parseArn } from './arn.ts';
import { parseGcpResourceName } from './gcp-resource-name.ts';
import type { InstanceId } from './instance-id.ts';
import type { MachineMention } from './machine-mention.ts';

/** What the id of a cloud's resource says of a machine, in lower case; null for what is no machine. */
export function machineInResource(id: string | null): MachineMention | null {
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

export function addVmId(ids: InstanceId[], id: string | null): void {
  if (id === null) return;
  if (isEc2Id(id)) ids.push(`ec2:${id}`);
  else if (isGceId(id)) ids.push(`gce:${id}`);
  else ids.push(`vm:${id}`);
}

export function addEc2Id(ids: InstanceId[], id: string | null): void {
  if (id !== null && isEc2Id(id)) ids.push(`ec2:${id}`);
}

function isEc2Id(id: string): boolean {
  return /^m?i-[0-9a-f]{8,17}$/.test(id);
}

export function isGceId(id: string): boolean {
  return /^\d{10,20}$/.test(id);
}
