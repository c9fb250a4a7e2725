// The status of a row, with a mark where something about it is at no service.
import type { AlertRow, IncidentRow } from '../../../shared/contract/queue.ts';
import { StatusMark } from '../marks/status-mark.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';

export function StatusCell({ row }: { readonly row: AlertRow | IncidentRow }) {
  return (
    <>
      <StatusMark status={row.status} />
      <UnsentMark unsent={row.unsent} />
    </>
  );
}
