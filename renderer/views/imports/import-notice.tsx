// Above the page: the import that goes on in the background, and its end.
import { useImports } from '../../state/session.tsx';
import { Notice, NoticeButton } from '../../ui/notice.tsx';
import { endWords } from './end-words.ts';

export function ImportNotice() {
  const shownId = useImports((state) => state.shownId);
  const unseenId = useImports((state) => state.unseenId);
  const { job, reports } = useImports(({ imports }) => imports);
  const show = useImports((state) => state.show);
  const dismiss = useImports((state) => state.dismiss);
  if (job !== null) {
    if (job.id === shownId) return null;
    return (
      <Notice
        tone="calm"
        actions={<NoticeButton onPress={() => show(job.id)}>Show progress</NoticeButton>}
      >
        Importing <bdi>{job.name}</bdi>
      </Notice>
    );
  }
  const report = reports.find(({ id }) => id === unseenId);
  if (report === undefined) return null;
  return (
    <Notice
      tone="calm"
      actions={
        <>
          <NoticeButton onPress={() => show(report.id)}>Show report</NoticeButton>
          <NoticeButton onPress={dismiss}>Dismiss</NoticeButton>
        </>
      }
    >
      <bdi>{report.name}</bdi>: {endWords(report)}
    </Notice>
  );
}
