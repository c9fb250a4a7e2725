// Sets what one source says of an alert apart from the others, and takes that back.
import { useState } from 'react';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { Failure } from '../../shared/failure.ts';
import type { FoldEntry } from '../../shared/model/annotation.ts';
import { useSession } from './session.tsx';

export interface SettingApart {
  /** The sighting whose change is being saved. */
  readonly pending: AlertKey | null;
  /** Why the last change was not made. */
  readonly failure: Failure | null;
  split(key: AlertKey): Promise<void>;
  join(key: AlertKey): Promise<void>;
}

/** The outcome shows in the alert's own stream. */
export function useSettingApart(): SettingApart {
  const { outbox } = useSession();
  const [pending, setPending] = useState<AlertKey | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const write = async (kind: FoldEntry['kind'], sighting: AlertKey): Promise<void> => {
    setPending(sighting);
    setFailure(await outbox.getState().write({ kind, sighting }));
    setPending(null);
  };
  return {
    pending,
    failure,
    split: (key) => write('split', key),
    join: (key) => write('join', key),
  };
}
