import { describe, expect, it } from 'vitest';
import { priorityBand } from './priority-band.ts';

describe('priorityBand', () => {
  it.each([
    [0, 'Low'],
    [14, 'Low'],
    [15, 'Medium'],
    [85, 'Medium'],
    [86, 'Top'],
    [100, 'Top'],
  ])('%i is %s', (score, label) => {
    expect(priorityBand(score).label).toBe(label);
  });
});
