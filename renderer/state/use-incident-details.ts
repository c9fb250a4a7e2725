// The details of several incidents at once, followed while they are looked at.
import { useEffect, useState } from 'react';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import { useSession } from './session.tsx';

/** null for what the store does not have; without those that have not come yet. */
export type DetailByKey = ReadonlyMap<IncidentKey, IncidentDetail | null>;

/** For a few incidents: each is read whole. Keys are compared by their content. */
export function useIncidentDetails(keys: readonly IncidentKey[]): DetailByKey {
  const { connection } = useSession();
  const [detailByKey, setDetailByKey] = useState<DetailByKey>(new Map());
  const keysText = JSON.stringify(keys);
  useEffect(() => {
    const watched = JSON.parse(keysText) as readonly IncidentKey[];
    const ends = watched.map((key) =>
      connection.watch(
        'incident.detail',
        { key },
        (detail) => setDetailByKey((before) => new Map([...before, [key, detail]])),
        // The connection comes again; until then the last answer stands.
        () => undefined,
      ),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [connection, keysText]);
  return detailByKey;
}
