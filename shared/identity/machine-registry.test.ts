// Which mentions are one machine: rows 138 to 141 of the features, through the readers of evidence and of
// inventories. Each case says who names a machine, and which of them mean the same one.
import { describe, expect, it } from 'vitest';
import { assetInventoryRow, deviceInventoryRow } from './inventory-row.ts';
import { machineInEvidence, machineNamed } from './machine-mention.ts';
import type { MachineMention } from './machine-mention.ts';
import { MachineRegistry } from './machine-registry.ts';

type Loose = Readonly<Record<string, unknown>>;

const day = (number: number) => Date.UTC(2026, 5, number);
const stated = (number: number) => new Date(day(number)).toISOString();

/** An estate of one tenant; names of machines are those of the test. */
class Estate {
  readonly registry = new MachineRegistry();
  readonly #nodes = new Map<string, number>();
  readonly #tenant: string;

  constructor(tenant = 't1') {
    this.#tenant = tenant;
  }

  device(name: string, row: Loose): this {
    return this.#named(name, this.registry.addDevice(deviceInventoryRow(this.#owned(row))));
  }

  asset(name: string, row: Loose): this {
    const read = assetInventoryRow(this.#owned(row));
    if (read === null) throw new Error('no machine');
    return this.#named(name, this.registry.addAsset(read));
  }

  /** An alert of that day; `names` stand for its mentions, in their order. */
  alert(names: string, at: number, ...mentions: readonly (MachineMention | null)[]): this {
    const together = mentions.filter((one) => one !== null);
    const nodes = this.registry.observe({ tenant: this.#tenant, at, mentions: together });
    expect(nodes).toHaveLength(names.split(' ').length);
    names.split(' ').forEach((name, index) => this.#named(name, nodes[index] ?? 0));
    return this;
  }

  settled(): this {
    this.registry.settle();
    return this;
  }

  /** The names of each machine, in one order. */
  get machines(): readonly string[] {
    const namesByMachine = new Map<number, string[]>();
    for (const [name, node] of this.#nodes) {
      const machine = this.registry.machineOf(node);
      namesByMachine.set(machine, [...(namesByMachine.get(machine) ?? []), name]);
    }
    return [...namesByMachine.values()].map((names) => names.sort().join(' ')).sort();
  }

  #owned(row: Loose): Loose {
    return { tenantId: this.#tenant, ...row };
  }

  #named(name: string, node: number): this {
    this.#nodes.set(name, node);
    return this;
  }
}

const device = (members: Loose) =>
  machineInEvidence({ '@odata.type': '#microsoft.graph.security.deviceEvidence', ...members });
const azure = (resourceId: string) =>
  machineInEvidence({
    '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
    resourceId,
  });
const amazon = (amazonResourceId: string) =>
  machineInEvidence({
    '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
    amazonResourceId,
  });
const google = (fullResourceName: string) =>
  machineInEvidence({
    '@odata.type': '#microsoft.graph.security.googleCloudResourceEvidence',
    fullResourceName,
  });

const virtualMachine = (name: string, group = 'rg') =>
  `/subscriptions/s1/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
const arcMachine = (name: string) =>
  `/subscriptions/s1/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/${name}`;
const VM_ID = '11111111-aaaa-4bbb-8ccc-000000000001';
const OTHER_VM_ID = '11111111-aaaa-4bbb-8ccc-000000000002';
const EC2 = 'i-0123456789abcdef0';

describe('one machine', () => {
  it.each<readonly [string, () => Estate]>([
    [
      'an ARM id in any letter case',
      () =>
        new Estate()
          .asset('asset', { id: virtualMachine('vm1'), properties: { vmId: VM_ID } })
          .alert('alert', day(2), azure(virtualMachine('VM1', 'RG').toUpperCase())),
    ],
    [
      'a device whose metadata state the machine’s id',
      () =>
        new Estate()
          .device('device', { id: 'd1', vmMetadata: { vmId: VM_ID.toUpperCase() } })
          .asset('asset', { id: virtualMachine('vm1'), properties: { vmId: VM_ID } }),
    ],
    [
      'both spellings of an instance of a scale set, and its computer’s name',
      () =>
        new Estate()
          .alert('slot', day(1), azure(virtualMachine('web_35')))
          .alert(
            'instance',
            day(1),
            azure(
              '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/35',
            ),
          )
          .alert('device', day(2), device({ mdeDeviceId: 'd1', hostName: 'web00000Z' }))
          .settled(),
    ],
    [
      'an Arc machine that is an EC2 instance',
      () =>
        new Estate()
          .asset('arc', {
            id: arcMachine('ip-10-0-0-4'),
            properties: { detectedProperties: { hostname: EC2 } },
          })
          .asset('ec2', { id: `arn:aws:ec2:eu-west-1:123456789012:instance/${EC2}` })
          .alert('alert', day(3), amazon(`arn:aws:ec2:eu-west-1:123456789012:instance/${EC2}`))
          .alert('device', day(3), device({ mdeDeviceId: 'd1', vmMetadata: { vmId: EC2 } })),
    ],
    [
      'an Arc machine that is a Compute Engine instance',
      () =>
        new Estate()
          .device('device', {
            id: 'd1',
            computerDnsName: 'db1.europe-west1-b.c.shop.internal',
            vmMetadata: { vmId: '1234567890123456789', resourceId: arcMachine('db1') },
          })
          .asset('gce', {
            id: '//compute.googleapis.com/projects/shop/zones/europe-west1-b/instances/db1',
            properties: { id: '1234567890123456789' },
          })
          .alert(
            'alert',
            day(2),
            google(
              '//compute.googleapis.com/projects/shop/zones/europe-west1-b/instances/1234567890123456789',
            ),
          )
          .alert('arc', day(2), azure(arcMachine('DB1'))),
    ],
    [
      'a device that was enrolled again under its full name',
      () =>
        new Estate()
          .device('before', {
            id: 'd1',
            computerDnsName: 'pc7.corp.example',
            healthStatus: 'Inactive',
            firstSeen: stated(1),
            lastSeen: stated(5),
          })
          .device('after', {
            id: 'd2',
            computerDnsName: 'PC7.corp.example.',
            healthStatus: 'Active',
            firstSeen: stated(6),
          }),
    ],
    [
      'a device that kept its Entra id when it was enrolled again',
      () =>
        new Estate()
          .device('before', { id: 'd1', aadDeviceId: 'e1', computerDnsName: 'pc7' })
          .device('after', { id: 'd2', aadDeviceId: 'E1', computerDnsName: 'pc7-new' }),
    ],
    [
      'a chain of merged devices, in whatever order it is listed',
      () =>
        new Estate()
          .device('first', { id: 'd1', mergedIntoMachineId: 'D2' })
          .device('last', { id: 'd3', computerDnsName: 'pc7.corp.example' })
          .device('second', { id: 'd2', mergedIntoMachineId: 'd3' })
          .alert('link', day(3), device({ mdeDeviceId: 'd1' })),
    ],
    [
      'a circle of merged devices, as DeviceInfo tells them',
      () =>
        new Estate()
          .device('a', { DeviceId: 'd1', MergedToDeviceId: 'd2' })
          .device('b', { DeviceId: 'd2', MergedToDeviceId: 'd3' })
          .device('c', { DeviceId: 'd3', MergedToDeviceId: 'd1' })
          .device('d', { DeviceId: 'd4', MergedDeviceIds: '["d1", "d5"]' })
          .alert('e', day(3), device({ mdeDeviceId: 'd5' })),
    ],
    [
      'an instance that DeviceInfo knows by its cloud’s name',
      () =>
        new Estate()
          .device('device', {
            DeviceId: 'd1',
            DeviceName: 'app1.corp.example',
            AwsResourceName: `arn:aws:ec2:eu-west-1:123456789012:instance/${EC2}`,
          })
          .asset('asset', { id: `arn:aws:ec2:eu-west-1:123456789012:instance/${EC2}` }),
    ],
    [
      'a device and the cloud resource of one alert under one name',
      () =>
        new Estate().alert(
          'device resource',
          day(1),
          device({ mdeDeviceId: 'd1', deviceDnsName: 'app1.corp.example' }),
          azure(virtualMachine('app1')),
        ),
    ],
    [
      'a full name that was said before its ids were',
      () =>
        new Estate()
          .alert('name', day(1), machineNamed('app1.corp.example'))
          .alert(
            'device',
            day(2),
            device({ mdeDeviceId: 'd1', deviceDnsName: 'app1.corp.example' }),
          ),
    ],
  ])('is %s', (_, estateOf) => {
    expect(estateOf().machines).toHaveLength(1);
  });
});

describe('two machines', () => {
  it.each<readonly [string, () => Estate, readonly string[]]>([
    [
      'redeployed under the name of the first: the place is the second’s from then on',
      () =>
        new Estate()
          .asset('old', {
            id: virtualMachine('vm1'),
            properties: { vmId: VM_ID, timeCreated: stated(1) },
          })
          .asset('new', {
            id: virtualMachine('vm1'),
            properties: { vmId: OTHER_VM_ID, timeCreated: stated(10) },
          })
          .alert('early', day(5), azure(virtualMachine('vm1')))
          .alert('late', day(12), azure(virtualMachine('vm1'))),
      ['early old', 'late new'],
    ],
    [
      'of one place before and after an inventory’s machine was made',
      () =>
        new Estate()
          .asset('new', {
            id: virtualMachine('vm1'),
            properties: { vmId: OTHER_VM_ID, timeCreated: stated(10) },
          })
          .alert('early', day(5), azure(virtualMachine('vm1')))
          .alert('late', day(11), azure(virtualMachine('vm1')))
          .settled(),
      ['early', 'late new'],
    ],
    [
      'that both have a private address, in two networks',
      () =>
        new Estate()
          .alert('a', day(1), device({ mdeDeviceId: 'd1', lastIpAddress: '10.0.0.4' }))
          .alert('b', day(1), device({ mdeDeviceId: 'd2', lastIpAddress: '10.0.0.4' })),
      ['a', 'b'],
    ],
    [
      'WEB01 in two domains',
      () =>
        new Estate()
          .alert('a', day(1), device({ mdeDeviceId: 'd1', deviceDnsName: 'web01.north.example' }))
          .alert('b', day(1), device({ mdeDeviceId: 'd2', deviceDnsName: 'web01.south.example' }))
          .alert('bare', day(1), machineNamed('WEB01'))
          .alert('told', day(1), machineNamed('web01.south.example'))
          .settled(),
      ['a', 'b told', 'bare'],
    ],
    [
      'of one bare name and two resource groups',
      () =>
        new Estate()
          .asset('a', { id: virtualMachine('web01', 'north'), properties: { vmId: VM_ID } })
          .asset('b', { id: virtualMachine('web01', 'south'), properties: { vmId: OTHER_VM_ID } })
          .alert('alert', day(1), machineNamed('web01')),
      ['a', 'alert', 'b'],
    ],
    [
      'cloned with a disk: one Entra id, and ids of their own for life',
      () =>
        new Estate()
          .alert('a', day(1), device({ azureAdDeviceId: 'e1', vmMetadata: { vmId: VM_ID } }))
          .alert('b', day(1), device({ azureAdDeviceId: 'e1', vmMetadata: { vmId: OTHER_VM_ID } }))
          .alert('a2', day(2), device({ vmMetadata: { vmId: VM_ID } })),
      ['a a2', 'b'],
    ],
    [
      'cloned with its hardware’s UUID',
      () =>
        new Estate()
          .device('a', { id: 'd1', computerDnsName: 'a', hardwareUuid: VM_ID })
          .device('b', { id: 'd2', computerDnsName: 'b', hardwareUuid: VM_ID }),
      ['a', 'b'],
    ],
    [
      'merged by mistake: ids for life say otherwise',
      () =>
        new Estate()
          .device('a', { id: 'd1', mergedIntoMachineId: 'd2', vmMetadata: { vmId: VM_ID } })
          .device('b', { id: 'd2', vmMetadata: { vmId: OTHER_VM_ID } }),
      ['a', 'b'],
    ],
    [
      'that an alert names both, under one device id that contradicts',
      () =>
        new Estate()
          .device('a', { id: 'd1', vmMetadata: { vmId: VM_ID } })
          .device('b', { id: 'd2', vmMetadata: { vmId: OTHER_VM_ID } })
          .alert('both', day(1), device({ mdeDeviceId: 'd1', azureAdDeviceId: 'e1' }))
          .alert('odd', day(2), device({ mdeDeviceId: 'd2', azureAdDeviceId: 'e1' })),
      ['a both', 'b odd'],
    ],
    [
      'of which one was there before the other was enrolled: no second enrolment',
      () =>
        new Estate()
          .device('a', {
            id: 'd1',
            computerDnsName: 'pc7.corp.example',
            firstSeen: stated(1),
            healthStatus: 'Active',
          })
          .device('b', {
            id: 'd2',
            computerDnsName: 'pc7.corp.example',
            firstSeen: stated(3),
            healthStatus: 'Active',
          }),
      ['a', 'b'],
    ],
    [
      'that a cloud gave one name, after each other and at other addresses',
      () =>
        new Estate()
          .device('a', {
            id: 'd1',
            computerDnsName: 'ip-10-0-0-4.eu-west-1.compute.internal',
            lastIpAddress: '10.0.0.4',
            healthStatus: 'Inactive',
            firstSeen: stated(1),
            lastSeen: stated(2),
          })
          .device('b', {
            id: 'd2',
            computerDnsName: 'ip-10-0-0-4.eu-west-1.compute.internal',
            lastIpAddress: '10.0.1.4',
            firstSeen: stated(8),
          }),
      ['a', 'b'],
    ],
  ])('%s', (_, estateOf, expected) => {
    expect(estateOf().machines).toEqual(expected);
  });

  it('of two tenants, whatever they have in common', () => {
    const registry = new MachineRegistry();
    const mention = device({
      mdeDeviceId: 'd1',
      azureAdDeviceId: 'e1',
      deviceDnsName: 'app1.corp.example',
      lastIpAddress: '10.0.0.4',
      vmMetadata: { vmId: VM_ID, resourceId: virtualMachine('app1') },
    });
    if (mention === null) throw new Error('no machine');
    const [one, other] = ['t1', 't2'].map((tenant) => registry.resolve(tenant, mention, day(1)));
    expect(registry.machineOf(one ?? -1)).not.toBe(registry.machineOf(other ?? -1));
  });
});

describe('a private address', () => {
  const at = (ip: string, number: number, estate: Estate) =>
    estate.registry.atAddress('t1', ip, day(number));

  it('means who had it then, and nobody when two had it or when it is long ago', () => {
    const estate = new Estate()
      .alert('a', day(1), device({ mdeDeviceId: 'd1', lastIpAddress: '10.0.0.4' }))
      .alert('b', day(10), device({ mdeDeviceId: 'd2', lastIpAddress: '10.0.0.4' }))
      .alert('c', day(20), device({ mdeDeviceId: 'd3', lastIpAddress: '10.0.0.4' }))
      .alert('d', day(20), device({ mdeDeviceId: 'd4', lastIpAddress: '10.0.0.4' }));
    const [first, second] = [at('10.0.0.4', 1, estate), at('10.0.0.4', 10, estate)];
    expect(first).not.toBeNull();
    expect(second).not.toBeNull();
    expect(first).not.toBe(second);
    expect(at('10.0.0.4', 5, estate)).toBeNull();
    expect(at('10.0.0.4', 20, estate)).toBeNull();
    expect(at('10.0.0.5', 1, estate)).toBeNull();
  });
});

it('tells of each two machines that turn out to be one', () => {
  const joined: (readonly [number, number])[] = [];
  const registry = new MachineRegistry((kept, gone) => joined.push([kept, gone]));
  const resolve = (members: Loose) => {
    const mention = device(members);
    return mention === null ? -1 : registry.resolve('t1', mention, day(1));
  };
  const [first, second] = [resolve({ mdeDeviceId: 'd1' }), resolve({ azureAdDeviceId: 'e1' })];
  expect(joined).toEqual([]);
  resolve({ mdeDeviceId: 'd1', azureAdDeviceId: 'e1' });
  expect(joined).toEqual([[first, second]]);
  expect(registry.machineOf(second)).toBe(first);
});
