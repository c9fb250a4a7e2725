// What an incident is called; clearing the field is no rename.
import { Field, Input } from '@fluentui/react-components';

interface NameFieldProps {
  readonly name: string;
  readonly isMissing: boolean;
  onChange(name: string): void;
}

export function NameField({ name, isMissing, onChange }: NameFieldProps) {
  return (
    <Field
      label="Name"
      validationState={isMissing ? 'error' : 'none'}
      validationMessage={isMissing ? 'An incident needs a name.' : null}
    >
      <Input
        value={name}
        spellCheck={false}
        autoComplete="off"
        onChange={(_event, { value }) => onChange(value)}
      />
    </Field>
  );
}
