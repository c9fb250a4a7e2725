// Sources and sign-ins as main says them, for as long as somebody looks: asking main may wake the keyring.
import { useEffect, useState } from 'react';
import type { ConnectionsState } from '../../shared/contract/connections.ts';
import type { Failure } from '../../shared/failure.ts';
import { useSession } from './session.tsx';

export interface ConnectionsView {
  /** null until main has answered. */
  readonly connections: ConnectionsState | null;
  readonly failure: Failure | null;
}

export function useConnections(): ConnectionsView {
  const { bridge } = useSession();
  const [view, setView] = useState<ConnectionsView>({ connections: null, failure: null });
  useEffect(() => {
    let hasHeard = false;
    const stop = bridge.on('connections.changed', (connections) => {
      hasHeard = true;
      setView({ connections, failure: null });
    });
    void bridge.call('connections.read', null).then((result) => {
      // An event that overtook the answer is newer.
      if (hasHeard) return;
      hasHeard = true;
      if (result.ok) setView({ connections: result.value, failure: null });
      else setView({ connections: null, failure: result.failure });
    });
    return () => {
      hasHeard = true;
      stop();
    };
  }, [bridge]);
  return view;
}
