import { expect, it } from 'vitest';
import { decodeDocument, encodeDocument, joinDocuments, segmentSizes } from './segment.ts';

it('gives each document back, whatever its characters', () => {
  const documents = [
    { a: 1 },
    {},
    { title: '\ud800 日本 \u0000' },
    JSON.parse('{"__proto__":[1]}'),
  ];
  const segment = joinDocuments(documents.map(encodeDocument));
  expect(documents.map((_, index) => decodeDocument(segment, index))).toEqual(documents);
  expect(() => decodeDocument(segment, 4)).toThrow('no document 4');
});

it('cuts after 1,000 documents or two megabytes, whichever comes first', () => {
  expect(segmentSizes([])).toEqual([]);
  expect(segmentSizes(Array(2_100).fill(10))).toEqual([1_000, 1_000, 100]);
  expect(segmentSizes([10, 5_000_000, 10, 1_500_000, 700_000])).toEqual([2, 3]);
});
