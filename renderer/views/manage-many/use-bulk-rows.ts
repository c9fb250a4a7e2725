// The rows of the pane, read while it is open.
import { useEffect, useState } from 'react';
import { failureIn } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { BulkRow } from '../../state/bulk-plan.ts';
import { readBulkRows } from '../../state/bulk-rows.ts';
import type { BulkSubject } from '../../state/bulk.ts';
import { useSession } from '../../state/session.tsx';

interface BulkRows {
  /** null until all are read. */
  readonly rows: readonly BulkRow[] | null;
  readonly read: number;
  readonly failure: Failure | null;
}

export function useBulkRows(subject: BulkSubject, keys: readonly string[]): BulkRows {
  const { connection } = useSession();
  const [state, setState] = useState<BulkRows>({ rows: null, read: 0, failure: null });
  useEffect(() => {
    let isWanted = true;
    readBulkRows(connection, subject, keys, (read) => {
      if (isWanted) setState({ rows: null, read, failure: null });
      return isWanted;
    }).then(
      (rows) => {
        if (isWanted) setState({ rows, read: keys.length, failure: null });
      },
      (error: unknown) => {
        const failure = failureIn(error);
        if (failure === null) throw error;
        if (isWanted) setState({ rows: null, read: 0, failure });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [connection, subject, keys]);
  return state;
}
