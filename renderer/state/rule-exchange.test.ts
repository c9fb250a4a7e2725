import { describe, expect, it } from 'vitest';
import { ruleId } from '../../shared/model/tuning-rule.ts';
import { exportSuppressionRules } from '../../shared/tuning/suppression-json.ts';
import { readRuleFile } from './rule-exchange.ts';

const newId = () => ruleId('new');
const suppression = (name: string) => ({
  name,
  properties: { alertType: 'VM_Tor', reason: 'Noise', state: 'Enabled' },
});

describe('readRuleFile', () => {
  it('takes the rules of a list, and none of them twice', () => {
    const text = JSON.stringify({ value: [suppression('A'), suppression('B'), suppression('A')] });
    const read = readRuleFile(text, [], newId);
    expect(read).toMatchObject({
      kind: 'rules',
      rules: [{ name: 'A' }, { name: 'B' }],
      leftOut: [{ name: 'A', why: 'It is here already.' }],
    });
  });

  it('leaves out what was exported from here', () => {
    const first = readRuleFile(JSON.stringify([suppression('A')]), [], newId);
    if (first.kind !== 'rules') throw new Error(first.why);
    const exported = JSON.stringify(exportSuppressionRules(first.rules, 0).json);
    expect(readRuleFile(exported, first.rules, newId)).toEqual({
      kind: 'rules',
      rules: [],
      leftOut: [{ name: 'A', why: 'It is here already.' }],
    });
  });

  it.each([
    ['{"value":', 'It is not JSON.'],
    ['{"value":[]}', 'It holds no suppression rules of Defender for Cloud.'],
    ['[{"name":"x"}]', 'It holds no suppression rules of Defender for Cloud.'],
    ['3', 'It holds no suppression rules of Defender for Cloud.'],
    [' '.repeat(5_000_001), 'It is larger than 5 MB, which no list of rules is.'],
  ])('says why it cannot read %.20s', (text, why) => {
    expect(readRuleFile(text, [], newId)).toEqual({ kind: 'unreadable', why });
  });
});
