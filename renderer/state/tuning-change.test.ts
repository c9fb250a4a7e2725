import { describe, expect, it } from 'vitest';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { foldAnnotations } from '../../shared/model/fold-annotations.ts';
import type { AnnotationState } from '../../shared/model/fold-annotations.ts';
import { ruleId } from '../../shared/model/tuning-rule.ts';
import { blankRule } from './rule-draft.ts';
import {
  acknowledged,
  deletedRule,
  importedRules,
  putBack,
  savedRule,
  switchedRule,
} from './tuning-change.ts';
import type { TuningChange } from './tuning-change.ts';

const rule = { ...blankRule(ruleId('R1')), name: 'Miners', alertType: 'VM_Miner' };
const other = { ...rule, id: ruleId('R2'), name: 'Scanners' };
const alert = 't/a' as AlertKey;

let serial = 0;
function after(gestures: TuningChange['gestures'], before?: AnnotationState): AnnotationState {
  const entries = gestures.map((gesture) => {
    serial += 1;
    return { ...gesture, id: `E${serial}` as EntryId, at: serial, actor: 'ada' } as Annotation;
  });
  return foldAnnotations(entries, before);
}

/** What decides which alerts are in the queue. */
function told({ tuning }: AnnotationState) {
  const { ruleById, acknowledged: known, putBack: back } = tuning;
  return {
    rules: [...ruleById.values()].map((authored) => authored.rule),
    acknowledged: [...known].map(([key, { reason, until }]) => ({ key, reason, until })),
    putBack: [...back],
  };
}

const withRule = after([{ kind: 'rule', rule }]);
const known = after([{ kind: 'acknowledge', alert, reason: 'Test', until: 9_000 }]);
const byRule = { kind: 'rule', ruleId: rule.id, ruleName: rule.name } as const;
const byPerson = {
  kind: 'acknowledged',
  at: 1,
  actor: 'ada',
  reason: 'Test',
  until: 9_000,
} as const;

const cases: readonly (readonly [string, AnnotationState, TuningChange])[] = [
  ['a new rule', after([]), savedRule(rule, null)],
  ['a changed rule', withRule, savedRule({ ...rule, name: 'All miners' }, rule)],
  ['a rule turned off', withRule, switchedRule(rule)],
  ['a deleted rule', withRule, deletedRule(rule)],
  ['imported rules', withRule, importedRules([other])],
  ['an acknowledged alert', withRule, acknowledged(alert, 'Known', null)],
  ['an alert of a rule that was put back', withRule, putBack(alert, byRule)],
  ['an acknowledged alert that was put back', known, putBack(alert, byPerson)],
];

describe('a change of tuning', () => {
  it.each(cases)('is told and done, and undone: %s', (_name, before, change) => {
    const done = after(change.gestures, before);
    expect(told(done)).not.toEqual(told(before));
    expect(change.told).not.toBe('');
    expect(told(after(change.undo, done))).toEqual(told(before));
  });
});
