import { expect, it } from 'vitest';
import { moveFocus } from './graph-focus.ts';

const nodes = [
  { id: 'middle', x: 100, y: 100 },
  { id: 'right', x: 200, y: 110 },
  { id: 'far right', x: 300, y: 100 },
  { id: 'below', x: 90, y: 200 },
  { id: 'left', x: 0, y: 90 },
];

it.each([
  ['middle', 'ArrowRight', 'right'],
  ['right', 'ArrowRight', 'far right'],
  ['middle', 'ArrowDown', 'below'],
  ['middle', 'ArrowLeft', 'left'],
  ['left', 'ArrowLeft', null],
  [null, 'ArrowRight', 'left'],
  ['gone', 'ArrowUp', 'left'],
] as const)('from %s by %s to %s', (from, key, to) => {
  expect(moveFocus(nodes, from, key)).toBe(to);
});
