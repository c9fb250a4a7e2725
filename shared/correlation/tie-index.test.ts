import { describe, expect, it } from 'vitest';
import { tieScore } from './link-score.ts';
import type { Tie, TieKind } from './tie.ts';
import { MEMORY_MS, TieIndex } from './tie-index.ts';

const HOUR_MS = 3_600_000;
const tie = (kind: TieKind, key: string = kind): Tie => ({ kind, key });

/** Alerts are clusters of their own, but those that `together` gives a cluster. */
function indexOf(together: Readonly<Record<number, number>> = {}): TieIndex {
  return new TieIndex((alert) => together[alert] ?? alert, tieScore);
}

/** By cluster: kind, alert, hours apart, crowd. */
function shared(index: TieIndex, ties: readonly Tie[], at: number) {
  return [...index.sharing(ties, at)].map(([cluster, byKind]) => [
    cluster,
    ...[...byKind.values()].map(({ kind, alert, gapMs, crowd }) =>
      [kind, alert, gapMs / HOUR_MS, crowd].join(' '),
    ),
  ]);
}

describe('TieIndex', () => {
  it('finds who bore a key, nearest alert first known, and how many others did', () => {
    const index = indexOf();
    index.add(0, [tie('machine')], 0, false);
    index.add(1, [tie('machine'), tie('file')], HOUR_MS, false);
    expect(shared(index, [tie('machine'), tie('file')], 2 * HOUR_MS)).toEqual([
      [0, 'machine 0 2 1'],
      [1, 'machine 1 1 1', 'file 1 1 0'],
    ]);
    expect(shared(index, [tie('machine', 'another')], 2 * HOUR_MS)).toEqual([]);
  });

  it('lets the nearest alert of a cluster stand for it, whichever came first', () => {
    const index = indexOf({ 1: 0, 2: 0 });
    index.add(0, [tie('machine')], 4 * HOUR_MS, false);
    index.add(1, [tie('machine')], 0, false);
    index.add(2, [tie('machine')], 9 * HOUR_MS, false);
    expect(shared(index, [tie('machine')], 5 * HOUR_MS)).toEqual([[0, 'machine 0 1 0']]);
    expect(shared(index, [tie('machine')], 9 * HOUR_MS)).toEqual([[0, 'machine 2 0 0']]);
  });

  it('keeps the strongest tie of each kind', () => {
    const index = indexOf({ 1: 0 });
    index.add(0, [tie('machine', 'far')], 0, false);
    index.add(1, [tie('machine', 'near')], 3 * HOUR_MS, false);
    const ties = [tie('machine', 'far'), tie('machine', 'near')];
    expect(shared(index, ties, 4 * HOUR_MS)).toEqual([[0, 'machine 1 1 0']]);
  });

  it('knows a machine that acted on another one from one that both are about', () => {
    const index = indexOf();
    index.add(0, [tie('source', 'm1')], 0, false);
    index.add(1, [tie('machine', 'm2')], 0, false);
    expect(shared(index, [tie('machine', 'm1'), tie('machine', 'm2')], 0)).toEqual([
      [0, 'source 0 0 0'],
      [1, 'machine 1 0 0'],
    ]);
    expect(shared(index, [tie('source', 'm2')], 0)).toEqual([[1, 'source 1 0 0']]);
  });

  it('ties nothing through a series, which makes a crowd', () => {
    const index = indexOf();
    index.add(0, [tie('machine')], 0, true);
    index.add(1, [tie('machine')], 0, false);
    expect(shared(index, [tie('machine')], HOUR_MS)).toEqual([[1, 'machine 1 1 1']]);
  });

  it('ties nothing over more than ten days, before or after', () => {
    const index = indexOf();
    index.add(0, [tie('machine')], 0, false);
    expect(shared(index, [tie('machine')], MEMORY_MS)).toHaveLength(1);
    expect(shared(index, [tie('machine')], MEMORY_MS + 1)).toEqual([]);
    expect(shared(index, [tie('machine')], -MEMORY_MS - 1)).toEqual([]);
  });

  it('keeps the last 64 of a key that everybody bears', () => {
    const index = indexOf();
    for (let alert = 0; alert < 1_000; alert++) index.add(alert, [tie('account')], alert, false);
    const found = shared(index, [tie('account')], 1_000);
    expect(found).toHaveLength(64);
    expect(found[0]?.[0]).toBe(936);
  });

  it('finds under one key what was borne under two that mean the same', () => {
    const index = indexOf();
    index.add(0, [tie('machine', 'a')], HOUR_MS, false);
    index.add(1, [tie('machine', 'b')], 0, false);
    index.rename('b', 'a');
    index.rename('never seen', 'a');
    expect(shared(index, [tie('machine', 'a')], HOUR_MS)).toEqual([
      [1, 'machine 1 1 1'],
      [0, 'machine 0 0 1'],
    ]);
    expect(shared(index, [tie('machine', 'b')], HOUR_MS)).toEqual([]);
  });

  it('forgets keys of which all is old, and no others', () => {
    const index = indexOf();
    index.add(0, [tie('machine', 'old'), tie('machine', 'both')], 0, false);
    index.add(1, [tie('machine', 'both')], HOUR_MS, false);
    index.forgetBefore(HOUR_MS);
    expect(shared(index, [tie('machine', 'old')], 0)).toEqual([]);
    expect(shared(index, [tie('machine', 'both')], 0)).toHaveLength(2);
  });
});
