// Says that the service no longer has what is shown, so that nobody waits for news of it.
import { Badge } from '../../ui/badge.tsx';
import { TimeText } from '../../ui/time-text.tsx';

const explanation =
  'The service no longer has it, or no longer shows it to this account. It is kept here with everything written about it.';

/** `since` is UTC epoch milliseconds. */
export function GoneMark({ since }: { readonly since: number }) {
  return (
    <Badge tone="bad" title={explanation}>
      No longer in the service since <TimeText at={since} form="short" />
    </Badge>
  );
}
