// The status of a row, with a mark where something about it is not delivered yet.
import type { AlertRow, IncidentRow } from '../../../shared/contract/queue.ts';
import { useShownAlert, useShownIncident } from '../../state/use-shown.ts';
import { StatusMark } from '../marks/status-mark.tsx';
import { WaitingMark } from '../marks/waiting-mark.tsx';

export function IncidentStatus({ row: stored }: { readonly row: IncidentRow }) {
  const { row, isWaiting } = useShownIncident(stored);
  return <StatusCell status={row.status} isWaiting={isWaiting} />;
}

export function AlertStatus({ row: stored }: { readonly row: AlertRow }) {
  const { row, isWaiting } = useShownAlert(stored);
  return <StatusCell status={row.status} isWaiting={isWaiting} />;
}

function StatusCell(props: { readonly status: string; readonly isWaiting: boolean }) {
  return (
    <>
      <StatusMark status={props.status} />
      {props.isWaiting && <WaitingMark />}
    </>
  );
}
