// Pages of a collection that changes under its reader.
import { expect, it } from 'vitest';
import { UpdateOrder } from './update-order.ts';
import type { Cut } from './update-order.ts';

function orderOf(...items: readonly (readonly [number: number, at: number])[]): UpdateOrder {
  const order = new UpdateOrder();
  for (const [number, at] of items) order.put(number, at);
  return order;
}

const all: Cut = { from: Number.NEGATIVE_INFINITY, after: null, top: 10 };

const numbers = (order: UpdateOrder, cut: Partial<Cut> = {}): readonly number[] =>
  order.page({ ...all, ...cut }).entries.map(({ number }) => number);

it('orders by time, then number', () => {
  expect(numbers(orderOf([3, 20], [2, 10], [1, 20]))).toEqual([2, 1, 3]);
});

it('gives each item once, at its newest place', () => {
  const order = orderOf([1, 10], [2, 20], [1, 30]);
  expect(order.page(all).entries).toEqual([
    { number: 2, version: 1, at: 20, previousAt: null },
    { number: 1, version: 2, at: 30, previousAt: 10 },
  ]);
  expect(order.size).toBe(2);
});

it('puts what becomes visible late among the earlier ones, but never before its own last version', () => {
  const order = orderOf([1, 10], [2, 20], [3, 15], [2, 5]);
  expect(numbers(order)).toEqual([1, 3, 2]);
  expect(order.latest(2)?.at).toBe(21);
});

it('cuts pages by bound and place, and says whether more is to come', () => {
  const order = orderOf([1, 10], [2, 20], [3, 20], [4, 30]);
  expect(numbers(order, { from: 20 })).toEqual([2, 3, 4]);
  expect(numbers(order, { from: 20, after: { at: 20, number: 2 } })).toEqual([3, 4]);
  expect(order.page({ ...all, top: 3 }).more).toBe(true);
  expect(order.page({ ...all, top: 4 }).more).toBe(false);
});

it('goes on at its place when an item before it moves away', () => {
  const order = orderOf([1, 10], [2, 20], [3, 30]);
  order.put(1, 40);
  expect(numbers(order, { after: { at: 20, number: 2 } })).toEqual([3, 1]);
});

it('forgets what is removed', () => {
  const order = orderOf([1, 10], [2, 20]);
  order.remove(1);
  expect(numbers(order)).toEqual([2]);
});
