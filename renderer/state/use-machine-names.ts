// What else names a machine, asked anew whenever correlation has caught up, and what people say of it.
import { useState } from 'react';
import type { MachineNames } from '../../shared/contract/machine-names.ts';
import type { Failure } from '../../shared/failure.ts';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { EntityKey } from '../../shared/model/entity.ts';
import type { MachinePairEntry } from '../../shared/model/regrouping.ts';
import { useSession } from './session.tsx';
import { useAnswer } from './use-answer.ts';
import { useStream } from './use-stream.ts';

export interface MachineNamesState {
  /** null for what is no machine, and until it is known. */
  readonly names: MachineNames | null;
  /** Alerts are still being looked at: what is the same machine may change. */
  readonly isBehind: boolean;
  /** Why the last answer of the person was not kept. */
  readonly failure: Failure | null;
  tell(other: string, verdict: MachinePairEntry['verdict'], reason: string): Promise<void>;
}

export function useMachineNames(alerts: readonly AlertKey[], entity: EntityKey): MachineNamesState {
  const { outbox } = useSession();
  const { item: waiting = 0 } = useStream('correlation.waiting', null);
  const isBehind = waiting > 0;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [told, setTold] = useState(0);
  // Where the store is gone the page says so by itself.
  const { answer } = useAnswer(
    'machine.names',
    { alerts, entity },
    { anew: `${String(isBehind)} ${String(told)}` },
  );
  const names = answer ?? null;
  return {
    names,
    isBehind,
    failure,
    async tell(other, verdict, reason) {
      if (names === null) return;
      const pair = machinePair(names.name, other);
      const { tenantId } = names;
      setFailure(
        await outbox.getState().write({ kind: 'machinePair', ...pair, tenantId, verdict, reason }),
      );
      setTold((count) => count + 1);
    },
  };
}

/** The same for both orders: what Defender for Endpoint or Entra calls a device comes first. */
export function machinePair(
  a: string,
  b: string,
): { readonly device: string; readonly asset: string } {
  const isDevice = (name: string) => /^(device|entra):/.test(name);
  const isFirst = isDevice(a) === isDevice(b) ? a < b : isDevice(a);
  return isFirst ? { device: a, asset: b } : { device: b, asset: a };
}
