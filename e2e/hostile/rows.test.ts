// Row by row through the table of hostile behaviours, its reading half: the real connector, sync loop and
// store against a service that has each fault, and what the store holds compared with the truth.
// Certificates (19) are in tls.test.ts, tokens and claims (20) in signed-in-exchange.test.ts, the budget (2) in
// request-budget.test.ts; what is about writing is in write-rows.test.ts.
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { defaultIncidentView } from '../../shared/contract/queue.ts';
import { alertKey } from '../../shared/model/alert.ts';
import { encodeAlert } from '../../shared/model/graph/decode.ts';
import { alertId, bulkyAlert, hostileTenantId, oddNumbers } from './hostile-items.ts';
import type { FaultName } from './faults.ts';
import { everything, none, serverStart, startSyncBench } from './sync-bench.ts';

const oddAlerts = [...oddNumbers, bulkyAlert];

interface Case {
  readonly row: number;
  readonly fault: FaultName;
  /** Requests that it spoils. */
  readonly times: number;
  /** Pauses of the client between attempts. */
  readonly pauses: readonly number[];
  /** Kinds of what the person was told, each once; none where the trouble passes unseen. */
  readonly told: readonly Failure['kind'][];
  readonly isImpatient?: boolean;
}

/** One passing trouble: one more attempt after a short pause, and nobody hears of it. */
const unseen = { times: 1, pauses: [375], told: [] } as const;
const harmless = { times: 1, pauses: [], told: [] } as const;
const told = (kind: Failure['kind']) => ({ times: 1, pauses: [], told: [kind] }) as const;

const cases: readonly Case[] = [
  { row: 1, fault: 'retryAfterSeconds', times: 1, pauses: [1_000], told: [] },
  { row: 1, fault: 'retryAfterDate', times: 1, pauses: [1_000], told: [] },
  { row: 1, fault: 'retryAfterGarbage', ...unseen },
  { row: 1, fault: 'retryAfterNegative', ...unseen },
  { row: 1, fault: 'retryAfterAbsent', ...unseen },
  { row: 1, fault: 'retryAfterTenYears', ...told('throttled') },
  { row: 4, fault: 'serverError', ...unseen },
  { row: 5, fault: 'webPage', ...told('offline') },
  { row: 5, fault: 'emptyBody', ...unseen },
  { row: 5, fault: 'truncatedJson', ...unseen },
  { row: 5, fault: 'wrongLength', ...unseen },
  { row: 5, fault: 'resetInBody', ...unseen },
  { row: 5, fault: 'resetAtOnce', ...unseen },
  { row: 6, fault: 'slowHeaders', ...unseen, isImpatient: true },
  { row: 6, fault: 'slowBody', ...harmless },
  { row: 6, fault: 'neverAnswers', ...unseen, isImpatient: true },
  { row: 6, fault: 'endlessBody', ...unseen, isImpatient: true },
  { row: 7, fault: 'gzipBomb', ...told('rejected') },
  { row: 7, fault: 'deepJson', ...told('rejected') },
  { row: 8, fault: 'linkToItself', ...told('rejected') },
  { row: 8, fault: 'endlessLinks', times: 2_001, pauses: [], told: ['rejected'] },
  { row: 9, fault: 'foreignLink', ...told('rejected') },
  { row: 9, fault: 'foreignRedirect', ...told('rejected') },
  { row: 11, fault: 'duplicates', ...harmless },
  { row: 11, fault: 'disorder', ...harmless },
  { row: 11, fault: 'olderAfterNewer', ...harmless },
  { row: 12, fault: 'unreadableItems', ...harmless },
  { row: 17, fault: 'byteOrderMark', ...harmless },
  { row: 20, fault: 'unauthorized', ...told('auth') },
  { row: 20, fault: 'forbidden', ...told('rejected') },
  { row: 21, fault: 'foreignTenant', ...harmless },
  { row: 24, fault: 'countLies', ...harmless },
  { row: 24, fault: 'emptyPage', ...harmless },
];

it.each(cases)(
  'row $row, $fault: the store equals the truth',
  async (row) => {
    const bench = await startSyncBench({ isImpatient: row.isImpatient ?? false });
    const { service } = bench;
    service.inject({ name: row.fault, times: row.times, collection: 'alerts' });
    await bench.syncOnce();
    expect(await bench.differences()).toEqual(none);
    expect(service.ledger.filter(({ fault }) => fault === row.fault).length).toBe(row.times);
    // On a busy machine an impatient client gives up on other requests, too.
    expect(bench.requestPauses).toEqual(
      row.isImpatient ? expect.arrayContaining([...row.pauses]) : row.pauses,
    );
    expect([...new Set(bench.failures.map(({ kind }) => kind))]).toEqual(row.told);
    expect(service.leaks()).toBe(0);
    expect(bench.store.bugs).toEqual([]);
  },
  30_000,
);

describe('row by row, what a single fault does not show', { timeout: 30_000 }, () => {
  it('1: a wait of ten years is cut to five minutes, and said to be', async () => {
    const bench = await startSyncBench();
    bench.service.inject({ name: 'retryAfterTenYears', collection: 'alerts' });
    await bench.syncOnce();
    expect(bench.attemptPauses).toContain(300_000);
    expect(bench.failures[0]).toMatchObject({ kind: 'throttled', retryAt: 300_000 });
  });

  it('2: half an hour of 429 is waited out without a storm of requests', async () => {
    const bench = await startSyncBench();
    bench.service.inject({ name: 'retryAfterAbsent', times: 60, collection: 'alerts' });
    await bench.syncOnce();
    const waitedMs = [...bench.requestPauses, ...bench.attemptPauses].reduce((a, b) => a + b, 0);
    const perMinute = 60 / (waitedMs / 60_000);
    expect(perMinute).toBeLessThan(10);
    expect(await bench.differences()).toEqual(none);
  });

  it('7: a page of incidents that is a bomb is read one by one', async () => {
    const bench = await startSyncBench();
    bench.service.inject({ name: 'gzipBomb', collection: 'incidents' });
    await bench.syncOnce();
    expect(bench.failures).toEqual([]);
    expect(await bench.differences()).toEqual(none);
  });

  it('10: a link that expires in mid-window starts the window over', async () => {
    const bench = await startSyncBench();
    const { service } = bench;
    service.inject({ name: 'disorder', collection: 'alerts' });
    service.inject({ name: 'expiredLink', collection: 'alerts' });
    await bench.syncOnce();
    expect(bench.failures).toEqual([]);
    expect(await bench.differences()).toEqual(none);
  });

  it('11: an older version that comes hours after the newer changes nothing', async () => {
    const bench = await startSyncBench();
    await bench.syncOnce();
    for (let hours = 0; hours < 8; hours += 4) {
      // The window after this one no longer reaches back to what changed before.
      bench.advanceServer(4 * 3_600_000);
      bench.service.world.change();
      await bench.syncOnce();
    }
    bench.service.inject({ name: 'olderAfterNewer', collection: 'alerts' });
    bench.service.inject({ name: 'olderAfterNewer', collection: 'incidents' });
    await bench.syncOnce();
    expect(await bench.differences()).toEqual(none);
  });

  it('11: what becomes visible late, while a window stands still, is in the next one', async () => {
    const bench = await startSyncBench();
    const { service } = bench;
    const { alerts } = service.world.orders;
    await bench.syncOnce();
    bench.advanceServer(3_600_000);
    const now = serverStart + 3_600_000;
    for (let number = 0; number < 300; number += 1) alerts.put(number, now - 300 + number);
    service.inject({ name: 'duplicates', collection: 'alerts' });
    service.inject({ name: 'serverError', collection: 'alerts' });
    bench.whilePaused(() => {
      alerts.put(310, now - 4 * 60_000);
      bench.advanceServer(1_800_000);
      alerts.put(311, now + 1_800_000);
    });
    await bench.syncOnce();
    await bench.syncOnce();
    expect((await bench.differences()).alerts).toEqual(none.alerts);
  });

  it('12: what cannot be read is counted, each item once', async () => {
    const bench = await startSyncBench();
    bench.service.inject({ name: 'unreadableItems', times: 2, collection: 'alerts' });
    await bench.syncOnce();
    const summary = await bench.store.first('store.summary', null);
    expect(summary.quarantined).toBeGreaterThanOrEqual(9);
    expect(bench.state()?.quarantined).toBe(summary.quarantined);
  });

  it('12: a null list is an empty one', async () => {
    const bench = await startSyncBench();
    bench.service.inject({ name: 'nullList' });
    bench.service.inject({ name: 'nullList' });
    await bench.syncOnce();
    await bench.syncOnce();
    expect(bench.failures).toEqual([]);
    expect(await bench.differences()).toEqual(none);
  });

  it('13, 14, 15, 17, 18: odd items are stored to the last member', async () => {
    const bench = await startSyncBench({ bulkyEvidence: 5_000 });
    await bench.syncOnce();
    expect(await bench.differences()).toEqual(none);
    for (const number of oddAlerts) {
      const key = alertKey(hostileTenantId, alertId(number));
      const page = await bench.store.first('alert.detail', { key });
      expect(page && encodeAlert(page.alert), alertId(number)).toEqual(bench.trueAlert(number));
    }
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it('16: a service whose clock is a day ahead, or behind, is followed by its own time', async () => {
    const bench = await startSyncBench();
    for (const skewMs of [86_400_000, 60_000, 60_000]) {
      bench.advanceServer(skewMs);
      for (let count = 0; count < 20; count += 1) bench.service.world.change();
      await bench.syncOnce();
      expect(await bench.differences()).toEqual(none);
    }
  });

  it('18: an incident with 2,000 alerts is stored whole', async () => {
    const bench = await startSyncBench({ alerts: 2_000, incidents: 1 });
    await bench.syncOnce();
    const incident = await bench.store.first('queue.incidents', {
      ...defaultIncidentView,
      filter: everything,
    });
    expect(incident.rows.map(({ alertsTotal }) => alertsTotal)).toEqual([2_000]);
  });

  it('20: one refused collection does not hold the other back', async () => {
    // Alerts of several pages.
    const bench = await startSyncBench({ alerts: 900 });
    const { service } = bench;
    service.inject({ name: 'forbidden', times: 4, collection: 'incidents' });
    await bench.syncOnce();
    const firstRefusal = service.ledger.findIndex(({ fault }) => fault === 'forbidden');
    const alertsAfter = service.ledger
      .slice(firstRefusal)
      .filter(({ collection }) => collection === 'alerts');
    expect(alertsAfter.length).toBeGreaterThan(1);
    expect(await bench.differences()).toEqual(none);
  });

  it('24: what vanishes from the service stays in the store', async () => {
    const bench = await startSyncBench();
    await bench.syncOnce();
    const { orders } = bench.service.world;
    orders.alerts.remove(3);
    bench.advanceServer(3_600_000);
    await bench.syncOnce();
    // It is a note's place: gone there is not gone here.
    expect((await bench.differences()).alerts.wrong).toEqual(['ha00000003 was never there']);
    expect(bench.failures).toEqual([]);
  });
});
