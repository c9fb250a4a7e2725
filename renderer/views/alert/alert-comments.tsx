// What people wrote about an alert, oldest first, and a field to write more.
import type { Unsent } from '../../../shared/contract/queue.ts';
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';
import { commentAuthor, commentTime } from '../../../shared/model/comment.ts';
import { momentOf } from '../../../shared/story/story-time.ts';
import { alertTarget } from '../../state/annotation-target.ts';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { AddComment } from '../add-comment/add-comment.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import styles from './alert-comments.module.css';

export function AlertComments({ detail }: { readonly detail: AlertDetail }) {
  const { row, alert, unseenComments } = detail;
  const count = alert.comments.length + unseenComments.length;
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
          {unseenComments.map(({ id, actor, writtenAt, text, unsent }) => (
            <Comment key={id} author={actor} at={writtenAt} text={text} unsent={unsent} />
          ))}
        </ol>
      )}
      <AddComment target={alertTarget(row)} />
    </Section>
  );
}

interface CommentProps {
  readonly author: string | null;
  readonly at: number | null;
  readonly text: string;
  readonly unsent?: Unsent | null;
}

function Comment({ author, at, text, unsent = null }: CommentProps) {
  return (
    <li>
      <p className={styles.by}>
        <bdi>{author ?? 'Not stated'}</bdi>, <TimeText at={at} />
        <UnsentMark unsent={unsent} withWord />
      </p>
      <p className={styles.text}>{text}</p>
    </li>
  );
}
