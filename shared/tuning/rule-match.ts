// Whether a tuning rule is about an alert. Its patterns are compiled once, for as many alerts as there are.
import type { Alert } from '../model/alert.ts';
import { alertTypeOf, fieldTextsOf } from './rule-fields.ts';
import type { FieldTexts } from './rule-fields.ts';
import { containsTest, isRegex, regexTest, wildcardTest } from './text-pattern.ts';
import type { TextTest } from './text-pattern.ts';
import type {
  FieldCondition,
  RuleCondition,
  RuleOperator,
  TuningRule,
} from '../model/tuning-rule.ts';

export type RuleScope = Pick<TuningRule, 'alertType' | 'serviceSources' | 'condition'>;

const testByOperator: Readonly<Record<RuleOperator, (value: string) => TextTest>> = {
  is: wildcardTest,
  isNot: wildcardTest,
  contains: containsTest,
  // Only what a newer release wrote is no regular expression here: it is about nothing.
  matches: (value) => (isRegex(value) ? regexTest(value) : () => false),
};

/** Says nothing of whether the rule is on: see `isInForce`. */
export function ruleMatch({ alertType, serviceSources, condition }: RuleScope) {
  const isOfType = alertType === null ? null : wildcardTest(alertType);
  const sources = new Set(serviceSources);
  const holds = conditionTest(condition);
  return (alert: Alert): boolean =>
    isFromSource(sources, alert.serviceSource ?? 'unknown') &&
    (isOfType === null || isOfType(alertTypeOf(alert) ?? '')) &&
    holds(fieldTextsOf(alert));
}

/** Whether a text fits any of the values; of `isNot`, whether it is one of those that must not be there. */
export function textTest({ operator, values }: FieldCondition): TextTest {
  const tests = values.map(testByOperator[operator]);
  return (text) => tests.some((test) => test(text));
}

/** No source stands for all of them. */
function isFromSource(sources: ReadonlySet<string>, source: string): boolean {
  return sources.size === 0 || sources.has(source);
}

function conditionTest(condition: RuleCondition): (texts: FieldTexts) => boolean {
  if (condition.kind === 'field') {
    const { field, operator } = condition;
    const isNamed = textTest(condition);
    const isWanted = operator !== 'isNot';
    return (texts) => texts(field).some(isNamed) === isWanted;
  }
  const parts = condition.of.map(conditionTest);
  return condition.kind === 'all'
    ? (texts) => parts.every((holds) => holds(texts))
    : (texts) => parts.some((holds) => holds(texts));
}
