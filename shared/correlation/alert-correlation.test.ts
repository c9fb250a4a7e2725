import { describe, expect, it } from 'vitest';
import { readClues } from './alert-clues.ts';
import { AlertCorrelation } from './alert-correlation.ts';
import type { ReadRow } from './alert-correlation.ts';
import { tieScore } from './link-score.ts';

type Loose = Readonly<Record<string, unknown>>;

const device = (mdeDeviceId: string) => ({
  '@odata.type': '#microsoft.graph.security.deviceEvidence',
  mdeDeviceId,
});
const user = (userPrincipalName: string) => ({
  '@odata.type': '#microsoft.graph.security.userEvidence',
  userAccount: { userPrincipalName },
});

/** Rows in order of time, one page each: what comes later knows what came before. */
function correlated(
  alerts: readonly (readonly [minute: number, evidence: readonly Loose[], members?: Loose])[],
): { readonly correlation: AlertCorrelation; readonly read: readonly ReadRow[] } {
  const correlation = new AlertCorrelation();
  const read = alerts.map(([minute, evidence, members], row) => {
    const at = new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
    const clues = readClues({
      id: `alert ${String(row)}`,
      tenantId: 't1',
      detectorId: `detector ${String(row)}`,
      category: 'Execution',
      createdDateTime: at,
      firstActivityDateTime: at,
      evidence,
      ...members,
    });
    correlation.addPage([clues]);
    return { row, clues };
  });
  return { correlation, read };
}

describe('two sets of rows', () => {
  it('are compared as the engine linked them, whoever else bears the same', () => {
    const { correlation, read } = correlated([
      [0, [user('kim@corp.example'), device('d9')]],
      [600, [user('kim@corp.example')]],
      [2_000, [device('d1'), user('kim@corp.example')]],
      [2_010, [device('d1'), user('kim@corp.example')]],
    ]);
    const [reason] = correlation.reasonsOf(3);
    expect(reason?.alert).toBe(2);
    const { links, shared } = correlation.compare(read.slice(2, 3), read.slice(3));
    expect(links).toMatchObject([{ from: 3, to: 2, isMade: true }]);
    expect(links[0]?.score).toBeCloseTo(reason?.score ?? 0, 2);
    expect(links[0]?.ties.map((tie) => tieScore(tie).toFixed(2))).toEqual(
      reason?.ties.map(({ weight }) => weight.toFixed(2)),
    );
    expect(shared.map(({ kind, crowd }) => [kind, crowd])).toEqual([
      ['machine', 0],
      ['account', 2],
    ]);
  });

  it('know one machine by two names, and a copy for no alert of its own', () => {
    const { correlation, read } = correlated([
      [0, [{ ...device('d1'), deviceDnsName: 'app1.corp.example' }]],
      [5, [{ ...device(''), deviceDnsName: 'APP1.corp.example' }]],
      [6, [{ ...device(''), deviceDnsName: 'app1.corp.example' }], { id: 'alert 0' }],
    ]);
    expect(correlation.canonicalRowOf(2)).toBe(0);
    const { shared } = correlation.compare(read.slice(0, 1), read.slice(1));
    expect(shared).toMatchObject([{ kind: 'machine', from: 0, alert: 1, gapMs: 300_000 }]);
  });

  it('change nothing by being compared', () => {
    const { correlation, read } = correlated([
      [0, [device('d1')]],
      [5, [device('d1'), user('kim@corp.example')]],
      [4_000, [user('kim@corp.example')]],
    ]);
    const tell = () =>
      [0, 1, 2].map((row) => [correlation.clusterOf(row), correlation.reasonsOf(row)]);
    const before = tell();
    const once = correlation.compare(read.slice(0, 2), read.slice(2));
    expect(correlation.compare(read.slice(0, 2), read.slice(2))).toEqual(once);
    expect(tell()).toEqual(before);
  });
});
