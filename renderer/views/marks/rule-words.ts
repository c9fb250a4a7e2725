// What a tuning rule says, in words.
import type {
  ConditionGroup,
  FieldCondition,
  RuleCondition,
  RuleOperator,
  TuningRule,
} from '../../../shared/model/tuning-rule.ts';
import { serviceName } from '../../../shared/model/short-names.ts';
import { ruleFieldLabel } from '../../../shared/tuning/rule-fields.ts';

export const operatorWords: Readonly<Record<RuleOperator, string>> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  matches: 'matches regex',
};

const reasonWords: Readonly<Record<string, string>> = {
  FalsePositive: 'False positive',
  ExpectedBehavior: 'Expected behavior',
  AlreadyMitigated: 'Already mitigated',
  Noise: 'Noise',
  Other: 'Other',
};

/** An imported reason may be any text. */
export function ruleReasonLabel(reason: string): string {
  return reasonWords[reason] ?? reason;
}

export const actionLabel: Readonly<Record<TuningRule['action'], string>> = {
  hide: 'Hide',
  resolve: 'Resolve',
};

/** Values beyond these are counted. */
const VALUES_TOLD = 3;

/** Which alerts it is about: "Alert type VM_Tor AND Asset is web-01". */
export function scopeWords(rule: TuningRule): string {
  const { alertType, serviceSources, condition } = rule;
  const parts = [
    ...(alertType === null ? [] : [`Alert type ${alertType}`]),
    ...(serviceSources.length === 0 ? [] : [`from ${list(serviceSources.map(serviceName))}`]),
  ];
  if (condition.of.length === 0) return parts.length === 0 ? 'Any alert' : parts.join(' AND ');
  return parts.length === 0
    ? conditionWords(condition)
    : [...parts, memberWords(condition, 'all')].join(' AND ');
}

/** In brackets where the words around it would join it otherwise. */
function memberWords(condition: RuleCondition, around: ConditionGroup['kind']): string {
  const words = conditionWords(condition);
  const isOpen = condition.kind !== 'field' && condition.of.length > 1;
  return isOpen && condition.kind !== around ? `(${words})` : words;
}

function conditionWords(condition: RuleCondition): string {
  if (condition.kind === 'field') return fieldWords(condition);
  const { kind, of } = condition;
  if (of.length === 0) return kind === 'all' ? 'anything' : 'nothing';
  return of.map((one) => memberWords(one, kind)).join(kind === 'all' ? ' AND ' : ' OR ');
}

export function fieldWords({ field, operator, values }: FieldCondition): string {
  return `${ruleFieldLabel(field)} ${operatorWords[operator]} ${list(values)}`;
}

function list(values: readonly string[]): string {
  const told = values.slice(0, VALUES_TOLD).join(' or ');
  const more = values.length - VALUES_TOLD;
  return more > 0 ? `${told} or ${String(more)} more` : told;
}
