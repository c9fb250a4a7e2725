import { describe, expect, it } from 'vitest';
import { brushAfterKey, brushedRange, brushOf } from './histogram-brush.ts';

const edges = [0, 10, 20, 30, 40];

describe('the brush', () => {
  it('is whole bins, whichever end it was drawn from', () => {
    const range = { kind: 'between', fromAt: 10, toAt: 30 };
    expect(brushedRange({ from: 1, to: 2 }, edges)).toEqual(range);
    expect(brushedRange({ from: 2, to: 1 }, edges)).toEqual(range);
    expect(brushedRange({ from: 4, to: 4 }, edges)).toBeNull();
  });

  it.each([
    { span: [10, 30], brush: { from: 1, to: 2 } },
    { span: [15, 16], brush: { from: 1, to: 1 } },
    { span: [-5, 400], brush: { from: 0, to: 3 } },
    { span: [40, 50], brush: null },
    { span: [-9, 0], brush: null },
  ] as const)('finds the bins of $span', ({ span, brush }) => {
    expect(brushOf(span, edges)).toEqual(brush);
  });

  it.each([
    { key: 'ArrowRight', shift: false, brush: { from: 3, to: 3 } },
    { key: 'ArrowRight', shift: true, brush: { from: 1, to: 3 } },
    { key: 'ArrowLeft', shift: true, brush: { from: 1, to: 1 } },
    { key: 'Home', shift: true, brush: { from: 1, to: 0 } },
    { key: 'End', shift: false, brush: { from: 3, to: 3 } },
    { key: 'PageUp', shift: false, brush: { from: 3, to: 3 } },
    { key: 'x', shift: false, brush: null },
  ])('follows $key, Shift $shift', ({ key, shift, brush }) => {
    expect(brushAfterKey({ from: 1, to: 2 }, key, { count: 4, extends: shift })).toEqual(brush);
  });
});
