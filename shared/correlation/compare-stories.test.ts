import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStories } from './compare-stories.ts';
import { Correlator } from './correlator.ts';
import { JOINS, linkScore, MERGES, MERGES_PER_DOUBLING } from './link-score.ts';
import type { StoryAlert } from './story-alert.ts';
import type { Tie, TieKind } from './tie.ts';
import { MEMORY_MS } from './tie-index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const tie = (kind: TieKind, key: string): Tie => ({ kind, key });
const M1 = tie('machine', 'm1');
const M2 = tie('machine', 'm2');
const KIM = tie('account', 'kim');

function alert(number: number, at: number, ties: readonly Tie[], detector = 'd'): StoryAlert {
  return { alert: number, at, ties, detector, stage: 2, what: 'w', isRecurring: false };
}

describe('two stories', () => {
  it('with nothing in common', () => {
    expect(compareStories([alert(1, 0, [M1])], [alert(2, 0, [M2])])).toEqual({
      links: [],
      shared: [],
      bridge: null,
    });
  });

  it('of one alert each are linked by what would link the later to the earlier', () => {
    const ties = [{ ...M1, alert: 7, gapMs: 5 * MINUTE_MS, crowd: 3 }];
    const facts = { stage: 2, variety: 1 };
    const score = linkScore({ stage: 2, isRecurring: false }, facts, ties);
    const { links, shared } = compareStories(
      [alert(9, 5 * MINUTE_MS, [M1])],
      [alert(7, 0, [M1])],
      () => 3,
    );
    expect(links).toEqual([{ from: 9, to: 7, score, ties, isLater: false, isMade: true }]);
    expect(shared).toMatchObject([{ key: 'm1', from: 9, alert: 7, gapMs: 300_000, crowd: 3 }]);
  });

  it('are not linked by what is too weak', () => {
    const { links, bridge } = compareStories(
      [alert(1, 0, [KIM])],
      [alert(2, DAY_MS, [KIM])],
      () => 60,
    );
    expect(links).toMatchObject([{ from: 2, to: 1, isMade: false }]);
    expect(links[0]?.score).toBeLessThan(JOINS);
    expect(bridge).toBeNull();
  });

  it('share what is too far apart, or only keeps coming back, without a link', () => {
    const far = compareStories([alert(1, 0, [M1])], [alert(2, MEMORY_MS + 1, [M1])]);
    expect(far).toMatchObject({ links: [], shared: [{ key: 'm1', isTooFar: true }] });
    const series = { ...alert(1, 0, [M1]), isRecurring: true };
    expect(compareStories([series], [alert(2, 1, [M1])])).toMatchObject({
      links: [],
      shared: [{ key: 'm1', isTooFar: false, isSeries: true }],
    });
  });

  it('need more than one link that would do for an alert, if both are larger', () => {
    const story = (first: number, own: Tie) =>
      [0, 1, 2, 3].map((index) => alert(first + index, index * MINUTE_MS, [own]));
    const bridge = alert(9, 5 * MINUTE_MS, [M1, KIM]);
    const other = [...story(10, M2), alert(14, 4 * MINUTE_MS, [KIM])];
    const found = compareStories([...story(0, M1), bridge], other);
    expect(found.bridge?.asked).toBeCloseTo(MERGES + MERGES_PER_DOUBLING * Math.log2(5), 9);
    const [link] = found.links;
    expect(link?.score).toBeGreaterThan(JOINS);
    expect(link?.isMade).toBe(false);
    expect(found.bridge?.reached).toBe(link?.score);
  });

  it('tell which alert goes on from where the other story was', () => {
    const later = { ...alert(2, MINUTE_MS, [M1]), stage: 7 };
    expect(compareStories([alert(1, 0, [M1])], [later]).links).toMatchObject([{ isLater: true }]);
  });
});

describe('beside the engine', () => {
  const keys = fc.constantFrom(M1, M2, KIM, tie('file', 'f'), tie('address', 'a'));
  const alerts = fc.array(
    fc.record({
      gap: fc.integer({ min: 0, max: 600 * MINUTE_MS }),
      stage: fc.integer({ min: 0, max: 9 }),
      detector: fc.constantFrom('d1', 'd2', 'd3'),
      ties: fc.uniqueArray(keys, { minLength: 1, maxLength: 3, selector: ({ key }) => key }),
    }),
    { minLength: 2, maxLength: 12 },
  );

  it('scores each alert as the engine did when it came', () => {
    let compared = 0;
    fc.assert(
      fc.property(alerts, (made) => {
        let at = 0;
        const told = made.map(({ gap, ...rest }, number): StoryAlert => {
          at += gap;
          return { ...rest, alert: number, at, what: String(number), isRecurring: false };
        });
        const scores = new Map<string, number>();
        let coming = 0;
        const engine = new Correlator((facts, cluster, ties) => {
          const score = linkScore(facts, cluster, ties);
          scores.set(`${String(coming)} ${String(engine.clusters.of(ties[0]?.alert ?? 0))}`, score);
          return score;
        });
        for (const one of told) {
          coming = one.alert;
          // Where clusters merge, the stories of the end are not those of the time.
          fc.pre(engine.add(one).links.length < 2);
        }
        const clusters = [...new Set(told.map(({ alert: one }) => engine.clusters.of(one)))];
        fc.pre(clusters.length === 2);
        const [first = [], second = []] = clusters.map((cluster) =>
          told.filter(({ alert: one }) => engine.clusters.of(one) === cluster),
        );
        const { links } = compareStories(first, second);
        for (const { from, to, score, isMade } of links) {
          compared++;
          expect(isMade).toBe(false);
          const key = `${String(from)} ${String(engine.clusters.of(to))}`;
          const scored = [...scores].find(([one]) => sameStory(one, key, engine))?.[1];
          expect(score).toBeCloseTo(scored ?? Number.NaN, 9);
        }
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(30);
  });
});

/** A cluster may have been named by another alert when it was scored. */
function sameStory(scored: string, wanted: string, engine: Correlator): boolean {
  const [alertScored, cluster] = scored.split(' ').map(Number);
  const [alertWanted, story] = wanted.split(' ').map(Number);
  return alertScored === alertWanted && engine.clusters.of(cluster ?? -1) === story;
}
