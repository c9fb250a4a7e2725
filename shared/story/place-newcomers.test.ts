import { expect, it } from 'vitest';
import { areTouching, placeNewcomers } from './place-newcomers.ts';
import { sampleStory } from './sample-story.ts';
import { drawStory } from './story-graph.ts';
import { layOutConcentric } from './lay-out-concentric.ts';
import { layOutByTime, nodeBoxByLines } from './story-layout.ts';
import type { StoryLayout } from './story-layout.ts';

const names = Array.from({ length: 40 }, (_, index) => `n${String(index)}`);
const graph = drawStory(
  sampleStory(
    Object.fromEntries(names.map((name, index) => [name, { at: index }])),
    names
      .slice(1)
      .map((name, index) => [`n${String(index >> 1)}`, 'affects', name, 'high'] as const),
  ),
);

function touchingPairs({
  placeById,
  labelLines,
}: Pick<StoryLayout, 'placeById' | 'labelLines'>): number {
  const all = [...placeById.values()];
  const box = nodeBoxByLines[labelLines];
  return all.flatMap((place, index) =>
    all.slice(index + 1).filter((other) => areTouching(place, other, box)),
  ).length;
}

it('leaves what stands where it is and puts newcomers where nothing is', () => {
  const layout = layOutByTime(graph);
  const standing = new Map([...layout.placeById].slice(0, 30));
  const places = placeNewcomers(graph, standing, layout);
  expect([...places].slice(0, 30)).toEqual([...standing]);
  expect(places.size).toBe(40);
  expect(touchingPairs({ ...layout, placeById: places })).toBe(0);
});

it('forgets what is gone and takes the layout where nothing stands', () => {
  const layout = layOutByTime(graph);
  const gone = new Map([['gone', { x: 0, y: 0 }]]);
  expect(placeNewcomers(graph, gone, layout)).toBe(layout.placeById);
});

it('lays out rings without overlap, the most named thing in the middle', () => {
  const layout = layOutConcentric(graph);
  expect(layout.placeById.get('n0')).toEqual({ x: 0, y: -0 });
  expect([layout.placeById.size, touchingPairs(layout)]).toEqual([40, 0]);
});
