// Incidents and alerts that have exactly the id that was typed, whatever the filters leave out.
import { useEffect, useState } from 'react';
import { failureIn } from '../../../shared/failure.ts';
import type { Route } from '../../state/navigation.ts';
import { useSession } from '../../state/session.tsx';
import type { PaletteEntry } from './rank-entries.ts';

/** Shorter texts are no ids. */
const LEAST_CHARACTERS = 2;
const QUIET_MS = 80;

export function useFoundItems(query: string): readonly PaletteEntry[] {
  const { connection, navigation } = useSession();
  const [found, setFound] = useState<{
    readonly text: string;
    readonly routes: readonly Route[];
  }>();
  const text = query.trim();
  useEffect(() => {
    if (text.length < LEAST_CHARACTERS) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      const find = (queue: 'incidents' | 'alerts') => connection.call('item.find', { text, queue });
      Promise.all([find('incidents'), find('alerts')]).then(
        (items) => {
          if (!isWanted) return;
          const routes = items.filter((item) => item !== null);
          setFound({ text, routes });
        },
        (error: unknown) => {
          // A store that starts again is told elsewhere; the commands are still there.
          if (failureIn(error) === null) throw error;
        },
      );
    }, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [connection, text]);
  if (found?.text !== text) return [];
  const byId = new Map(found.routes.map((route) => [JSON.stringify(route), route]));
  return [...byId].map(([id, route]) => ({
    id,
    title: `Open ${route.kind} ${text}`,
    group: 'Found by id',
    run: () => navigation.getState().go(route),
  }));
}
