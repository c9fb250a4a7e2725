// A comment by itself: saved at once, delivered when the service can be reached.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/failure.ts';
import { targetKey } from '../../../shared/model/annotation.ts';
import type { AnnotationTarget } from '../../../shared/model/annotation.ts';
import { commentLimit } from '../../state/manage-draft.ts';
import { useOutbox, useSession } from '../../state/session.tsx';
import { CommentField } from '../../ui/comment-field.tsx';
import styles from './add-comment.module.css';

export function AddComment({ target }: { readonly target: AnnotationTarget }) {
  const { drafts } = useSession();
  const write = useOutbox((state) => state.write);
  const comment = useStore(drafts, (state) => state.commentByTarget.get(targetKey(target))) ?? '';
  const { keepComment } = drafts.getState();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const text = comment.trim();
  const isTooLong = text.length > commentLimit;
  const canSave = text !== '' && !isTooLong && !isBusy;

  const save = async (): Promise<void> => {
    setBusy(true);
    const trouble = await write({ kind: 'comment', target, text });
    if (trouble === null) keepComment(target, '');
    setFailure(trouble);
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (canSave) void save();
  };

  return (
    <form
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
    >
      <CommentField
        label={`Comment on the ${target.kind}`}
        rows={2}
        comment={comment}
        isTooLong={isTooLong}
        limit={commentLimit}
        isReadOnly={isBusy}
        onChange={(typed) => keepComment(target, typed)}
      />
      <Button type="submit" size="small" disabled={!canSave} title="Add comment (Ctrl+Enter)">
        {isBusy ? 'Saving' : 'Add comment'}
      </Button>
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          It could not be saved. {failure.summary} {failure.action}
        </p>
      )}
    </form>
  );
}
