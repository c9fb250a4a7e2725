// Says on the page of an alert that the alert queue does not have it, why, and puts it back.
import type { AlertKey } from '../../../shared/model/alert.ts';
import { putBack } from '../../state/tuning-change.ts';
import { useStream } from '../../state/use-stream.ts';
import type { TuningChanges } from '../../state/use-tuning-changes.ts';
import { Notice, NoticeButton } from '../../ui/notice.tsx';
import { SetAsideWords } from '../marks/set-aside-words.tsx';

interface SetAsideNoticeProps {
  readonly alertKey: AlertKey;
  readonly changes: TuningChanges;
}

export function SetAsideNotice({ alertKey, changes }: SetAsideNoticeProps) {
  const { item: reason } = useStream('tuning.reason', { key: alertKey });
  if (reason === undefined || reason === null) return null;
  return (
    <Notice
      tone="calm"
      actions={
        <NoticeButton onPress={() => void changes.make(putBack(alertKey, reason))}>
          Put back
        </NoticeButton>
      }
    >
      Out of the alert queue. <SetAsideWords reason={reason} />
    </Notice>
  );
}
