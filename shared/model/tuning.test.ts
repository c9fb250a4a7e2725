import { describe, expect, it } from 'vitest';
import type { AlertKey } from './alert.ts';
import type { TuningEntry } from './annotation.ts';
import type { EntryId } from './annotation-id.ts';
import { decodeAnnotation } from './decode-annotation.ts';
import { foldAnnotations } from './fold-annotations.ts';
import type { RuleId, TuningRule } from './tuning-rule.ts';

const rule: TuningRule = {
  id: 'R1' as RuleId,
  name: 'Scanner',
  isOn: true,
  action: 'hide',
  alertType: null,
  serviceSources: [],
  condition: {
    kind: 'any',
    of: [
      { kind: 'field', field: 'ipAddress', operator: 'is', values: ['203.0.113.*'] },
      { kind: 'all', of: [] },
    ],
  },
  reason: 'Noise',
  comment: '',
  expiresAt: 9,
};
const alert = 't/a' as AlertKey;
const by = (at: number, actor: string) => ({ id: `E${at}` as EntryId, at, actor });

const entries = [
  { ...by(1, 'ada'), kind: 'rule', rule },
  { ...by(2, 'bob'), kind: 'rule', rule: { ...rule, isOn: false } },
  { ...by(3, 'ada'), kind: 'acknowledge', alert, reason: 'Known', until: 8 },
  { ...by(4, 'bob'), kind: 'putBack', alert },
  { ...by(5, 'ada'), kind: 'acknowledge', alert, reason: 'Again', until: null },
  { ...by(6, 'ada'), kind: 'ruleRemoved', ruleId: rule.id },
  { ...by(7, 'bob'), kind: 'leftToRules', alert },
] as const satisfies readonly TuningEntry[];

const tuningAfter = (count: number) => foldAnnotations(entries.slice(0, count)).tuning;

describe('tuning in the journal', () => {
  it('is read back as it was written', () => {
    expect(entries.map((entry) => decodeAnnotation(JSON.parse(JSON.stringify(entry))))).toEqual(
      entries,
    );
  });

  it('is refused where it is not wholly understood', () => {
    const unknownField = { kind: 'field', field: 'moon', operator: 'is', values: ['full'] };
    const condition = { kind: 'all', of: [unknownField] };
    expect(decodeAnnotation({ ...entries[0], rule: { ...rule, condition } })).toBeNull();
    expect(decodeAnnotation({ ...entries[2], until: 'soon' })).toBeNull();
  });

  it('keeps the owner of a rule that another person changed', () => {
    expect([...tuningAfter(2).ruleById.values()]).toEqual([
      {
        rule: { ...rule, isOn: false },
        owner: 'ada',
        createdAt: 1,
        changedBy: 'bob',
        changedAt: 2,
      },
    ]);
    expect([...tuningAfter(6).ruleById]).toEqual([]);
  });

  it('takes an acknowledgement or its end, whichever came last', () => {
    expect([...tuningAfter(3).acknowledged]).toEqual([
      [alert, { at: 3, actor: 'ada', reason: 'Known', until: 8 }],
    ]);
    expect([[...tuningAfter(4).acknowledged], [...tuningAfter(4).putBack]]).toEqual([[], [alert]]);
    expect([...tuningAfter(5).acknowledged.keys(), ...tuningAfter(5).putBack]).toEqual([alert]);
  });

  it('leaves an alert to the rules, whatever a person said of it', () => {
    const { acknowledged, putBack } = tuningAfter(7);
    expect([acknowledged.size, putBack.size]).toEqual([0, 0]);
    const afterPutBack = foldAnnotations([entries[3], entries[6]]).tuning;
    expect(afterPutBack.putBack.size).toBe(0);
  });

  it('stays the same object where nothing of it is written', () => {
    const before = foldAnnotations(entries.slice(0, 2));
    expect(foldAnnotations([entries[1]], before).tuning).not.toBe(before.tuning);
    const apart = { ...by(9, 'ada'), kind: 'split', sighting: alert } as const;
    expect(foldAnnotations([apart], before).tuning).toBe(before.tuning);
  });
});
