import { expect, it } from 'vitest';
import { areTouching, placeNewcomers } from './place-newcomers.ts';
import { sampleStory } from './sample-story.ts';
import { drawStory } from './story-graph.ts';
import { layOutConcentric } from './lay-out-concentric.ts';
import { layOutByTime } from './story-layout.ts';
import type { Place } from './story-layout.ts';

const names = Array.from({ length: 40 }, (_, index) => `n${String(index)}`);
const graph = drawStory(
  sampleStory(
    Object.fromEntries(names.map((name, index) => [name, { at: index }])),
    names
      .slice(1)
      .map((name, index) => [`n${String(index >> 1)}`, 'affects', name, 'high'] as const),
  ),
);

function touchingPairs(places: ReadonlyMap<string, Place>): number {
  const all = [...places.values()];
  return all.flatMap((place, index) =>
    all.slice(index + 1).filter((other) => areTouching(place, other)),
  ).length;
}

it('leaves what stands where it is and puts newcomers where nothing is', () => {
  const layout = layOutByTime(graph);
  const standing = new Map([...layout.placeById].slice(0, 30));
  const places = placeNewcomers(graph, standing, layout.placeById);
  expect([...places].slice(0, 30)).toEqual([...standing]);
  expect(places.size).toBe(40);
  expect(touchingPairs(places)).toBe(0);
});

it('forgets what is gone and takes the layout where nothing stands', () => {
  const { placeById } = layOutByTime(graph);
  expect(placeNewcomers(graph, new Map([['gone', { x: 0, y: 0 }]]), placeById)).toBe(placeById);
});

it('lays out rings without overlap, the most named thing in the middle', () => {
  const { placeById } = layOutConcentric(graph);
  expect(placeById.get('n0')).toEqual({ x: 0, y: -0 });
  expect([placeById.size, touchingPairs(placeById)]).toEqual([40, 0]);
});
