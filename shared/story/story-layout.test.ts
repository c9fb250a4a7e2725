import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityKind } from '../model/entity.ts';
import { sampleStory } from './sample-story.ts';
import { drawStory } from './story-graph.ts';
import { layOutByTime, nodeBoxByLines } from './story-layout.ts';
import type { Place, StoryLayout } from './story-layout.ts';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const { discRadius, labelTop, labelWidth } = nodeBoxByLines[1];

function discOf({ x, y }: Place): Box {
  return {
    left: x - discRadius,
    right: x + discRadius,
    top: y - discRadius,
    bottom: y + discRadius,
  };
}

function labelOf({ x, y }: Place, labelHeight: number): Box {
  return {
    left: x - labelWidth / 2,
    right: x + labelWidth / 2,
    top: y + labelTop,
    bottom: y + labelTop + labelHeight,
  };
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function collisions({ placeById, labelLines }: StoryLayout): number {
  const places = [...placeById.values()];
  const { labelHeight } = nodeBoxByLines[labelLines];
  let count = 0;
  for (const [index, left] of places.entries()) {
    for (const right of places.slice(index + 1)) {
      const isHit =
        touch(discOf(left), discOf(right)) ||
        touch(labelOf(left, labelHeight), labelOf(right, labelHeight)) ||
        touch(labelOf(left, labelHeight), discOf(right)) ||
        touch(discOf(left), labelOf(right, labelHeight));
      if (isHit) count += 1;
    }
  }
  return count;
}

const clouds = [null, 'azure', 'aws', 'gcp'] as const;
const kinds: readonly EntityKind[] = ['device', 'user', 'ipAddress', 'process', 'cloudResource'];

const stories = fc
  .integer({ min: 1, max: 60 })
  .chain((count) =>
    fc.record({
      entities: fc.array(
        fc.record({
          at: fc.integer({ min: 0, max: 12 }),
          cloud: fc.constantFrom(...clouds),
          kind: fc.constantFrom(...kinds),
        }),
        { minLength: count, maxLength: count },
      ),
      links: fc.array(
        fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.constantFrom('high', undefined)),
        { maxLength: count * 2 },
      ),
    }),
  )
  .map(({ entities, links }) =>
    sampleStory(
      Object.fromEntries(
        entities.map((entity, index) => [
          `n${String(index)}`,
          {
            ...entity,
            category: entity.kind === 'device' ? ('device' as const) : ('evidence' as const),
          },
        ]),
      ),
      links.map(([source, target, severity]) => [
        `n${String(source)}`,
        'affects',
        `n${String(target)}`,
        ...(severity ? ([severity] as const) : ([] as const)),
      ]),
    ),
  );

describe('layOutByTime', () => {
  it('places every node, none touching another, alike each time, each inside its lane', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const graph = drawStory(story);
        const layout = layOutByTime(graph);
        expect([...layout.placeById.keys()].sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
        expect(collisions(layout)).toBe(0);
        const { labelHeight } = nodeBoxByLines[layout.labelLines];
        expect(layOutByTime(graph)).toEqual(layout);
        for (const { x, y } of layout.placeById.values()) {
          expect(x).toBeLessThan(layout.width);
          expect(y + labelTop + labelHeight).toBeLessThanOrEqual(layout.height);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('reads from the entry on the left to the impact on the right', () => {
    const story = sampleStory(
      {
        attacker: { kind: 'ipAddress', category: 'evidence', at: 0 },
        user: { kind: 'user', category: 'user', at: 0 },
        laptop: { at: 5 },
        server: { at: 9 },
      },
      [
        ['attacker', 'routesTrafficTo', 'user', 'medium'],
        ['user', 'canLogOn', 'laptop', 'medium'],
        ['laptop', 'affects', 'server', 'high'],
      ],
    );
    const { placeById } = layOutByTime(drawStory(story));
    const byX = [...placeById].sort(([, a], [, b]) => a.x - b.x).map(([id]) => id);
    expect(byX).toEqual(['attacker', 'user', 'laptop', 'server']);
  });

  it('gives each cloud a lane, in order of time, and puts what has no home with what it touches', () => {
    const story = sampleStory(
      {
        laptop: { at: 0 },
        bucket: { kind: 'cloudResource', category: 'cloudResource', cloud: 'aws', at: 3 },
        cluster: { kind: 'cloudResource', category: 'cloudResource', cloud: 'azure', at: 2 },
        exit: { kind: 'ipAddress', category: 'evidence', at: 3 },
      },
      [
        ['laptop', 'affects', 'cluster', 'high'],
        ['exit', 'routesTrafficTo', 'bucket', 'high'],
      ],
    );
    const { lanes, placeById } = layOutByTime(drawStory(story));
    expect(lanes.map(({ name }) => name)).toEqual(['workplace', 'azure', 'aws']);
    const aws = lanes[2];
    expect(placeById.get('exit')?.y).toBeGreaterThan(aws?.top ?? Infinity);
  });

  it('lays out 3,000 nodes', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `n${String(index)}`);
    const story = sampleStory(
      Object.fromEntries(names.map((name, index) => [name, { at: index % 97 }])),
      names.flatMap((name, index) => [
        [name, 'affects', `n${String(index % 60)}`, 'high'] as const,
      ]),
    );
    expect(layOutByTime(drawStory(story)).placeById.size).toBe(3000);
  });

  it('answers an empty graph with an empty layout', () => {
    expect(layOutByTime({ nodes: [], links: [] })).toEqual({
      placeById: new Map(),
      labelLines: 2,
      lanes: [],
      width: 0,
      height: 0,
    });
  });
});
