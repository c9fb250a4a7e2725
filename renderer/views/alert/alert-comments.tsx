// What people wrote about an alert, oldest first, and a field to write more.
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { commentAuthor, commentTime } from '../../../shared/model/comment.ts';
import { momentOf } from '../../../shared/story/story-time.ts';
import { alertTarget, unseenComments } from '../../state/pending.ts';
import { useWritten } from '../../state/use-shown.ts';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { AddComment } from '../add-comment/add-comment.tsx';
import { WaitingMark } from '../marks/waiting-mark.tsx';
import styles from './alert-comments.module.css';

interface AlertCommentsProps {
  readonly row: AlertRow;
  readonly alert: Alert;
}

export function AlertComments({ row, alert }: AlertCommentsProps) {
  const target = alertTarget(row);
  const unseen = unseenComments(target, useWritten(), alert.comments);
  const count = alert.comments.length + unseen.length;
  return (
    <Section title="Comments" count={count}>
      {count > 0 && (
        <ol className={styles.list}>
          {alert.comments.map((comment, index) => (
            <Comment
              key={`service ${String(index)}`}
              author={commentAuthor(comment)}
              at={momentOf(commentTime(comment))}
              text={comment.comment ?? ''}
            />
          ))}
          {unseen.map(({ id, actor, writtenAt, text, isWaiting }) => (
            <Comment key={id} author={actor} at={writtenAt} text={text} isWaiting={isWaiting} />
          ))}
        </ol>
      )}
      {target === null ? (
        count === 0 && (
          <p className={styles.by}>None. The source of this alert takes no comments.</p>
        )
      ) : (
        <AddComment target={target} />
      )}
    </Section>
  );
}

interface CommentProps {
  readonly author: string | null;
  readonly at: number | null;
  readonly text: string;
  readonly isWaiting?: boolean;
}

function Comment({ author, at, text, isWaiting = false }: CommentProps) {
  return (
    <li>
      <p className={styles.by}>
        <bdi>{author ?? 'Not stated'}</bdi>, <TimeText at={at} />
        {isWaiting && <WaitingMark withWord />}
      </p>
      <p className={styles.text}>{text}</p>
    </li>
  );
}
