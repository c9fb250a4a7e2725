// What people say of machines stands over what the rules find, and over what comes later.
import { describe, expect, it } from 'vitest';
import { machineInEvidence } from './machine-mention.ts';
import type { MachineMention } from './machine-mention.ts';
import { MachineRegistry } from './machine-registry.ts';
import type { ToldPair } from './told-pairs.ts';

const TENANT = 'tenant-1';
const AT = Date.UTC(2026, 10, 1);
const RESOURCE =
  '/subscriptions/0d1e2f3a-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web01';
/** As mentions name it. */
const PLACE = 'azure:0d1e2f3a-0000-4000-8000-000000000001/rg/web01';
const DEVICE_ID = 'a'.repeat(40);

function device(changes: Readonly<Record<string, unknown>> = {}): MachineMention {
  return mention({
    '@odata.type': '#microsoft.graph.security.deviceEvidence',
    mdeDeviceId: DEVICE_ID,
    deviceDnsName: 'web01.fabrikam.example',
    ...changes,
  });
}

const resource = mention({
  '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
  resourceId: RESOURCE,
});

function mention(evidence: Readonly<Record<string, unknown>>): MachineMention {
  const found = machineInEvidence(evidence);
  if (found === null) throw new Error('evidence of no machine');
  return found;
}

function told(verdict: ToldPair['verdict'], tenantId = TENANT): ToldPair {
  return { tenantId, device: `device:${DEVICE_ID}`, asset: PLACE, verdict };
}

/** The machines of the mentions, each in an alert of its own, a minute apart. */
function machines(pairs: readonly ToldPair[], mentions: readonly MachineMention[]) {
  const registry = new MachineRegistry(() => undefined, pairs);
  const nodes = mentions.map((one, index) =>
    registry.observe({ tenant: TENANT, at: AT + index * 60_000, mentions: [one] }),
  );
  registry.settle();
  return nodes.map(([node]) => registry.machineOf(node ?? -1));
}

const saysSo = device({ vmMetadata: { resourceId: RESOURCE } });
const renamed = device({ deviceDnsName: 'old-name.fabrikam.example' });

describe('two names of machines', () => {
  it('that share nothing are two, until a person says that they are one', () => {
    const [first, second] = machines([], [renamed, resource]);
    expect(first).not.toBe(second);
    const [one, same] = machines([told('same')], [renamed, resource]);
    expect(one).toBe(same);
  });

  it('that evidence makes one are two once a person says so, in whatever order they come', () => {
    const [first, second] = machines([], [saysSo, resource]);
    expect(first).toBe(second);
    for (const order of [
      [saysSo, resource],
      [resource, saysSo],
      [saysSo, device(), resource, saysSo],
    ]) {
      const found = machines([told('different')], order);
      const ofResource = found[order.indexOf(resource)];
      expect(found.filter((one) => one === ofResource)).toHaveLength(1);
    }
  });

  it('are of the tenant that it was said of', () => {
    const [first, second] = machines([told('different', 'tenant-2')], [saysSo, resource]);
    expect(first).toBe(second);
  });

  it('may be part of several pairs', () => {
    const other = RESOURCE.replace('web01', 'web02');
    const pairs = [told('different'), { ...told('same'), asset: PLACE.replace('web01', 'web02') }];
    const web02 = mention({
      '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
      resourceId: other,
    });
    const [first, second, third] = machines(pairs, [saysSo, resource, web02]);
    expect(first).toBe(third);
    expect(first).not.toBe(second);
  });

  it('are never one where a cloud gave them different ids', () => {
    const vm = (vmId: string) =>
      device({
        mdeDeviceId: vmId.repeat(40),
        vmMetadata: { vmId: `${vmId.repeat(8)}-0000-4000-8000-000000000000` },
      });
    const pair: ToldPair = {
      ...told('same'),
      device: `device:${'c'.repeat(40)}`,
      asset: `device:${'d'.repeat(40)}`,
    };
    const [first, second] = machines([pair], [vm('c'), vm('d')]);
    expect(first).not.toBe(second);
  });
});
