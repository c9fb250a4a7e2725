// Above the page: what the start found lost, until it is dismissed.
import { useState } from 'react';
import { useSync } from '../../state/session.tsx';
import { Notice, NoticeButton } from '../../ui/notice.tsx';

export function StoreNotice() {
  const notice = useSync(({ store }) => store.notice);
  const [isDismissed, setDismissed] = useState(false);
  if (notice === null || isDismissed) return null;
  return (
    <Notice
      tone="calm"
      actions={<NoticeButton onPress={() => setDismissed(true)}>Dismiss</NoticeButton>}
    >
      {notice.summary} {notice.action}
    </Notice>
  );
}
