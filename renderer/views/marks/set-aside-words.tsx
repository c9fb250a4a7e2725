// Why an alert is out of the alert queue, in words.
import type { SetAsideReason } from '../../../shared/contract/store-queries.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { ownerName } from './short-names.ts';

export function SetAsideWords({ reason }: { readonly reason: SetAsideReason }) {
  if (reason.kind === 'rule') {
    return (
      <span title={reason.ruleName}>
        Hidden by the rule <bdi>{reason.ruleName}</bdi>
      </span>
    );
  }
  const { actor, at, until } = reason;
  return (
    <span title={`${actor}: ${reason.reason}`}>
      Acknowledged by <bdi>{ownerName(actor)}</bdi> <TimeText at={at} />,{' '}
      {until === null ? (
        'for good'
      ) : (
        <>
          until <TimeText at={until} form="short" />
        </>
      )}
      {reason.reason !== '' && (
        <>
          : <bdi>{reason.reason}</bdi>
        </>
      )}
    </span>
  );
}
