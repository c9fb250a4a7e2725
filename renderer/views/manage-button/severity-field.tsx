// A severity in place of the one that the service gave, beside the highest of the alerts.
import { Button, Field, Select } from '@fluentui/react-components';
import { labelOf } from '../../../shared/model/labels.ts';
import styles from './manage-pane.module.css';

interface SeverityFieldProps {
  readonly severity: string;
  /** It can be kept, whatever it is. */
  readonly before: string;
  /** The highest of its alerts; null where none states one. */
  readonly ofAlerts: string | null;
  onChange(severity: string): void;
}

const settable = ['high', 'medium', 'low', 'informational'];

export function SeverityField({ severity, before, ofAlerts, onChange }: SeverityFieldProps) {
  const choices = settable.includes(before) ? settable : [before, ...settable];
  return (
    <div>
      <Field label="Severity">
        <Select value={severity} onChange={(_event, { value }) => onChange(value)}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {labelOf('alertSeverity', choice)}
            </option>
          ))}
        </Select>
      </Field>
      {ofAlerts !== null && ofAlerts !== severity && (
        <p className={styles.derived}>
          The highest of its alerts is {labelOf('alertSeverity', ofAlerts).toLowerCase()}.
          <Button size="small" appearance="transparent" onClick={() => onChange(ofAlerts)}>
            Use that
          </Button>
        </p>
      )}
    </div>
  );
}
