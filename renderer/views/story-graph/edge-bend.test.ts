import { expect, it } from 'vitest';
import { edgeBend } from './edge-bend.ts';

it.each([
  ['runs straight in a row', { x: 300, y: 0 }, { weights: '0.3 0.7', distances: '0 0' }],
  [
    'goes down in the gap between neighbouring columns',
    { x: 112, y: 112 },
    { weights: '0.25 0.75', distances: '-39.598 39.598' },
  ],
  [
    'goes back by the left',
    { x: -112, y: 112 },
    { weights: '0.25 0.75', distances: '39.598 -39.598' },
  ],
  ['bows out beside its column', { x: 0, y: 200 }, { weights: '0 1', distances: '-46 -46' }],
  ['is finite on the spot', { x: 0, y: 0 }, { weights: '0.3 0.7', distances: '0 0' }],
])('%s', (_, to, bend) => {
  expect(edgeBend({ x: 0, y: 0 }, to)).toEqual(bend);
});
