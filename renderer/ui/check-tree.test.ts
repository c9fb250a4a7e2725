import { describe, expect, it } from 'vitest';
import { tickOf, toggled } from './check-tree.ts';

const options = [
  { value: 'cloud', parent: null },
  { value: 'cloud/dns', parent: 'cloud' },
  { value: 'cloud/vm', parent: 'cloud' },
  { value: 'mail', parent: null },
];
const [cloud, dns] = options as [(typeof options)[0], (typeof options)[0]];
const ticks = (chosen: readonly string[]) =>
  options.map((option) => tickOf(option, options, chosen));

describe('ticks of two levels', () => {
  it.each([
    [[], ['off', 'off', 'off', 'off']],
    [['cloud'], ['on', 'on', 'on', 'off']],
    [['cloud/vm'], ['partly', 'off', 'on', 'off']],
  ])('%j shows %j', (chosen, shown) => {
    expect(ticks(chosen)).toEqual(shown);
  });

  it('take parts in, and leave the others when one goes', () => {
    expect(toggled(cloud, options, ['cloud/vm', 'mail'], true)).toEqual(['mail', 'cloud']);
    expect(toggled(dns, options, ['mail', 'cloud'], false)).toEqual(['mail', 'cloud/vm']);
    expect(toggled(cloud, options, ['cloud'], false)).toEqual([]);
    expect(toggled(dns, options, ['cloud/vm'], true)).toEqual(['cloud/vm', 'cloud/dns']);
  });
});
