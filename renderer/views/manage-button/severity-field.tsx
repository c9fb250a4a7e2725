// A severity in place of the one that the service gave.
import { Field, Select } from '@fluentui/react-components';
import { labelOf } from '../../../shared/model/labels.ts';

interface SeverityFieldProps {
  readonly severity: string;
  /** It can be kept, whatever it is. */
  readonly before: string;
  onChange(severity: string): void;
}

const settable = ['high', 'medium', 'low', 'informational'];

export function SeverityField({ severity, before, onChange }: SeverityFieldProps) {
  const choices = settable.includes(before) ? settable : [before, ...settable];
  return (
    <Field label="Severity">
      <Select value={severity} onChange={(_event, { value }) => onChange(value)}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {labelOf('alertSeverity', choice)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
