import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TuningProjection } from '../../../shared/contract/store-ingest.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { sightingKey } from '../../../shared/model/alert-source.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { AuthoredRule, RuleId, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { SAMPLE_NOW, SAMPLE_TENANT, sampleAlert } from './sample-documents.ts';
import { allAlerts, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const rule: TuningRule = {
  id: 'R1' as RuleId,
  name: 'Known miners',
  isOn: true,
  action: 'hide',
  alertType: null,
  serviceSources: [],
  condition: {
    kind: 'all',
    of: [{ kind: 'field', field: 'title', operator: 'is', values: ['digital currency *'] }],
  },
  reason: 'Noise',
  comment: '',
  expiresAt: null,
};

function authored(changes: Partial<TuningRule> = {}, changedAt = SAMPLE_NOW): AuthoredRule {
  const made = { owner: 'ada', createdAt: SAMPLE_NOW, changedBy: 'ada', changedAt };
  return { rule: { ...rule, ...changes }, ...made };
}

const nothing: TuningProjection = { rules: [], acknowledged: [], putBack: [] };
/** Number 1 is about mining, as every fifth from there. */
const keyOf = (number: number): AlertKey =>
  sightingKey(
    { sourceId: 'test', sourceKind: 'graph' },
    tenantId(SAMPLE_TENANT),
    sampleAlert(number).id,
  );

describe('alerts that are set aside', () => {
  let store: StoreUnderTest;
  beforeEach(async () => {
    store = openTestStore(makeDisk());
    const numbers = Array.from({ length: 10 }, (_, number) => number);
    await store.ingest.call(
      'page.commit',
      page({ alerts: numbers.map((number) => sampleAlert(number)) }),
    );
  });
  afterEach(async () => {
    expect(store.bugs).toEqual([]);
    await store.close();
  });

  const shown = (total: number) =>
    store.first('queue.alerts', allAlerts, (window) => window.total === total);
  const project = (changes: Partial<TuningProjection>) =>
    store.ingest.call('tuning.project', { ...nothing, ...changes });

  it('are those that a rule is about, also those that come after it', async () => {
    await project({ rules: [authored()] });
    expect((await shown(8)).rows.map(({ title }) => title)).not.toContain(
      'Digital currency mining container detected',
    );
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(10), sampleAlert(11)] }));
    await shown(9);
    const overview = await store.first('tuning.overview', null, ({ isLooking }) => !isLooking);
    expect(overview).toEqual({
      rules: [{ authored: authored(), isInForce: true, alerts: 3 }],
      hiddenByRules: 3,
      acknowledged: 0,
      isLooking: false,
    });
    const { total, alerts, open, severities } = await store.first('tuning.alerts', {
      ruleId: null,
      limit: 2,
    });
    expect([total, alerts.map(({ row }) => row.key)]).toEqual([3, [keyOf(1), keyOf(6)]]);
    const reason = { kind: 'rule', ruleId: 'R1', ruleName: 'Known miners' };
    expect(alerts[0]?.reason).toEqual(reason);
    expect([open, severities.reduce((sum, { count }) => sum + count, 0)]).toEqual([2, 3]);
    expect(await store.first('tuning.reason', { key: keyOf(6) })).toEqual(reason);
    expect(await store.first('tuning.reason', { key: keyOf(0) })).toBeNull();
  });

  it('come back when the rule is off, expired or gone, and when a person puts them back', async () => {
    await project({ rules: [authored()] });
    await shown(8);
    await project({ rules: [authored()], putBack: [keyOf(1)] });
    await shown(9);
    await project({ rules: [authored({ expiresAt: SAMPLE_NOW }, SAMPLE_NOW + 1)] });
    await shown(10);
    await project({ rules: [authored({}, SAMPLE_NOW + 2)] });
    await shown(8);
    await project({ rules: [authored({ isOn: false }, SAMPLE_NOW + 3)] });
    await shown(10);
    await project({ rules: [authored({}, SAMPLE_NOW + 4)] });
    await shown(8);
    await project({});
    expect((await shown(10)).rows.map(({ key }) => key)).toContain(keyOf(1));
  });

  it('are those that a person acknowledged, until that is over', async () => {
    const acknowledged = (until: number | null) =>
      [[keyOf(0), { at: SAMPLE_NOW, actor: 'ada', reason: 'Known', until }]] as const;
    await project({ acknowledged: acknowledged(SAMPLE_NOW + 1) });
    await shown(9);
    await project({ acknowledged: acknowledged(null) });
    expect(await store.first('tuning.reason', { key: keyOf(0) })).toEqual({
      kind: 'acknowledged',
      at: SAMPLE_NOW,
      actor: 'ada',
      reason: 'Known',
      until: null,
    });
    expect((await shown(9)).rows.map(({ key }) => key)).not.toContain(keyOf(0));
    await project({ acknowledged: acknowledged(SAMPLE_NOW) });
    await shown(10);
  });

  it('are told before a rule is made', async () => {
    const tried = await store.queries.call('tuning.tryOut', { rule, limit: 1 });
    expect([tried.total, tried.examined, tried.alerts.map(({ row }) => row.key)]).toEqual([
      2,
      10,
      [keyOf(1)],
    ]);
    await shown(10);
  });

  it('stay in sight where a rule resolves them, which it asks for', async () => {
    const due = new Promise((resolve) => {
      const end = store.ingest.watch(
        'tuning.due',
        null,
        (items) => {
          if (items.length === 0) return;
          end();
          resolve(items);
        },
        () => undefined,
      );
    });
    await project({ rules: [authored({ action: 'resolve' })] });
    expect(await due).toEqual(
      [1, 6].map((number) => ({
        ruleName: 'Known miners',
        status: ['new', 'inProgress', 'resolved'][number % 3],
        target: {
          kind: 'alert',
          sourceId: `graph-security@${SAMPLE_TENANT}`,
          tenantId: SAMPLE_TENANT,
          id: sampleAlert(number).id,
          incidentId: '0',
        },
      })),
    );
    await shown(10);
  });
});
