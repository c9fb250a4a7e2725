import { describe, expect, it } from 'vitest';
import { Clusters } from './clusters.ts';
import { Correlator } from './correlator.ts';
import type { TiedAlert } from './correlator.ts';
import type { Tie, TieKind } from './tie.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const tie = (kind: TieKind, key: string): Tie => ({ kind, key });
const M1 = tie('machine', 'm1');
const M2 = tie('machine', 'm2');

function alert(at: number, ties: readonly Tie[], members: Partial<TiedAlert> = {}): TiedAlert {
  return { at, stage: 2, detector: 'd', what: `w ${String(at)}`, ties, ...members };
}

describe('Clusters', () => {
  it('grow by joins alone, whatever their order, and know what is in them', () => {
    const clusters = new Clusters();
    for (let index = 0; index < 5; index++) clusters.add(index, index % 3);
    expect(clusters.join(0, 1)).toBe(true);
    expect(clusters.join(3, 4)).toBe(true);
    expect(clusters.join(4, 1)).toBe(true);
    expect(clusters.join(0, 3)).toBe(false);
    expect([0, 1, 3, 4].map((one) => clusters.of(one))).toEqual([0, 0, 0, 0]);
    expect(clusters.of(2)).toBe(2);
    expect(clusters.sizeOf(4)).toBe(4);
    expect(clusters.facts(0)).toEqual({ stage: 4, variety: 2 });
  });

  it('count four detectors and no more', () => {
    const clusters = new Clusters();
    for (let index = 0; index < 7; index++) clusters.add(0, index);
    for (let index = 1; index < 7; index++) clusters.join(0, index);
    expect(clusters.facts(clusters.of(0)).variety).toBe(4);
  });
});

describe('Correlator', () => {
  it('links an alert to the nearest that shares most, and says what is shared', () => {
    const correlator = new Correlator();
    correlator.add(alert(0, [M1]));
    correlator.add(alert(MINUTE_MS, [M2]));
    const { links, repeats } = correlator.add(alert(2 * MINUTE_MS, [M1, tie('file', 'f')]));
    expect(repeats).toBe(-1);
    expect(links).toMatchObject([
      { from: 2, to: 0, ties: [{ kind: 'machine', key: 'm1', gapMs: 2 * MINUTE_MS, crowd: 0 }] },
    ]);
    expect([0, 1, 2].map((one) => correlator.clusters.of(one))).toEqual([0, 1, 0]);
  });

  it('leaves alone what shares nothing, and what shares it too late', () => {
    const correlator = new Correlator();
    correlator.add(alert(0, [M1]));
    expect(correlator.add(alert(MINUTE_MS, [M2])).links).toEqual([]);
    expect(correlator.add(alert(9 * DAY_MS, [M1])).links).toEqual([]);
  });

  it('makes one of two clusters only for more than one link that would do for an alert', () => {
    const correlator = new Correlator((_alert, _cluster, ties) => (ties.length > 0 ? 0.4 : -1));
    const bridge = (at: number) => correlator.add(alert(at, [M1, M2], { detector: 'bridge' }));
    correlator.add(alert(0, [M1]));
    correlator.add(alert(0, [M2]));
    expect(bridge(1).links.map(({ to }) => to)).toEqual([0]);
    expect(correlator.clusters.of(1)).not.toBe(correlator.clusters.of(0));
    expect(bridge(2).links.map(({ to }) => to)).toEqual([2, 1]);
    expect(correlator.clusters.of(1)).toBe(correlator.clusters.of(0));
  });

  it('never closes a circle', () => {
    const correlator = new Correlator(() => 5);
    const links = Array.from({ length: 50 }, (_, index) =>
      correlator.add(alert(index, [tie('machine', `m${String(index % 7)}`), M1])),
    ).flatMap((one) => one.links);
    const joined = new Clusters();
    for (let index = 0; index < 50; index++) joined.add(0, 0);
    expect(links.map(({ from, to }) => joined.join(from, to))).not.toContain(false);
  });

  it('keeps a series out of attacks', () => {
    const correlator = new Correlator();
    const scan = (day: number) => alert(day * DAY_MS, [M1], { what: 'Discovery T1046' });
    const found = [0, 1, 2, 3].map((day) => correlator.add(scan(day)));
    expect(found.map(({ repeats }) => repeats)).toEqual([-1, -1, 1, 2]);
    expect(correlator.candidates([M1], 3 * DAY_MS).map(({ cluster }) => cluster)).toEqual([0, 1]);
  });

  it('takes up again what was borne under a key that was renamed', () => {
    const correlator = new Correlator();
    correlator.add(alert(0, [M2]));
    correlator.renameKey('m2', 'm1');
    expect(correlator.add(alert(MINUTE_MS, [M1])).links).toMatchObject([{ to: 0 }]);
  });
});
