import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells the first value at once, then the latest of each span, and none twice', () => {
  const told: number[] = [];
  const tell = atMostEvery<number>(100, (value) => told.push(value));
  for (const value of [1, 2, 3]) tell(value);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(told).toEqual([1, 3]);
  tell(4);
  vi.advanceTimersByTime(99);
  expect(told).toEqual([1, 3]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1, 3, 4]);
  vi.advanceTimersByTime(500);
  expect(told).toEqual([1, 3, 4]);
  tell(5);
  expect(told).toEqual([1, 3, 4, 5]);
});
