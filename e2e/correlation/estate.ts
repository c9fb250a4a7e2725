// A made-up estate for correlation to be tried on: tenants with machines of every cloud, people, admins and
// the addresses they share. Everything follows from a seed.
import type { Random } from './random.ts';

export interface Machine {
  readonly index: number;
  readonly kind: 'amazon' | 'azure' | 'google' | 'laptop' | 'server';
  readonly host: string;
  readonly fqdn: string;
  readonly privateIp: string;
  readonly deviceId: string;
  /** The cloud's id of the instance; "" on premises. */
  readonly instanceId: string;
  /** The cloud's id of the resource; "" on premises. */
  readonly resourceId: string;
}

export interface Person {
  readonly name: string;
  readonly upn: string;
  readonly objectId: string;
  readonly machine: Machine;
}

export interface Tenant {
  readonly id: string;
  readonly domain: string;
  readonly machines: readonly Machine[];
  readonly controllers: readonly Machine[];
  readonly people: readonly Person[];
  readonly admins: readonly Person[];
  readonly egressAddresses: readonly string[];
}

const KINDS = ['laptop', 'laptop', 'server', 'server', 'azure', 'amazon', 'google'] as const;

/** `size` is about how many alerts it is to bear in a month. */
export function makeEstate(random: Random, size: number): readonly Tenant[] {
  let next = 0;
  return ['alpine', 'borealis'].map((name) => {
    const id = random.guid();
    const domain = `${name}.example`;
    const egressAddresses = Array.from({ length: 6 }, () => random.publicAddress());
    const subscription = random.guid();
    const machine = (kind: Machine['kind'], host: string): Machine => {
      const index = next++;
      return { index, kind, host, ...bornAs(random, kind, host, domain, subscription) };
    };
    const controllers = [1, 2].map((number) => machine('server', `${name}-dc${String(number)}`));
    const machines = Array.from({ length: Math.ceil(size / 3) }, (_, number) => {
      const kind = random.pick(KINDS);
      return machine(kind, `${name.slice(0, 3)}-${kind}-${String(number)}`);
    });
    const person = (label: string): Person => ({
      name: label,
      upn: `${label}@${domain}`,
      objectId: random.guid(),
      machine: random.pick(machines),
    });
    const people = Array.from({ length: Math.ceil(size / 3) }, (_, n) => person(`p${String(n)}`));
    const admins = Array.from({ length: Math.ceil(size / 600) + 2 }, (_, n) =>
      person(`adm-${String(n)}`),
    );
    return { id, domain, machines, controllers, people, admins, egressAddresses };
  });
}

function bornAs(
  random: Random,
  kind: Machine['kind'],
  host: string,
  domain: string,
  subscription: string,
): Omit<Machine, 'host' | 'index' | 'kind'> {
  const deviceId = random.hex(40);
  const privateIp = `10.${String(random.below(200))}.${String(random.below(250))}.${String(1 + random.below(250))}`;
  const onPremises = { deviceId, privateIp, fqdn: `${host}.corp.${domain}` };
  switch (kind) {
    case 'azure': {
      const resourceId = `/subscriptions/${subscription}/resourceGroups/rg-${random.hex(3)}/providers/Microsoft.Compute/virtualMachines/${host}`;
      return { ...onPremises, instanceId: random.guid(), resourceId };
    }
    case 'amazon': {
      const instanceId = `i-${random.hex(17)}`;
      const resourceId = `arn:aws:ec2:eu-west-1:123456789012:instance/${instanceId}`;
      return { ...onPremises, instanceId, resourceId };
    }
    case 'google': {
      const resourceId = `//compute.googleapis.com/projects/${domain.split('.')[0] ?? ''}-prod/zones/europe-west1-b/instances/${host}`;
      const instanceId = String(1_000_000_000_000 + random.below(1_000_000_000));
      return { ...onPremises, instanceId, resourceId };
    }
    case 'laptop':
    case 'server':
      return { ...onPremises, instanceId: '', resourceId: '' };
  }
}
