import { describe, expect, it } from 'vitest';
import { assetTrees } from './asset-tree.ts';
import type { AssetBranch } from './asset-tree.ts';
import { sampleStory } from './sample-story.ts';

const process = (at: number) => ({ kind: 'process', category: 'evidence', at }) as const;
const file = { kind: 'file', category: 'evidence' } as const;

/** `name (relation) [children]` */
function told(branches: readonly AssetBranch[]): readonly string[] {
  return branches.map(({ subject, relation, children }) => {
    const own = relation === null ? subject.entity.name : `${subject.entity.name} (${relation})`;
    return children.length === 0 ? own : `${own} [${told(children).join(', ')}]`;
  });
}

describe('assetTrees', () => {
  it('puts processes under what started them, and the first under its device', () => {
    const story = sampleStory(
      { web: {}, user: { kind: 'user' }, cmd: process(2), powershell: process(1), 'a.exe': file },
      [
        ['cmd', 'runsOn', 'web'],
        ['powershell', 'runsOn', 'web'],
        ['cmd', 'createdFrom', 'powershell'],
        ['cmd', 'isRunning', 'a.exe'],
        ['web', 'contains', 'a.exe'],
        ['user', 'ownerOf', 'cmd'],
      ],
    );
    expect(told(assetTrees(story))).toEqual([
      'web [powershell (on) [cmd (started) [a.exe (runs)]]]',
    ]);
  });

  it('orders what stands side by side by time', () => {
    const story = sampleStory({ web: {}, late: process(9), early: process(3) }, [
      ['late', 'runsOn', 'web'],
      ['early', 'runsOn', 'web'],
    ]);
    expect(told(assetTrees(story))).toEqual(['web [early (on), late (on)]']);
  });

  it('shows what holds what in a cluster', () => {
    const story = sampleStory(
      {
        cluster: { kind: 'kubernetesCluster' },
        pod: { kind: 'kubernetesPod' },
        box: { kind: 'container' },
        image: { kind: 'containerImage' },
      },
      [
        ['cluster', 'contains', 'pod'],
        ['pod', 'contains', 'box'],
        ['box', 'createdFrom', 'image'],
      ],
    );
    expect(told(assetTrees(story))).toEqual(['cluster [pod (within) [box (within)]]']);
  });

  it('has none where nothing stands under anything', () => {
    expect(assetTrees(sampleStory({ web: {}, ip: { kind: 'ipAddress' } }, []))).toEqual([]);
  });

  it('goes on in another tree where a chain is very long', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `p${index}`);
    const story = sampleStory(
      Object.fromEntries(names.map((name, index) => [name, process(index)])),
      names.slice(1).map((name, index) => [name, 'createdFrom', names[index] ?? ''] as const),
    );
    const trees = assetTrees(story);
    const count = (branches: readonly AssetBranch[]): number =>
      branches.reduce((sum, { children }) => sum + 1 + count(children), 0);
    expect([count(trees), trees[1]?.subject.entity.name]).toEqual([20_000, 'p51']);
  });

  it('ends where evidence states a circle', () => {
    const story = sampleStory({ a: process(1), b: process(2), c: process(3) }, [
      ['a', 'createdFrom', 'b'],
      ['b', 'createdFrom', 'a'],
      ['c', 'createdFrom', 'b'],
      ['a', 'createdFrom', 'a'],
    ]);
    expect(told(assetTrees(story))).toEqual(['a [b (started) [c (started)]]']);
  });
});
