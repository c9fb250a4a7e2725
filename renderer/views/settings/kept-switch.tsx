// A switch that main keeps: it moves at once, and goes back with the reason where it could not be kept.
import { Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure, Result } from '../../../shared/failure.ts';
import { FailureText } from './failure-text.tsx';

interface KeptSwitchProps {
  readonly label: string;
  /** As main keeps it. */
  readonly isOn: boolean;
  keep(isOn: boolean): Promise<Result<null>>;
}

export function KeptSwitch({ label, isOn, keep }: KeptSwitchProps) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (checked: boolean): Promise<void> => {
    setWanted(checked);
    const result = await keep(checked);
    setWanted(null);
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <>
      <Switch
        label={label}
        checked={wanted ?? isOn}
        onChange={(_event, { checked }) => void change(checked)}
      />
      {failure !== null && <FailureText failure={failure} />}
    </>
  );
}
