// The committed resources are what their generators write; where the facts are absent, this cannot be shown.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resources } from './resources.mjs';
import { factsArePresent, resourcesFolder } from './resources/resource.mjs';

const committed = (file: string): string => readFileSync(new URL(file, resourcesFolder), 'utf8');

describe('generated resources', () => {
  for (const resource of resources) {
    it(`${resource.file} is what its generator writes`, async ({ skip }) => {
      skip(!factsArePresent(), 'the facts beside the project are absent here');
      expect(committed(resource.file)).toBe(await resource.text());
    });
  }

  it('name where they come from', () => {
    expect(
      resources.map(({ file }) => [file, /©.*(MIT|CC BY 4\.0|MITRE)/s.test(committed(file))]),
    ).toEqual(resources.map(({ file }) => [file, true]));
  });
});
