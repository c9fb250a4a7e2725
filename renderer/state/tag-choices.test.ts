import { describe, expect, it } from 'vitest';
import { tagChoices, usedSpelling } from './tag-choices.ts';

const used = ['VIP', 'Crown jewels', 'vip', 'PCI', 'Ransomware'];
const state = { typed: '', used, own: ['PCI'], system: ['Ransomware'] };

describe('tagChoices', () => {
  it('offers each tag in use once, without those that are on the incident', () => {
    expect(tagChoices(state)).toEqual({
      offered: ['VIP', 'Crown jewels'],
      created: null,
      trouble: null,
    });
  });

  it.each([
    ['crown', ['Crown jewels'], 'crown', null],
    ['vIp', ['VIP'], null, null],
    ['new one ', [], 'new one', null],
    ['pci', [], null, 'The incident has this tag already.'],
    ['RANSOMWARE', [], null, 'The service has set this tag already.'],
  ])('for %j offers %j and creates %j', (typed, offered, created, trouble) => {
    expect(tagChoices({ ...state, typed })).toEqual({ offered, created, trouble });
  });

  it('refuses a tag without an end', () => {
    expect(tagChoices({ ...state, typed: 'x'.repeat(129) }).trouble).toContain('128');
  });
});

describe('usedSpelling', () => {
  it('is that of the tag in use', () => {
    expect(usedSpelling(' vip', used)).toBe('VIP');
    expect(usedSpelling(' Brand new ', used)).toBe('Brand new');
  });
});
