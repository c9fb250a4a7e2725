// Buttons that say that incidents were looked at, or are to be looked at again.
import { Button } from '@fluentui/react-components';
import { MailReadRegular } from '@fluentui/react-icons/svg/mail-read';
import { MailUnreadRegular } from '@fluentui/react-icons/svg/mail-unread';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { markSeen, markUnseen } from '../../state/reading.ts';
import { useSession } from '../../state/session.tsx';

interface MarkReadProps {
  readonly keys: readonly IncidentKey[];
  onDone?(): void;
}

export function MarkRead({ keys, onDone }: MarkReadProps) {
  const session = useSession();
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<MailReadRegular />}
      aria-label="Mark as read"
      title="Mark as read: nothing new about it"
      onClick={() => void markSeen(session, keys).then(onDone)}
    />
  );
}

export function MarkUnread({ keys, onDone }: MarkReadProps) {
  const session = useSession();
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<MailUnreadRegular />}
      aria-label="Mark as unread"
      title="Mark as unread: to be looked at again"
      onClick={() => void markUnseen(session, keys).then(onDone)}
    />
  );
}
