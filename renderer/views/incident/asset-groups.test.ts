import { expect, it } from 'vitest';
import { sampleStory } from '../../../shared/story/sample-story.ts';
import { assetRows, assetsOf } from './asset-groups.ts';

const story = sampleStory(
  {
    mia: { kind: 'user', category: 'user' },
    'crane-07': {},
    'vm-1': { kind: 'cloudResource', category: 'cloudResource', cloud: 'azure' },
    '203.0.113.7': { kind: 'ipAddress', category: 'evidence' },
  },
  [],
);
const shown = (category: Parameters<typeof assetRows>[1]) =>
  assetRows(story, category).map((row) =>
    row.kind === 'head' ? `${row.title} ${String(row.count)}` : row.asset.entity.name,
  );

it('lists assets by category under heads with counts, evidence not among them', () => {
  expect(shown(null)).toEqual([
    'Devices 1',
    'crane-07',
    'Users 1',
    'mia',
    'Cloud resources 1',
    'vm-1',
  ]);
  expect(shown('cloudResource')).toEqual(['vm-1']);
  expect(shown('aiAgent')).toEqual([]);
  expect(assetsOf(story)).toHaveLength(3);
});
