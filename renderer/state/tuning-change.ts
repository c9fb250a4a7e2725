// What a person does to rules and to alerts that are set aside, each with how it is taken back.
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type { SetAsideReason } from '../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { TuningRule } from '../../shared/model/tuning-rule.ts';

export interface TuningChange {
  readonly gestures: readonly Gesture<AnnotationDraft>[];
  /** What was done, in words: "Rule deleted". */
  readonly told: string;
  readonly undo: readonly Gesture<AnnotationDraft>[];
}

/** `before` is null for a new rule. */
export function savedRule(rule: TuningRule, before: TuningRule | null): TuningChange {
  return {
    gestures: [{ kind: 'rule', rule }],
    told: `${before === null ? 'Rule made' : 'Rule changed'}: ${rule.name}`,
    undo: [
      before === null ? { kind: 'ruleRemoved', ruleId: rule.id } : { kind: 'rule', rule: before },
    ],
  };
}

export function switchedRule(rule: TuningRule): TuningChange {
  const isOn = !rule.isOn;
  return {
    ...savedRule({ ...rule, isOn }, rule),
    told: `Rule turned ${isOn ? 'on' : 'off'}: ${rule.name}`,
  };
}

export function deletedRule(rule: TuningRule): TuningChange {
  return {
    gestures: [{ kind: 'ruleRemoved', ruleId: rule.id }],
    told: `Rule deleted: ${rule.name}`,
    undo: [{ kind: 'rule', rule }],
  };
}

export function importedRules(rules: readonly TuningRule[]): TuningChange {
  return {
    gestures: rules.map((rule) => ({ kind: 'rule', rule })),
    told: `${rules.length.toLocaleString('en-US')} ${rules.length === 1 ? 'rule' : 'rules'} imported`,
    undo: rules.map(({ id }) => ({ kind: 'ruleRemoved', ruleId: id })),
  };
}

/** `until` in UTC epoch milliseconds; null for good. */
export function acknowledged(alert: AlertKey, reason: string, until: number | null): TuningChange {
  return {
    gestures: [{ kind: 'acknowledge', alert, reason, until }],
    told: 'Acknowledged: out of the alert queue',
    undo: [{ kind: 'leftToRules', alert }],
  };
}

/** `reason` is why it was out of the queue. */
export function putBack(alert: AlertKey, reason: SetAsideReason): TuningChange {
  return {
    gestures: [{ kind: 'putBack', alert }],
    told: 'Back in the alert queue',
    undo: [
      reason.kind === 'acknowledged'
        ? { kind: 'acknowledge', alert, reason: reason.reason, until: reason.until }
        : { kind: 'leftToRules', alert },
    ],
  };
}
