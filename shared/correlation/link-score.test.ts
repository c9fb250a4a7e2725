// What the score must say whatever its weights are fitted to; the figures stand in the sample's scores.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOINS, linkScore, MAX_VARIETY, tieScore } from './link-score.ts';
import type { SharedTie } from './link-score.ts';
import { TIE_KINDS } from './tie.ts';
import type { TieKind } from './tie.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const tie = (kind: TieKind, members: Partial<SharedTie> = {}): SharedTie => ({
  kind,
  alert: 0,
  key: 'key',
  gapMs: MINUTE_MS,
  crowd: 0,
  ...members,
});

const first = { stage: 2, isRecurring: false };
const lone = { stage: 2, variety: 1 };

describe('tieScore', () => {
  it('is the weight of the kind at once and alone, and falls by a fixed step per doubling', () => {
    expect(tieScore(tie('machine', { gapMs: 0 }))).toBe(1.55);
    expect(tieScore(tie('machine', { gapMs: 15 * MINUTE_MS }))).toBeCloseTo(1.55 - 0.45, 9);
    expect(tieScore(tie('machine', { gapMs: 45 * MINUTE_MS }))).toBeCloseTo(1.55 - 0.9, 9);
    expect(tieScore(tie('machine', { gapMs: 0, crowd: 1 }))).toBeCloseTo(1.55 - 0.4, 9);
    expect(tieScore(tie('machine', { gapMs: 15 * MINUTE_MS, crowd: 3 }))).toBeCloseTo(
      1.55 - 0.45 - 2 * 0.4 - 2 * 0.14,
      9,
    );
  });

  it('never rises with time between or with others that share it', () => {
    const gaps = fc.nat({ max: 10 * DAY_MS });
    const crowds = fc.nat({ max: 100 });
    fc.assert(
      fc.property(fc.constantFrom(...TIE_KINDS), gaps, gaps, crowds, crowds, (kind, a, b, c, d) => {
        const near = tie(kind, { gapMs: Math.min(a, b), crowd: Math.min(c, d) });
        const far = tie(kind, { gapMs: Math.max(a, b), crowd: Math.max(c, d) });
        expect(tieScore(near)).toBeGreaterThanOrEqual(tieScore(far));
      }),
    );
  });
});

describe('linkScore', () => {
  it.each<readonly [string, boolean, readonly SharedTie[]]>([
    ['the same machine within a minute', true, [tie('machine')]],
    ['an address of the internet an hour later', true, [tie('address', { gapMs: DAY_MS / 24 })]],
    [
      'an account of everybody’s, a day later',
      false,
      [tie('account', { gapMs: DAY_MS, crowd: 60 })],
    ],
    [
      'a machine of everybody’s, a day later',
      false,
      [tie('machine', { gapMs: DAY_MS, crowd: 60 })],
    ],
    ['a machine alone, a week later', false, [tie('machine', { gapMs: 7 * DAY_MS })]],
  ])('of %s joins: %s', (_, joins, ties) => {
    expect(linkScore(first, lone, ties) > JOINS).toBe(joins);
  });

  it('fades less where a second tie corroborates', () => {
    const day = { gapMs: DAY_MS };
    const alone = linkScore(first, lone, [tie('machine', day)]);
    const both = linkScore(first, lone, [tie('machine', day), tie('file', { ...day, crowd: 0 })]);
    expect(both - alone).toBeGreaterThan(tieScore(tie('file', day)));
  });

  it('grows with the detectors that spoke, and falls for a step back and for what recurs', () => {
    const ties = [tie('machine')];
    const score = linkScore(first, lone, ties);
    expect(linkScore(first, { ...lone, variety: MAX_VARIETY }, ties)).toBeGreaterThan(score);
    expect(linkScore({ ...first, stage: 9 }, lone, ties)).toBe(score);
    expect(linkScore({ ...first, stage: 0 }, lone, ties)).toBeLessThan(score);
    expect(linkScore({ ...first, isRecurring: true }, lone, ties)).toBeLessThan(score);
  });
});
