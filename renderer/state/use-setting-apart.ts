// Sets what one source says of an alert apart from the others, and takes that back.
import { useState } from 'react';
import type { AlertKey } from '../../shared/model/alert.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { useSession } from './session.tsx';

export interface SettingApart {
  /** The sighting that the store is asked about now. */
  readonly pending: AlertKey | null;
  /** Why the last change was not made. */
  readonly failure: Failure | null;
  split(key: AlertKey): Promise<void>;
  join(key: AlertKey): Promise<void>;
}

/** The outcome shows in the alert's own stream. */
export function useSettingApart(): SettingApart {
  const { connection } = useSession();
  const [pending, setPending] = useState<AlertKey | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = async (name: 'sighting.split' | 'sighting.join', key: AlertKey): Promise<void> => {
    setPending(key);
    setFailure(null);
    try {
      await connection.call(name, { key });
    } catch (error) {
      const told = failureIn(error);
      if (told === null) throw error;
      setFailure(told);
    } finally {
      setPending(null);
    }
  };
  return {
    pending,
    failure,
    split: (key) => ask('sighting.split', key),
    join: (key) => ask('sighting.join', key),
  };
}
