// What a person has looked at: told to main, which keeps it.
import { useEffect, useState } from 'react';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import type { Unread } from '../../shared/model/seen-incident.ts';
import { useSession } from './session.tsx';
import type { Session } from './session.tsx';

/** What one call takes. */
const MOST_AT_ONCE = 1_000;

function* chunksOf<T>(list: readonly T[], most: number): Iterable<readonly T[]> {
  for (let at = 0; at < list.length; at += most) yield list.slice(at, at + most);
}

type Reading = Pick<Session, 'bridge' | 'connection'>;

/** As they are now. Where the store or main cannot be asked, they stay unread. */
export async function markSeen(
  { bridge, connection }: Reading,
  keys: readonly IncidentKey[],
): Promise<void> {
  for (const some of chunksOf(keys, MOST_AT_ONCE)) {
    const seen = await connection.call('incidents.seen', { keys: some });
    if (seen.length > 0) await bridge.call('seen.mark', { seen });
  }
}

export async function markUnseen(
  { bridge }: Pick<Session, 'bridge'>,
  keys: readonly IncidentKey[],
): Promise<void> {
  for (const some of chunksOf(keys, MOST_AT_ONCE)) {
    await bridge.call('seen.unmark', { keys: some });
  }
}

/**
 * The person looks at this incident for as long as the component stands. Returns what was new when they
 * began to; null where nothing was, or nothing is loaded yet.
 */
export function useLooking(detail: IncidentDetail | null | undefined): Unread | null {
  const { bridge, connection } = useSession();
  const [begun, setBegun] = useState<{
    readonly key: IncidentKey;
    readonly unread: Unread | null;
  } | null>(null);
  const row = detail?.row;
  if (row !== undefined && begun?.key !== row.key) setBegun({ key: row.key, unread: row.unread });
  const key = row?.key;
  const isUnread = row?.unread != null;
  useEffect(() => {
    if (key === undefined || !isUnread) return;
    // It stays bold where the store stops in the middle of the answer.
    markSeen({ bridge, connection }, [key]).catch(() => undefined);
  }, [bridge, connection, key, isUnread]);
  return begun !== null && begun.key === key ? begun.unread : null;
}
