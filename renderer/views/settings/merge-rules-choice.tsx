// What keeps incidents from being merged, beyond what always does.
import type { MergeRules } from '../../../shared/grouping/merge-vetoes.ts';
import { Choice } from './choice.tsx';

interface MergeRulesChoiceProps {
  readonly rules: MergeRules;
  onChange(rules: MergeRules): void;
}

/** 0 stands for any number. */
const ENTITY_LIMITS = [50, 100, 200, 500, 0] as const;

export function MergeRulesChoice({ rules, onChange }: MergeRulesChoiceProps) {
  const { mostEntities } = rules;
  const limits = [...new Set([...ENTITY_LIMITS, mostEntities ?? 0])];
  return (
    <>
      <Choice
        label="Entities of a merged incident"
        hint="Incidents that would have more together are not merged. Defender XDR had 50 while it told its limit."
        value={mostEntities ?? 0}
        onChoose={(most) => onChange({ ...rules, mostEntities: most === 0 ? null : most })}
        choices={limits.map((most) => [
          most,
          most === 0 ? 'Any number' : `${most.toLocaleString('en-US')} at most`,
        ])}
      />
      <Choice
        label="Device groups"
        hint="Whether incidents with devices of different groups stay apart."
        value={rules.separatesDeviceGroups ? 'apart' : 'together'}
        onChoose={(value) => onChange({ ...rules, separatesDeviceGroups: value === 'apart' })}
        choices={[
          ['together', 'Can be merged'],
          ['apart', 'Stay apart'],
        ]}
      />
    </>
  );
}
