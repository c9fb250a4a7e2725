import { describe, expect, it } from 'vitest';
import { incidentName } from './incident-name.ts';
import type { NamingFacts } from './incident-name.ts';

const facts: NamingFacts = {
  id: '42',
  titles: ['Odd sign-in'],
  categories: [],
  serviceSources: ['a'],
  assets: [],
};
const two = ['Odd sign-in', 'Mass download'];
const sources = ['a', 'b'];

describe('incidentName', () => {
  it.each<[string, Partial<NamingFacts>]>([
    ['Incident 42', { titles: [] }],
    ['Odd sign-in', {}],
    ['Odd sign-in', { titles: ['Odd sign-in', ' Odd sign-in '] }],
    ['Odd sign-in on one endpoint', { assets: ['device'] }],
    ['Odd sign-in on multiple endpoints', { assets: ['device', 'user', 'device'] }],
    ['Odd sign-in involving one user', { assets: ['cloudResource', 'user'] }],
    ['Odd sign-in involving multiple users', { assets: ['user', 'user'] }],
    ['Odd sign-in involving one mailbox', { assets: ['mailbox'] }],
    ['Odd sign-in on one cloud resource', { assets: ['app', 'cloudResource'] }],
    ['Odd sign-in on multiple cloud resources', { assets: ['cloudResource', 'cloudResource'] }],
    ['Odd sign-in involving one application', { assets: ['app'] }],
    ['Odd sign-in involving multiple AI agents', { assets: ['aiAgent', 'aiAgent'] }],
    ['Odd sign-in reported by multiple sources', { serviceSources: sources }],
    ['Credential access incident', { titles: two, categories: ['CredentialAccess', 'Suspicious'] }],
    [
      'Multi-stage incident involving Initial access & Exfiltration',
      { titles: two, categories: ['Exfiltration', 'Execution', 'InitialAccess'] },
    ],
    [
      'Multi-stage incident involving Initial access & Impact on multiple endpoints reported by multiple sources',
      {
        titles: two,
        categories: ['Ransomware', 'Initial access'],
        assets: ['device', 'device', 'user'],
        serviceSources: sources,
      },
    ],
    ['Incident of 2 kinds of alerts', { titles: two, categories: ['SuspiciousActivity'] }],
    [
      'Incident of 2 kinds of alerts involving one user',
      { titles: two, assets: ['user', 'evidence'] },
    ],
    ['Alerts without a title on one endpoint', { titles: ['', ' '], assets: ['device'] }],
    ['Execution incident', { titles: ['', ''], categories: ['Execution'] }],
    [`${'x'.repeat(149)}…`, { titles: ['x'.repeat(5_000)] }],
    ['<b>Odd</b>', { titles: ['<b>Odd</b>'] }],
  ])('is %s', (name, changes) => {
    expect(incidentName({ ...facts, ...changes })).toBe(name);
  });

  it('does not depend on the order of the facts', () => {
    const many: NamingFacts = {
      ...facts,
      titles: two,
      categories: ['Exfiltration', 'Execution', 'InitialAccess'],
      assets: ['user', 'device', 'user'],
      serviceSources: sources,
    };
    const turned: NamingFacts = {
      ...many,
      titles: many.titles.toReversed(),
      categories: many.categories.toReversed(),
      assets: many.assets.toReversed(),
    };
    expect(incidentName(turned)).toBe(incidentName(many));
  });
});
