// Classification and determination: only pairs that the service takes can be chosen.
import { Field, Select } from '@fluentui/react-components';
import { canonicalDetermination } from '../../../shared/model/determination.ts';
import { labelledMembers, labelOf } from '../../../shared/model/labels.ts';
import { determinationChoices, notSet, withClassification } from '../../state/manage-draft.ts';
import type { ManageDraft } from '../../state/manage-draft.ts';

interface VerdictFieldsProps {
  readonly draft: ManageDraft;
  onChange(draft: ManageDraft): void;
}

export function VerdictFields({ draft, onChange }: VerdictFieldsProps) {
  const { values } = draft;
  const classification = values.classification ?? notSet;
  const settable = [notSet, ...labelledMembers('alertClassification').map(({ member }) => member)];
  const choices = determinationChoices(draft);
  return (
    <>
      <Field label="Classification">
        <Select
          value={classification}
          onChange={(_event, { value }) => onChange(withClassification(draft, value))}
        >
          {[...new Set([...settable, classification])].map((member) => (
            <option key={member} value={member}>
              {labelOf('alertClassification', member)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Determination">
        <Select
          value={canonicalDetermination(values.determination ?? notSet)}
          disabled={choices.length === 1}
          onChange={(_event, { value }) =>
            onChange({ ...draft, values: { ...values, determination: value } })
          }
        >
          {choices.map(({ value, isDeprecated }) => (
            <option key={value} value={value}>
              {labelOf('alertDetermination', value)}
              {isDeprecated && ' (deprecated)'}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
