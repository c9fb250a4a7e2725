// A tuning rule while a person writes it: where it starts, how its tree of conditions is changed, and
// what still keeps it from being saved.
import type { Alert } from '../../shared/model/alert.ts';
import type {
  ConditionGroup,
  FieldCondition,
  RuleCondition,
  RuleField,
  RuleId,
  TuningRule,
} from '../../shared/model/tuning-rule.ts';
import { ruleFields } from '../../shared/model/tuning-rule.ts';
import { alertTypeOf, fieldTextsOf, ruleFieldAbout } from '../../shared/tuning/rule-fields.ts';
import { regexTrouble } from '../../shared/tuning/text-pattern.ts';

/** Where a condition stands: the place in each group on the way to it. The whole tree is `[]`. */
export type ConditionPath = readonly number[];

export const nameLimit = 120;
export const commentLimit = 2_000;
/** Longer lists belong into several rules. */
export const valuesLimit = 200;
const VALUE_LENGTH = 2_000;

export function blankRule(id: RuleId): TuningRule {
  return {
    id,
    name: '',
    isOn: true,
    action: 'hide',
    alertType: null,
    serviceSources: [],
    condition: { kind: 'all', of: [] },
    reason: 'FalsePositive',
    comment: '',
    expiresAt: null,
  };
}

/** What tells assets apart, the surest first. */
const assetFields = ['resourceId', 'device', 'asset'] as const satisfies readonly RuleField[];

/** About the same detection on the same assets, which is as narrow as can be said. */
export function ruleLike(alert: Alert, id: RuleId): TuningRule {
  const textsOf = fieldTextsOf(alert);
  const field = assetFields.find((one) => textsOf(one).length > 0) ?? 'asset';
  const assets = [...new Set(textsOf(field))].slice(0, valuesLimit);
  return {
    ...blankRule(id),
    name: (alert.title ?? '').slice(0, nameLimit),
    alertType: alertTypeOf(alert),
    serviceSources: alert.serviceSource ? [alert.serviceSource] : [],
    condition: {
      kind: 'all',
      of: assets.length === 0 ? [] : [literal(field, assets)],
    },
  };
}

/** What the evidence of an alert offers as conditions, in the order of the fields. */
export function evidenceConditions(alert: Alert): readonly FieldCondition[] {
  const textsOf = fieldTextsOf(alert);
  return ruleFields
    .filter((field) => ruleFieldAbout(field) === 'Evidence' && field !== 'entity')
    .flatMap((field) => {
      const values = [...new Set(textsOf(field))].slice(0, valuesLimit);
      return values.length === 0 ? [] : [literal(field, values)];
    });
}

export const blankCondition: FieldCondition = {
  kind: 'field',
  field: 'asset',
  operator: 'is',
  values: [],
};

export function conditionAdded(
  root: ConditionGroup,
  path: ConditionPath,
  added: RuleCondition,
): ConditionGroup {
  return groupChanged(root, path, (group) => ({ ...group, of: [...group.of, added] }));
}

/** null takes it away. The whole tree cannot be replaced by it. */
export function conditionReplaced(
  root: ConditionGroup,
  path: ConditionPath,
  next: RuleCondition | null,
): ConditionGroup {
  const last = path.at(-1);
  if (last === undefined) return next === null || next.kind === 'field' ? root : next;
  return groupChanged(root, path.slice(0, -1), (group) => ({
    ...group,
    of: group.of.flatMap((one, index) => (index !== last ? [one] : next === null ? [] : [next])),
  }));
}

function groupChanged(
  root: ConditionGroup,
  path: ConditionPath,
  change: (group: ConditionGroup) => ConditionGroup,
): ConditionGroup {
  const [first, ...rest] = path;
  if (first === undefined) return change(root);
  return {
    ...root,
    of: root.of.map((one, index) =>
      index !== first || one.kind === 'field' ? one : groupChanged(one, rest, change),
    ),
  };
}

/**
 * As it is saved: without blanks around what was typed, without empty values and empty groups. No
 * conditions at all hold for everything, however they were to be joined.
 */
export function tidied(rule: TuningRule): TuningRule {
  const { name, comment, alertType } = rule;
  const condition = tidiedGroup(rule.condition);
  return {
    ...rule,
    name: name.trim(),
    comment: comment.trim(),
    alertType: alertType?.trim() || null,
    condition: condition.of.length === 0 ? { kind: 'all', of: [] } : condition,
  };
}

function tidiedGroup({ kind, of }: ConditionGroup): ConditionGroup {
  return {
    kind,
    of: of.flatMap((one): readonly RuleCondition[] => {
      if (one.kind === 'field') {
        const values = one.values.map((value) => value.trim()).filter((value) => value !== '');
        return [{ ...one, values: [...new Set(values)] }];
      }
      const group = tidiedGroup(one);
      return group.of.length === 0 ? [] : [group];
    }),
  };
}

export type RuleTrouble =
  | { readonly about: 'name' | 'scope' | 'expiry' | 'comment'; readonly text: string }
  | { readonly about: 'condition'; readonly path: ConditionPath; readonly text: string };

/** All that keeps a tidied rule from being saved, each in a sentence. */
export function ruleTroubles(rule: TuningRule, now: number): readonly RuleTrouble[] {
  const troubles: RuleTrouble[] = [];
  const { name, comment, alertType, condition, expiresAt } = rule;
  if (name === '') troubles.push({ about: 'name', text: 'Give the rule a name.' });
  if (alertType === null && condition.of.length === 0) {
    troubles.push({
      about: 'scope',
      text: 'Name an alert type or add a condition: this would be about every alert.',
    });
  }
  if (expiresAt !== null && !(expiresAt > now)) {
    troubles.push({ about: 'expiry', text: 'The expiry has to be a time to come.' });
  }
  if (comment.length > commentLimit) {
    troubles.push({
      about: 'comment',
      text: `At most ${commentLimit.toLocaleString('en-US')} characters.`,
    });
  }
  return [...troubles, ...conditionTroubles(condition, [])];
}

function conditionTroubles(group: ConditionGroup, path: ConditionPath): readonly RuleTrouble[] {
  return group.of.flatMap((one, index): readonly RuleTrouble[] => {
    const place = [...path, index];
    if (one.kind !== 'field') return conditionTroubles(one, place);
    const text = fieldTrouble(one);
    return text === null ? [] : [{ about: 'condition', path: place, text }];
  });
}

function fieldTrouble({ operator, values }: FieldCondition): string | null {
  if (values.length === 0) return 'Give at least one value.';
  if (values.length > valuesLimit) return `At most ${String(valuesLimit)} values.`;
  if (values.some((value) => value.length > VALUE_LENGTH)) {
    return `A value has at most ${VALUE_LENGTH.toLocaleString('en-US')} characters.`;
  }
  if (operator !== 'matches') return null;
  const trouble = values.map(regexTrouble).find((why) => why !== null);
  return trouble === undefined || trouble === null ? null : `No regular expression: ${trouble}`;
}

/** `is` where the values can be said so; of values that hold a wildcard themselves, what contains them. */
function literal(field: RuleField, values: readonly string[]): FieldCondition {
  const operator = values.some((value) => /[*?]/.test(value)) ? 'contains' : 'is';
  return { kind: 'field', field, operator, values };
}
