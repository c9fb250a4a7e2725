// Above the page: that something cannot be saved, shown or opened, and the code that is to be kept.
import { lazy, Suspense, useState } from 'react';
import { useJournal } from '../../state/session.tsx';
import { Notice, NoticeButton } from '../../ui/notice.tsx';
import { journalWords } from './journal-words.ts';

const RecoveryCodeDialog = lazy(async () => ({
  default: (await import('./recovery-code-dialog.tsx')).RecoveryCodeDialog,
}));
const EnterCodeDialog = lazy(async () => ({
  default: (await import('./enter-code-dialog.tsx')).EnterCodeDialog,
}));

export function JournalNotice() {
  const words = journalWords(useJournal(({ journal }) => journal));
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'showCode' | 'enterCode' | null>(null);
  const close = (): void => setDialog(null);
  const dismiss = (): void => setDismissed(words?.text ?? null);
  return (
    <>
      {words !== null && words.text !== dismissed && (
        <Notice
          tone={words.tone}
          actions={
            <>
              {words.offer === 'showCode' && (
                <NoticeButton onPress={() => setDialog('showCode')}>
                  Show recovery code
                </NoticeButton>
              )}
              {words.offer === 'enterCode' && (
                <NoticeButton onPress={() => setDialog('enterCode')}>
                  Enter recovery code
                </NoticeButton>
              )}
              {(words.offer === 'showCode' || words.offer === 'dismiss') && (
                <NoticeButton onPress={dismiss}>
                  {words.offer === 'dismiss' ? 'Dismiss' : 'Later'}
                </NoticeButton>
              )}
            </>
          }
        >
          {words.text}
        </Notice>
      )}
      <Suspense fallback={null}>
        {dialog === 'showCode' && <RecoveryCodeDialog onClose={close} />}
        {dialog === 'enterCode' && <EnterCodeDialog onClose={close} />}
      </Suspense>
    </>
  );
}
