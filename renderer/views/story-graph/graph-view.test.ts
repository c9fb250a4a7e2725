import { describe, expect, it } from 'vitest';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { sampleStory } from '../../../shared/story/sample-story.ts';
import { drawnGraph, findNodes, initialGraphView, nodeOf, selectionAt } from './graph-view.ts';

const story = sampleStory(
  {
    server: { resourceId: '/subscriptions/1/servers/SQL-1' },
    ...Object.fromEntries(
      ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map((name) => [
        name,
        { kind: 'ipAddress', category: 'evidence' } as const,
      ]),
    ),
    mia: { kind: 'user', category: 'user' },
  },
  [
    ...['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map(
      (name) => [name, 'routesTrafficTo', 'server', 'high'] as const,
    ),
    ['mia', 'affects', 'server', 'medium'],
  ],
);
const namesOf = (graph: ReturnType<typeof drawnGraph>['graph']) =>
  graph.nodes.map(({ members }) => members.map(({ entity }) => entity.name).join(' '));

describe('drawnGraph', () => {
  it('groups by default and draws singly when asked', () => {
    expect(namesOf(drawnGraph(story, initialGraphView).graph)).toEqual([
      'server',
      '10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4',
      'mia',
    ]);
    const ungrouped = drawnGraph(story, { ...initialGraphView, isGrouped: false });
    expect(ungrouped.graph.nodes).toHaveLength(6);
  });

  it('hides a kind together with its lines', () => {
    const view = { ...initialGraphView, hiddenKinds: new Set(['ipAddress'] as const) };
    const { graph } = drawnGraph(story, view);
    expect([namesOf(graph), graph.links.length]).toEqual([['server', 'mia'], 1]);
  });

  it('draws the most telling 300 and says how many it left out', () => {
    const names = Array.from({ length: 400 }, (_, index) => `n${String(index)}`);
    const many = sampleStory(
      Object.fromEntries(names.map((name) => [name, { category: 'evidence' } as const])),
      names.slice(1).map((name, index) => [`n${String(index)}`, 'affects', name] as const),
    );
    const view = { ...initialGraphView, isGrouped: false };
    const { graph, omitted } = drawnGraph(many, view);
    expect([graph.nodes.length, omitted]).toEqual([300, 100]);
    expect(drawnGraph(many, { ...view, showsAll: true }).graph.nodes).toHaveLength(400);
  });
});

describe('what a press and a search find', () => {
  const { graph } = drawnGraph(story, initialGraphView);

  it('selects all members of a group and all edges of a line', () => {
    const group = graph.nodes[1];
    expect(selectionAt(graph, { kind: 'node', id: group?.id ?? '' })).toEqual({
      kind: 'entities',
      keys: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'],
    });
    const link = graph.links.find(({ edges }) => edges.length === 4);
    expect(selectionAt(graph, { kind: 'link', id: link?.id ?? '' })).toMatchObject({
      kind: 'edges',
    });
    expect(selectionAt(graph, null)).toBe(null);
    expect(nodeOf(graph, ['10.0.0.3' as EntityKey])).toBe(group?.id);
  });

  it('searches names and resource ids, whatever the letter case', () => {
    expect(findNodes(graph, 'sql-1')).toEqual(['server']);
    expect(findNodes(graph, ' MIA ')).toEqual(['mia']);
    expect(findNodes(graph, '')).toEqual([]);
  });
});
