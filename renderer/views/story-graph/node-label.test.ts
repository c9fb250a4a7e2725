import { describe, expect, it } from 'vitest';
import { sampleStory } from '../../../shared/story/sample-story.ts';
import { nodeLabel, singleLine, wholeLabel } from './node-label.ts';

const measure = (text: string): number => text.length * 6;

describe('nodeLabel', () => {
  it('says the name and what it is, with the cloud named', () => {
    const [bucket] = sampleStory(
      { 'nwh-cargo-manifests': { cloud: 'aws', kind: 'cloudResource', resourceType: 'S3 bucket' } },
      [],
    ).entities;
    if (!bucket) throw new Error('no sample');
    expect(nodeLabel({ id: 'n', members: [bucket] }, 2, measure)).toBe(
      'nwh-cargo-manifests\nAWS · S3 bucket',
    );
  });

  it('says the name alone in one line, and all of it while pointed at', () => {
    const name = '418273659114.dkr.ecr.eu-west-1.amazonaws.com';
    const [registry] = sampleStory({ [name]: { kind: 'containerRegistry' } }, []).entities;
    if (!registry) throw new Error('no sample');
    const node = { id: 'n', members: [registry] } as const;
    expect(nodeLabel(node, 1, measure)).toBe('41827365911…mazonaws.com');
    expect(wholeLabel(node)).toBe(`${name}\nContainer registry`);
  });

  it('keeps to two lines of 24 characters whatever the name holds', () => {
    const [odd] = sampleStory({ [`evil\n\u202Etxt.${'x'.repeat(5000)}.exe`]: {} }, []).entities;
    if (!odd) throw new Error('no sample');
    const lines = nodeLabel({ id: 'n', members: [odd] }, 2, measure).split('\n');
    expect(lines.map((line) => Array.from(line).length <= 24)).toEqual([true, true]);
    expect(lines[0]).toMatch(/^evil \uFFFDtxt/);
  });

  it('shortens by width where letters are wide', () => {
    const [wide] = sampleStory({ ['W'.repeat(24)]: {} }, []).entities;
    if (!wide) throw new Error('no sample');
    const [name = ''] = nodeLabel(
      { id: 'n', members: [wide] },
      1,
      (text) => text.length * 12,
    ).split('\n');
    expect(name.length * 12).toBeLessThanOrEqual(148);
  });
});

it('singleLine takes out controls of lines and of direction', () => {
  expect(singleLine('a\u0000b\r\nc\u2028d\u2066e')).toBe('a b c d\uFFFDe');
});
