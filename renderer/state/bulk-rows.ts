// Reads what is needed of many incidents or alerts to change them, piece by piece.
import type { AlertKey } from '../../shared/model/alert.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import type { BulkRow } from './bulk-plan.ts';
import type { BulkSubject } from './bulk.ts';
import type { StoreConnection } from './connection.ts';
import { alertSubject, listedIncidentSubject } from './manage-subject.ts';

/** Few enough that the store answers other questions in between. */
const PIECE = 200;

/**
 * Each at the place of its key. `onProgress` is told how many are read; returning false from it ends the
 * reading, which then gives null. Rejects with FailureError.
 */
export async function readBulkRows(
  connection: Pick<StoreConnection, 'call'>,
  subject: BulkSubject,
  keys: readonly string[],
  onProgress: (read: number) => boolean,
): Promise<readonly BulkRow[] | null> {
  const rows: BulkRow[] = [];
  while (rows.length < keys.length) {
    if (!onProgress(rows.length)) return null;
    const piece = keys.slice(rows.length, rows.length + PIECE);
    rows.push(...(await readPiece(connection, subject, piece)));
  }
  return onProgress(rows.length) ? rows : null;
}

async function readPiece(
  connection: Pick<StoreConnection, 'call'>,
  subject: BulkSubject,
  keys: readonly string[],
): Promise<readonly BulkRow[]> {
  if (subject === 'alert') {
    const alerts = await connection.call('alerts.manage', { keys: keys as readonly AlertKey[] });
    return alerts.map((row) =>
      row === null ? { kind: 'gone' } : { kind: 'subject', subject: alertSubject(row) },
    );
  }
  const incidents = await connection.call('incidents.manage', {
    keys: keys as readonly IncidentKey[],
  });
  return incidents.map((incident): BulkRow => {
    if (incident === null) return { kind: 'gone' };
    const found = listedIncidentSubject(incident);
    return found === null ? { kind: 'merged' } : { kind: 'subject', subject: found };
  });
}
