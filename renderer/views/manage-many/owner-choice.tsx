// Who is to work on all of them: as it is, nobody, one of those that are known, or anyone by name.
import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useConnections } from '../../state/connections.ts';
import { loadedRows } from '../../state/loaded-rows.ts';
import { useSession } from '../../state/session.tsx';

interface OwnerChoiceProps {
  readonly isFocused: boolean;
  /** undefined leaves each as it is, null is nobody. */
  readonly owner: string | null | undefined;
  onChange(owner: string | null | undefined): void;
}

/** Values of the list that are no sign-in name, which has no space in it. */
const asItIs = 'as it is';
const nobody = 'no body';
const anyone = 'any one';

export function OwnerChoice({ isFocused, owner, onChange }: OwnerChoiceProps) {
  const { connections } = useConnections();
  const { incidents, alerts } = useSession();
  const [isTyped, setTyped] = useState(false);
  const mine = (connections?.tenants ?? []).flatMap(({ account }) => account ?? []);
  const seen = [...loadedRows(incidents), ...loadedRows(alerts)].flatMap(
    ({ assignedTo }) => assignedTo ?? [],
  );
  const others = [...new Set(seen)].filter((name) => !mine.includes(name)).toSorted();
  const value = isTyped ? anyone : owner === undefined ? asItIs : (owner ?? nobody);
  const choose = (chosen: string): void => {
    setTyped(chosen === anyone);
    if (chosen === asItIs || chosen === anyone) onChange(undefined);
    else onChange(chosen === nobody ? null : chosen);
  };
  return (
    <>
      <Field label="Assigned to" data-begin={isFocused || undefined}>
        <Select value={value} onChange={(_event, { value: chosen }) => choose(chosen)}>
          <option value={asItIs}>As it is</option>
          <option value={nobody}>Unassigned</option>
          {[...new Set(mine)].map((name) => (
            <option key={name} value={name}>
              {name} (me)
            </option>
          ))}
          {others.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value={anyone}>Someone else</option>
        </Select>
      </Field>
      {isTyped && (
        <Field label="Sign-in name">
          <Input
            autoFocus
            value={owner ?? ''}
            spellCheck={false}
            autoComplete="off"
            onChange={(_event, { value: name }) =>
              onChange(name.trim() === '' ? undefined : name.trim())
            }
          />
        </Field>
      )}
    </>
  );
}
