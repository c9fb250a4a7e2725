import { describe, expect, it } from 'vitest';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { CommentRef, EntryId } from '../../shared/model/annotation-id.ts';
import type { CommentItem, ItemStatus } from '../../shared/model/annotation-item.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { checkAfterMs, nextInOrder } from './delivery-order.ts';

const now = 1_000_000;
const source = { sourceId: 'graph', tenantId: tenantId('t') };
const incident = (id: string): AnnotationTarget => ({ ...source, kind: 'incident', id });
const alert = (id: string, incidentId: string | null): AnnotationTarget => ({
  ...source,
  kind: 'alert',
  id,
  incidentId,
});

function item(id: string, target: AnnotationTarget, status?: ItemStatus): CommentItem {
  return {
    kind: 'comment',
    id: id as EntryId,
    writtenAt: 0,
    actor: 'me',
    target,
    text: id,
    ref: 'AAAAAAAA' as CommentRef,
    sends: 0,
    sendsBefore: 0,
    status: status ?? { kind: 'pending' },
  };
}

function order(
  items: readonly CommentItem[],
  options: {
    readonly running?: readonly string[];
    readonly readyAt?: Readonly<Record<string, number>>;
    readonly mostRunning?: number;
  } = {},
) {
  const { running = [], readyAt = {}, mostRunning = 8 } = options;
  const { ready, nextAt } = nextInOrder({
    items,
    running: new Set(running as readonly EntryId[]),
    readyAt: ({ id }) => readyAt[id] ?? 0,
    now,
    mostRunning,
  });
  return { ready: ready.map(({ id }) => id), nextAt };
}

const parked: ItemStatus = {
  kind: 'parked',
  at: 0,
  reason: { kind: 'gone' },
  failure: { kind: 'rejected', summary: 'No.' },
};
const confirmed = (at: number, isFinal: boolean): ItemStatus => ({
  kind: 'confirmed',
  at,
  by: 'reply',
  updatedAt: null,
  keptFields: [],
  copies: 1,
  isFinal,
});

describe('order', () => {
  it('takes the first of each incident, its alerts included', () => {
    const items = [
      item('a', alert('x', '7')),
      item('b', incident('7')),
      item('c', incident('8')),
      item('d', alert('y', null)),
      item('e', alert('y', null)),
    ];
    expect(order(items)).toEqual({ ready: ['a', 'c', 'd'], nextAt: null });
  });

  it('keeps what is written to one alert in order, also when it moved to another incident', () => {
    const items = [
      item('a', alert('x', '7')),
      item('b', alert('x', '8')),
      item('c', incident('8')),
    ];
    expect(order(items)).toEqual({ ready: ['a'], nextAt: null });
  });

  it('waits for what runs, whatever became of it meanwhile', () => {
    const superseded: ItemStatus = { kind: 'superseded', by: 'b' as EntryId };
    const items = [item('a', incident('7'), superseded), item('b', incident('7'))];
    expect(order(items, { running: ['a'] })).toEqual({ ready: [], nextAt: null });
    expect(order(items)).toEqual({ ready: ['b'], nextAt: null });
  });

  it('lets parked items step aside, and those that wait hold up what follows', () => {
    const items = [
      item('a', incident('7'), parked),
      item('b', incident('7')),
      item('c', incident('7')),
      item('d', incident('8')),
    ];
    expect(order(items, { readyAt: { b: now + 5, d: now + 3 } })).toEqual({
      ready: [],
      nextAt: now + 3,
    });
  });

  it('never comes to what has no writer', () => {
    expect(order([item('a', incident('7'))], { readyAt: { a: Infinity } })).toEqual({
      ready: [],
      nextAt: null,
    });
  });

  it('runs no more than it may', () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => item(id, incident(id)));
    expect(order(items, { running: ['a'], mostRunning: 3 }).ready).toEqual(['b', 'c']);
  });

  it('looks again for what was sent twice, in nobody’s way', () => {
    const due = item('a', incident('7'), confirmed(now - checkAfterMs, false));
    const later = item('b', incident('7'), confirmed(now, false));
    const done = item('c', incident('7'), confirmed(0, true));
    expect(order([due, later, done, item('d', incident('7'))])).toEqual({
      ready: ['a', 'd'],
      nextAt: now + checkAfterMs,
    });
  });
});
