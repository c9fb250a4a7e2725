// What was just done to rules or alerts that are set aside, with the way back.
import type { TuningChanges } from '../../state/use-tuning-changes.ts';
import { Notice, NoticeButton } from '../../ui/notice.tsx';

export function TuningNotice({ changes }: { readonly changes: TuningChanges }) {
  const { last, failure, undo, dismiss } = changes;
  if (failure !== null) {
    return (
      <Notice
        tone="trouble"
        actions={<NoticeButton onPress={() => dismiss()}>Dismiss</NoticeButton>}
      >
        It could not be saved. {failure.summary} {failure.action}
      </Notice>
    );
  }
  if (last === null) return null;
  return (
    <Notice
      tone="calm"
      actions={
        <>
          <NoticeButton onPress={() => void undo()}>Undo</NoticeButton>
          <NoticeButton onPress={() => dismiss()}>Dismiss</NoticeButton>
        </>
      }
    >
      <bdi>{last.told}</bdi>
    </Notice>
  );
}
