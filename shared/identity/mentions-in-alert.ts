// Which mentions of one alert name one machine: an alert often shows it as a device and as a cloud resource.
import { isLifelong, partsOf } from './instance-id.ts';
import type { MachineMention } from './machine-mention.ts';

/** Indices of mentions of one alert that name one machine. */
export function sameMachineGroups(
  mentions: readonly MachineMention[],
): readonly (readonly number[])[] {
  const groups: number[][] = [];
  mentions.forEach((mention, index) => {
    const group = groups.find((one) =>
      one.some((other) => {
        const known = mentions[other];
        return known !== undefined && sayTheSame(known, mention);
      }),
    );
    if (group === undefined) groups.push([index]);
    else group.push(index);
  });
  const [first, second, third] = groups;
  if (first === undefined || second === undefined || third !== undefined) return groups;
  // A cloud's instance number says no name: beside one device alone it is that device's.
  const isPair =
    (first.every((index) => isNumberAlone(mentions[index])) &&
      second.every((index) => isNoInstance(mentions[index]))) ||
    (second.every((index) => isNumberAlone(mentions[index])) &&
      first.every((index) => isNoInstance(mentions[index])));
  return isPair ? [[...first, ...second]] : groups;
}

function isNumberAlone(mention: MachineMention | undefined): boolean {
  return mention !== undefined && mention.host === null && mention.instanceIds.length > 0;
}

/** A device of which no cloud's id is known. */
function isNoInstance(mention: MachineMention | undefined): boolean {
  return (
    mention?.host != null &&
    mention.slots.length === 0 &&
    mention.instanceIds.every((id) => !isLifelong(partsOf(id).kind))
  );
}

function sayTheSame(a: MachineMention, b: MachineMention): boolean {
  for (const own of a.instanceIds) {
    const { kind } = partsOf(own);
    if (!isLifelong(kind)) continue;
    const other = b.instanceIds.find((id) => partsOf(id).kind === kind);
    if (other !== undefined) return own === other;
  }
  if (a.instanceIds.some((id) => b.instanceIds.includes(id))) return true;
  if (a.slots.some((slot) => b.slots.includes(slot))) return true;
  if (a.host === null || a.host !== b.host) return false;
  return a.fqdn === null || b.fqdn === null || a.fqdn === b.fqdn;
}

/** What several mentions of one machine say together; of names, the first that was said. */
export function united(mentions: readonly MachineMention[]): MachineMention {
  const [first] = mentions;
  if (first !== undefined && mentions.length === 1) return first;
  const firstOf = <K extends 'fqdn' | 'host' | 'domain' | 'privateIp'>(name: K) =>
    mentions.find((one) => one[name] !== null)?.[name] ?? null;
  return {
    instanceIds: [...new Set(mentions.flatMap((one) => one.instanceIds))],
    slots: [...new Set(mentions.flatMap((one) => one.slots))],
    fqdn: firstOf('fqdn'),
    host: firstOf('host'),
    domain: firstOf('domain'),
    privateIp: firstOf('privateIp'),
  };
}
