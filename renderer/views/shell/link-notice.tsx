// Above the page: what of a link that was opened could not be done.
import { useStore } from 'zustand';
import { useSession } from '../../state/session.tsx';
import { Notice, NoticeButton } from '../../ui/notice.tsx';

export function LinkNotice() {
  const { links } = useSession();
  const notice = useStore(links, (state) => state.notice);
  if (notice === null) return null;
  return (
    <Notice
      tone="trouble"
      actions={<NoticeButton onPress={links.getState().dismiss}>Dismiss</NoticeButton>}
    >
      {notice.kind === 'refused' && 'The link was not opened. '}
      <bdi>{notice.sentences.join(' ')}</bdi>
    </Notice>
  );
}
