import { expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/model/json.ts';
import { ruleId } from '../../../shared/model/tuning-rule.ts';
import type {
  ConditionGroup,
  FieldCondition,
  TuningRule,
} from '../../../shared/model/tuning-rule.ts';
import { ruleMatch } from '../../../shared/tuning/rule-match.ts';
import { sampleAlert } from './sample-documents.ts';
import { makeDisk, openTestStore, page } from './store-under-test.ts';

const rule: TuningRule = {
  id: ruleId('R1'),
  name: 'Any',
  isOn: true,
  action: 'hide',
  alertType: null,
  serviceSources: [],
  condition: { kind: 'all', of: [] },
  reason: 'Noise',
  comment: '',
  expiresAt: null,
};

/** A detection in three, no service in five. */
const changesOf = (number: number): JsonObject => ({
  ...(number % 3 === 0 && { detectorId: number % 2 === 0 ? 'VM_Miner' : 'SQL.Probe' }),
  ...(number % 5 === 0 && { serviceSource: null }),
});

const types = [null, 'vm_miner', 'VM_*', '*currency*', 'SQL?Probe', 'nothing', '*', ''];
const is = (field: FieldCondition['field'], ...values: readonly string[]): FieldCondition => ({
  kind: 'field',
  field,
  operator: 'is',
  values,
});
const conditions: readonly ConditionGroup[] = [
  { kind: 'all', of: [is('title', '*currency*'), is('severity', 'low', 'HIGH')] },
  { kind: 'all', of: [{ ...is('title', 'currency'), operator: 'contains' }] },
  { kind: 'all', of: [{ ...is('severity', 'low'), operator: 'isNot' }] },
  { kind: 'any', of: [is('category', 'exfil*'), is('severity', 'low')] },
  { kind: 'any', of: [is('category', 'exfil*')] },
  { kind: 'any', of: [] },
  { kind: 'all', of: [is('technique', 'T1530'), { kind: 'any', of: [is('title', '*')] }] },
  { kind: 'all', of: [{ ...is('detectionSource', '^microsoft.*Servers$'), operator: 'matches' }] },
  { kind: 'all', of: [is('serviceSource', 'unknown')] },
  { kind: 'all', of: [is('category')] },
];
const sources = [[], ['microsoftDefenderForCloud'], ['unknown', 'microsoftSentinel'], ['none']];

it('reads no document in vain, and leaves out no alert that a rule is about', async () => {
  const store = openTestStore(makeDisk());
  const numbers = Array.from({ length: 60 }, (_, number) => number);
  const alerts = numbers.map((number) => sampleAlert(number, changesOf(number)));
  await store.ingest.call('page.commit', page({ alerts }));
  const scopes = [
    ...types.flatMap((alertType) =>
      sources.map((serviceSources) => ({ alertType, serviceSources })),
    ),
    ...conditions.map((condition) => ({ condition })),
  ];
  for (const scope of scopes) {
    const tried = { ...rule, ...scope };
    const { total, alerts: found } = await store.queries.call('tuning.tryOut', {
      rule: tried,
      limit: 100,
    });
    const expected = alerts.filter(ruleMatch(tried)).map(({ id }) => id);
    expect([total, found.map(({ row }) => row.alertId)]).toEqual([expected.length, expected]);
  }
  expect(store.bugs).toEqual([]);
  await store.close();
});
