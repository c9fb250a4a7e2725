import { describe, expect, it } from 'vitest';
import { groupSimilar } from './group-similar.ts';
import { sampleStory } from './sample-story.ts';
import { drawStory } from './story-graph.ts';

const addresses = Array.from({ length: 200 }, (_, index) => `203.0.113.${String(index)}`);
const story = sampleStory(
  {
    server: {},
    ...Object.fromEntries(
      addresses.map((name) => [name, { kind: 'ipAddress', category: 'evidence' } as const]),
    ),
    'other address': { kind: 'ipAddress', category: 'evidence' },
  },
  [
    ...addresses.map((name) => [name, 'routesTrafficTo', 'server', 'high'] as const),
    ['server', 'routesTrafficTo', 'other address', 'high'],
  ],
);

describe('groupSimilar', () => {
  const graph = groupSimilar(story, new Set());
  const group = graph.nodes.find(({ members }) => members.length > 1);

  it('makes one node of 200 alike ones and leaves what differs', () => {
    expect(graph.nodes.map(({ members }) => members.length)).toEqual([1, 200, 1]);
    expect(graph.links.map(({ edges }) => edges.length)).toEqual([200, 1]);
  });

  it('draws an expanded group singly', () => {
    const expanded = groupSimilar(story, new Set([group?.id ?? '']));
    expect(expanded).toEqual(drawStory(story));
  });

  it('leaves three alike ones alone', () => {
    const few = sampleStory({ server: { kind: 'user' }, a: {}, b: {}, c: {} }, [
      ['a', 'affects', 'server'],
      ['b', 'affects', 'server'],
      ['c', 'affects', 'server'],
    ]);
    expect(groupSimilar(few, new Set())).toEqual(drawStory(few));
  });

  it('folds a chain of one kind that hangs on one neighbour', () => {
    const chain = sampleStory(
      {
        host: {},
        ...Object.fromEntries(
          ['p', 'q', 'r', 's'].map((name) => [name, { kind: 'process' } as const]),
        ),
      },
      [
        ...['p', 'q', 'r', 's'].map((name) => [name, 'runsOn', 'host'] as const),
        ['q', 'createdFrom', 'p'],
        ['r', 'createdFrom', 'q'],
        ['s', 'createdFrom', 'r'],
      ],
    );
    const { nodes, links } = groupSimilar(chain, new Set());
    expect(nodes.map(({ members }) => members.length)).toEqual([1, 4]);
    expect(links.map(({ edges }) => edges.map(({ kind }) => kind))).toEqual([
      ['runsOn', 'runsOn', 'runsOn', 'runsOn'],
    ]);
  });

  it('does not group what has no neighbours', () => {
    const alone = sampleStory({ a: {}, b: {}, c: {}, d: {} }, []);
    expect(groupSimilar(alone, new Set()).nodes).toHaveLength(4);
  });
});

describe('drawStory', () => {
  it('folds parallel edges into one line in the direction of the most severe', () => {
    const { links } = drawStory(
      sampleStory({ a: {}, b: {} }, [
        ['a', 'contains', 'b'],
        ['b', 'affects', 'a', 'low'],
        ['a', 'affects', 'b', 'high'],
      ]),
    );
    expect(
      links.map(({ source, target, severity, edges }) => ({
        source,
        target,
        severity,
        edges: edges.map(({ id }) => id),
      })),
    ).toEqual([
      {
        source: 'a',
        target: 'b',
        severity: 'high',
        edges: ['a affects b', 'b affects a', 'a contains b'],
      },
    ]);
  });

  it('folds evidence by the assets it hangs on where asked to', () => {
    const scene = sampleStory(
      {
        host: { category: 'device' },
        p: { kind: 'process', category: 'evidence' },
        q: { kind: 'process', category: 'evidence' },
        f: { kind: 'file', category: 'evidence' },
        other: { category: 'device' },
        r: { kind: 'process', category: 'evidence' },
      },
      [
        ['p', 'runsOn', 'host'],
        ['q', 'runsOn', 'host'],
        ['q', 'affects', 'f', 'high'],
        ['r', 'runsOn', 'other'],
      ],
    );
    const sizes = (level: 'pairs' | 'byAsset'): readonly number[] =>
      groupSimilar(scene, new Set(), level).nodes.map(({ members }) => members.length);
    expect(sizes('pairs')).toEqual([1, 1, 1, 1, 1, 1]);
    expect(sizes('byAsset')).toEqual([1, 2, 1, 1, 1]);
  });
});
