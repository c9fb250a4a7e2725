import { expect, it } from 'vitest';
import { planCompaction } from './compaction.ts';
import type { SegmentSize } from './compaction.ts';

const small = (documents: number): SegmentSize => ({
  kind: 'alerts',
  documents,
  byteLength: documents * 1_000,
});

function plan(segments: readonly SegmentSize[], live: readonly number[]) {
  return planCompaction(new Map(segments.map((size, id) => [id, size])), new Map(live.entries()));
}

it('waits until merging is worth a rewrite', () => {
  const seven = Array.from({ length: 7 }, () => small(10));
  expect(plan(seven, Array(7).fill(10))).toBeNull();
  expect(plan([...seven, small(10)], Array(8).fill(10))).toEqual({
    segmentIds: [0, 1, 2, 3, 4, 5, 6, 7],
    documents: 80,
  });
});

it('drops a segment without live documents at once', () => {
  expect(plan([small(900), small(5)], [900, 0])).toEqual({ segmentIds: [1], documents: 0 });
});

it('leaves full segments alone, takes hollow ones, and stops at a full one', () => {
  const sizes = [small(1_000), small(1_000), ...Array.from({ length: 20 }, () => small(400))];
  // Segment 1 lost most of its documents to newer versions.
  expect(plan(sizes, [1_000, 100, ...Array(20).fill(90)])).toEqual({
    segmentIds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    documents: 1_000,
  });
});
