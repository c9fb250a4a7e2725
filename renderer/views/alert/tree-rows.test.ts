import { describe, expect, it } from 'vitest';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { assetTrees } from '../../../shared/story/asset-tree.ts';
import { sampleStory } from '../../../shared/story/sample-story.ts';
import { treeMove, treeRows } from './tree-rows.ts';

const process = (at: number) => ({ kind: 'process', category: 'evidence', at }) as const;
const trees = assetTrees(
  sampleStory({ web: {}, shell: process(1), tool: process(2), other: process(3) }, [
    ['shell', 'runsOn', 'web'],
    ['tool', 'createdFrom', 'shell'],
    ['other', 'runsOn', 'web'],
  ]),
);
const keyOf = (name: string) => name as EntityKey;
const open = treeRows(trees, new Set());
const closed = treeRows(trees, new Set([keyOf('shell')]));

describe('treeRows', () => {
  it('lists what is open, depth first', () => {
    expect(
      open.map(({ key, level, position, siblings }) => [key, level, position, siblings]),
    ).toEqual([
      ['web', 1, 1, 1],
      ['shell', 2, 1, 2],
      ['tool', 3, 1, 1],
      ['other', 2, 2, 2],
    ]);
    expect(closed.map(({ key }) => key)).toEqual(['web', 'shell', 'other']);
  });
});

describe('treeMove', () => {
  it.each([
    ['web', 'ArrowDown', { kind: 'go', to: 'shell' }],
    ['web', 'ArrowUp', null],
    ['other', 'ArrowUp', { kind: 'go', to: 'tool' }],
    ['other', 'ArrowDown', null],
    ['tool', 'Home', { kind: 'go', to: 'web' }],
    ['web', 'End', { kind: 'go', to: 'other' }],
    ['shell', 'ArrowRight', { kind: 'go', to: 'tool' }],
    ['shell', 'ArrowLeft', { kind: 'close', key: 'shell' }],
    ['tool', 'ArrowLeft', { kind: 'go', to: 'shell' }],
    ['tool', 'ArrowRight', null],
    ['tool', 'x', null],
  ] as const)('from %s by %s', (from, pressed, expected) => {
    expect(treeMove(open, keyOf(from), pressed)).toEqual(expected);
  });

  it('opens what is closed', () => {
    expect(treeMove(closed, keyOf('shell'), 'ArrowRight')).toEqual({ kind: 'open', key: 'shell' });
    expect(treeMove(closed, keyOf('shell'), 'ArrowLeft')).toEqual({ kind: 'go', to: 'web' });
  });
});
