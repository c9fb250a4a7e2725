// What correlation finds in stories that it was not fitted to, and that hostile alerts swallow nothing.
import { describe, expect, it } from 'vitest';
import { AlertCorrelation } from '../../shared/correlation/alert-correlation.ts';
import { readClues } from '../../shared/correlation/alert-clues.ts';
import { agreementOf, pairAgreement } from './agreement.ts';
import type { MadeAlert, Truth } from './made-alert.ts';
import { Random } from './random.ts';
import { makeSample } from './stories.ts';

const PAGE = 1_000;

function correlated(alerts: readonly Pick<MadeAlert, 'json'>[]): AlertCorrelation {
  const correlation = new AlertCorrelation();
  for (let at = 0; at < alerts.length; at += PAGE) {
    correlation.addPage(alerts.slice(at, at + PAGE).map(({ json }) => readClues(json)));
  }
  return correlation;
}

/** One row for each original alert. */
function firstRows(truths: readonly Truth[]): readonly number[] {
  const seen = new Set<string>();
  return truths.flatMap(({ original }, row) => {
    if (seen.has(original)) return [];
    seen.add(original);
    return [row];
  });
}

describe.each([11, 12, 13])('stories of seed %i', (seed) => {
  const { alerts } = makeSample(seed, 6_000);
  const truths = alerts.map(({ truth }) => truth);
  const correlation = correlated(alerts);

  it('tells attacks from each other and from noise', () => {
    const rows = firstRows(truths);
    const agreement = agreementOf(
      rows.map((row) => truths[row]).filter((truth) => truth !== undefined),
      rows.map((row) => String(correlation.clusterOf(row))),
    );
    expect(agreement.attackF1).toBeGreaterThan(0.86);
    expect(agreement.pairF1).toBeGreaterThan(0.75);
    expect(agreement.largestShare).toBeLessThan(0.03);
  });

  it('folds what was delivered again or mirrored, and nothing else', () => {
    const rows = alerts.map((_, row) => String(correlation.canonicalRowOf(row)));
    const { precision, recall } = pairAgreement(
      truths.map(({ original }) => original),
      rows,
    );
    expect(precision).toBeGreaterThanOrEqual(0.999);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  });

  it('names each machine of each alert', () => {
    const named = alerts.flatMap(({ truth }, row) => {
      const known = truth.machines.filter((machine) => machine >= 0);
      return correlation
        .machinesOf(row)
        .map((machine, index) => ({ machine, truth: known[index] }));
    });
    const { precision, recall } = pairAgreement(
      named.map(({ truth }) => String(truth)),
      named.map(({ machine }) => String(machine)),
    );
    expect(precision).toBeGreaterThanOrEqual(0.999);
    expect(recall).toBeGreaterThanOrEqual(0.98);
  });
});

it('finds the same partition whatever the order within a page', () => {
  const { alerts } = makeSample(21, 2_000);
  const random = new Random(22);
  const expected = partition(alerts);
  for (let round = 0; round < 20; round++) {
    const pages = [alerts.slice(0, PAGE), alerts.slice(PAGE)];
    expect(partition(pages.flatMap((page) => random.shuffled(page)))).toEqual(expected);
  }
});

/** Groups of alert ids, in one order. */
function partition(alerts: readonly MadeAlert[]): readonly string[] {
  const correlation = correlated(alerts);
  const groups = new Map<number, Set<string>>();
  alerts.forEach(({ json }, row) => {
    const cluster = correlation.clusterOf(row);
    groups.set(cluster, (groups.get(cluster) ?? new Set()).add(String(json['id'])));
  });
  return [...groups.values()].map((ids) => [...ids].sort().join(' ')).sort();
}

describe('hostile alerts', () => {
  const plain = makeSample(31, 1_000).alerts;
  const user = {
    '@odata.type': '#microsoft.graph.security.userEvidence',
    userAccount: { userPrincipalName: 'shared@alpine.example' },
  };
  const hour = (index: number) => new Date(Date.UTC(2026, 5, 1) + index * 3_600_000).toISOString();

  it.each<[string, (index: number) => object]>([
    ['no evidence', (index) => ({ id: `e${String(index)}`, createdDateTime: hour(index) })],
    ['no times', (index) => ({ id: `t${String(index)}`, evidence: [{ odd: index }, null, 'x'] })],
    [
      'a time in the far future',
      (index) => ({
        id: `f${String(index)}`,
        createdDateTime: hour(index),
        firstActivityDateTime: '9999-01-01T00:00:00Z',
      }),
    ],
    [
      'one account in all',
      (index) => ({ id: `a${String(index)}`, createdDateTime: hour(7 * index), evidence: [user] }),
    ],
    [
      '5,000 pieces of evidence',
      (index) => ({
        id: `m${String(index)}`,
        createdDateTime: hour(index),
        evidence: Array.from({ length: index === 0 ? 5_000 : 1 }, (_, number) => ({
          '@odata.type': '#microsoft.graph.security.ipEvidence',
          ipAddress: `203.0.${String((number + index) >> 8)}.${String((number + index) % 256)}`,
        })),
      }),
    ],
  ])('with %s keep their rows and swallow nothing', (_, make) => {
    const hostile = Array.from({ length: 300 }, (_unused, index) => ({ json: { ...make(index) } }));
    const correlation = correlated([...plain, ...hostile]);
    expect(correlation.rowCount).toBe(plain.length + hostile.length);
    const sizes = new Map<number, number>();
    for (let row = 0; row < correlation.rowCount; row++) {
      const cluster = correlation.clusterOf(row);
      sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    }
    expect(Math.max(...sizes.values())).toBeLessThan(150);
  });

  it('of two tenants never meet', () => {
    const inTenant = (tenantId: string) => ({
      json: { id: `${tenantId}-1`, tenantId, createdDateTime: hour(0), evidence: [user] },
    });
    const correlation = correlated([inTenant('one'), inTenant('two')]);
    expect(correlation.clusterOf(0)).not.toBe(correlation.clusterOf(1));
  });
});
