// Stories for correlation to find: attacks as steps over hours and days, waves of spam, an admin at work,
// jobs that a detector dislikes every day, and lone alerts among them.
import { makeEstate } from './estate.ts';
import type { Machine, Person, Tenant } from './estate.ts';
import { delivered, makeAlert, mirrored } from './made-alert.ts';
import type { MadeAlert, Step } from './made-alert.ts';
import { Random } from './random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
const START_MS = Date.UTC(2024, 5, 1);

export interface Sample {
  readonly estate: readonly Tenant[];
  /** In the order of their arrival. */
  readonly alerts: readonly MadeAlert[];
}

/** Alerts of a month: a third of attacks, the rest noise. */
export function makeSample(seed: number, size: number): Sample {
  const random = new Random(seed);
  const estate = makeEstate(random, size);
  return { estate, alerts: makeMonth(random, estate, 0, size) };
}

/** `size` alerts of one of the months that follow each other, counted from 0, in the order of arrival. */
export function makeMonth(
  random: Random,
  estate: readonly Tenant[],
  month: number,
  size: number,
): readonly MadeAlert[] {
  const machines = estate.flatMap((tenant) => [...tenant.machines, ...tenant.controllers]);
  const machineByIndex = new Map(machines.map((machine) => [machine.index, machine]));
  const start = START_MS + month * MONTH_MS;
  const alerts: MadeAlert[] = [];
  for (let story = 0; alerts.length < size; story++) {
    const name = `${String(month)}-${String(story)}`;
    for (const alert of makeStory(random, random.pick(estate), name, start)) {
      alerts.push(alert, ...copiesOf(random, machineByIndex, alert));
    }
  }
  alerts.sort((a, b) => a.arrivesAt - b.arrivesAt);
  return alerts.slice(0, size);
}

function makeStory(
  random: Random,
  tenant: Tenant,
  story: string,
  from: number,
): readonly MadeAlert[] {
  const start = from + random.below(26 * DAY_MS);
  const draw = random.unit();
  const attack = { isAttack: true, series: null, story };
  const harmless = { isAttack: false, series: null, story };
  const all = (steps: readonly Step[], as: typeof attack) =>
    steps.map((step) => makeAlert(random, tenant, step, as));
  if (draw < 0.012) return all(ransomware(random, tenant, start), attack);
  if (draw < 0.022) return all(mailFraud(random, tenant, start), attack);
  if (draw < 0.03) return all(cloudTheft(random, tenant, start), attack);
  if (draw < 0.036) return all(spamWave(random, tenant, start), harmless);
  if (draw < 0.042) return all(adminSweep(random, tenant, start), harmless);
  if (draw < 0.052) {
    // Each of a series is a story of its own: nothing is wrong with telling them apart or together.
    return dailyJob(random, tenant, start).map((step, number) =>
      makeAlert(random, tenant, step, {
        isAttack: false,
        series: story,
        story: `${story}-${String(number)}`,
      }),
    );
  }
  return all([loneAlert(random, tenant, start)], harmless);
}

function ransomware(random: Random, tenant: Tenant, start: number): readonly Step[] {
  const victim = random.pick(tenant.people);
  const admin = random.pick(tenant.admins);
  const domain = `${random.hex(8)}.top`;
  const tool = random.hex(40);
  const payload = random.hex(40);
  const steps: Step[] = random
    .some(tenant.people, 2 + random.below(4))
    .concat(victim)
    .map((person, number) => ({ ...phish(domain, person), at: start + number * MINUTE_MS }));
  let at = start + (10 + random.below(50)) * MINUTE_MS;
  const then = (step: Omit<Step, 'at'>, hours: number): void => {
    steps.push({ ...step, at });
    at += random.unit() * hours * HOUR_MS;
  };
  const on = (machine: Machine, person: Person) => ({ machines: [machine], people: [person] });
  const url = `https://${domain}/${random.hex(6)}`;
  then({ ...EXECUTION, ...on(victim.machine, victim), urls: [url] }, 6);
  then({ ...DISCOVERY, ...on(victim.machine, victim) }, 8);
  then({ ...CREDENTIALS, ...on(victim.machine, victim), files: [tool] }, 8);
  let from = victim.machine;
  for (const next of random.some(tenant.machines, 2 + random.below(3))) {
    const isFirst = from === victim.machine;
    const people = isFirst ? [victim, admin] : [admin];
    then({ ...MOVEMENT, machines: [next], people, addresses: [from.privateIp] }, 10);
    from = next;
  }
  then({ ...REPLICATION, machines: [from, random.pick(tenant.controllers)], people: [admin] }, 30);
  const targets = random.some(tenant.machines, 8 + random.below(40));
  for (const target of targets) {
    const people = random.chance(0.8) ? [admin] : [];
    const addresses = random.chance(0.4) ? [from.privateIp] : [];
    steps.push({ ...IMPACT, machines: [target], people, addresses, files: [payload], at });
    at += random.below(2 * MINUTE_MS);
  }
  return steps;
}

function mailFraud(random: Random, tenant: Tenant, start: number): readonly Step[] {
  const victims = random.some(tenant.people, 2 + random.below(3));
  const domain = `${random.hex(7)}.online`;
  const addresses = [random.publicAddress()];
  const product = 'azureAdIdentityProtection';
  return victims.flatMap((victim, number) => {
    const at = start + number * 20 * MINUTE_MS;
    const people = [victim];
    const signIn = { ...SIGN_IN, people, addresses, product, at: at + HOUR_MS } as const;
    const rule = { ...INBOX_RULE, people, addresses, at: at + (1 + random.unit()) * HOUR_MS };
    const fraud = { ...FRAUD, people, addresses, at: at + (2 + random.unit() * 9) * HOUR_MS };
    return [{ ...phish(domain, victim), at }, signIn, rule, fraud];
  });
}

function cloudTheft(random: Random, tenant: Tenant, start: number): readonly Step[] {
  const person = random.pick(tenant.people);
  const addresses = [random.publicAddress()];
  const people = [person];
  const product = 'microsoftDefenderForCloud';
  const machines = random.some(
    tenant.machines.filter(({ resourceId }) => resourceId !== ''),
    1 + random.below(4),
  );
  const steps: Step[] = [{ ...SIGN_IN, people, addresses, at: start }];
  machines.forEach((machine, number) => {
    const at = start + (1 + number * 2 + random.unit()) * HOUR_MS;
    steps.push({ ...RUN_COMMAND, product, machines: [machine], people, addresses, at });
    const later = at + random.unit() * 3 * HOUR_MS;
    steps.push({ ...MINER, product, machines: [machine], addresses, at: later });
  });
  return steps;
}

function spamWave(random: Random, tenant: Tenant, start: number): readonly Step[] {
  const domain = `${random.hex(8)}.shop`;
  return random
    .some(tenant.people, 5 + random.below(12))
    .map((person, number) => ({ ...phish(domain, person), at: start + number * 3 * MINUTE_MS }));
}

function adminSweep(random: Random, tenant: Tenant, start: number): readonly Step[] {
  const admin = random.pick(tenant.admins);
  return random.some(tenant.machines, 5 + random.below(15)).map((machine, number) => ({
    ...MOVEMENT,
    machines: [machine],
    people: [admin],
    addresses: [admin.machine.privateIp],
    at: start + number * 4 * MINUTE_MS,
  }));
}

function dailyJob(random: Random, tenant: Tenant, start: number): readonly Step[] {
  const machine = random.pick(tenant.machines);
  return Array.from({ length: 5 + random.below(15) }, (_, number) => ({
    ...EXECUTION,
    machines: [machine],
    at: start + number * 12 * HOUR_MS + random.below(20 * MINUTE_MS),
  }));
}

function loneAlert(random: Random, tenant: Tenant, at: number): Step {
  const template = random.pick([EXECUTION, DISCOVERY, CREDENTIALS, MOVEMENT, SIGN_IN, REPLICATION]);
  const isHub = random.chance(0.08);
  const machine = random.pick(isHub ? tenant.controllers : tenant.machines);
  const person = random.pick(isHub ? tenant.admins : tenant.people);
  const addresses = random.chance(0.2) ? [random.pick(tenant.egressAddresses)] : [];
  if (template === SIGN_IN) return { ...template, people: [person], addresses, at };
  return { ...template, machines: [machine], people: [person], addresses, at };
}

function copiesOf(
  random: Random,
  machineByIndex: ReadonlyMap<number, Machine>,
  alert: MadeAlert,
): readonly MadeAlert[] {
  const copies = random.chance(0.08) ? [delivered(random, alert)] : [];
  const [index = -1] = alert.truth.machines.filter((machine) => machine >= 0);
  if (alert.json['serviceSource'] !== 'microsoftDefenderForEndpoint' || index < 0) return copies;
  const machine = machineByIndex.get(index);
  if (machine === undefined || machine.resourceId === '' || !random.chance(0.2)) return copies;
  return [...copies, mirrored(random, alert, machine)];
}

function phish(domain: string, person: Person): Omit<Step, 'at'> {
  return {
    title: 'Email messages containing malicious URL removed after delivery',
    category: 'InitialAccess',
    technique: 'T1566.002',
    product: 'microsoftDefenderForOffice365',
    people: [person],
    urls: [`https://${domain}/`],
    sender: `billing@${domain}`,
  };
}

const step = (title: string, category: string, technique: string) => ({
  title,
  category,
  technique,
});

const EXECUTION = step('Suspicious PowerShell command line', 'Execution', 'T1059.001');
const DISCOVERY = step('Suspicious sequence of exploration', 'Discovery', 'T1087');
const CREDENTIALS = step('Credential memory was read', 'CredentialAccess', 'T1003.001');
const MOVEMENT = step('Suspicious remote service creation', 'LateralMovement', 'T1021.002');
const REPLICATION = step('Suspected DCSync attack', 'CredentialAccess', 'T1003.006');
const IMPACT = step('Ransomware behavior in the file system', 'Impact', 'T1486');
const SIGN_IN = step('Anonymous IP address', 'InitialAccess', 'T1078.004');
const INBOX_RULE = step('Suspicious inbox manipulation rule', 'DefenseEvasion', 'T1564.008');
const FRAUD = step('Financial fraud by email', 'Impact', 'T1657');
const RUN_COMMAND = step('Suspicious run command on a machine', 'Execution', 'T1651');
const MINER = step('Digital currency mining behavior', 'Impact', 'T1496');
