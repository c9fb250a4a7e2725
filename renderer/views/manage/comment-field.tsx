// Plain text with its length counted.
import { Field, Textarea } from '@fluentui/react-components';
import { commentLimit } from '../../state/manage-draft.ts';
import styles from './manage-pane.module.css';

interface CommentFieldProps {
  readonly comment: string;
  readonly isTooLong: boolean;
  onChange(comment: string): void;
}

export function CommentField({ comment, isTooLong, onChange }: CommentFieldProps) {
  const length = comment.trim().length.toLocaleString('en-US');
  const limit = commentLimit.toLocaleString('en-US');
  return (
    <Field
      label="Comment"
      validationState={isTooLong ? 'error' : 'none'}
      validationMessage={isTooLong ? `${length} characters: ${limit} are taken at most.` : null}
      hint={comment === '' || isTooLong ? null : `${length} of ${limit} characters`}
    >
      <Textarea
        className={styles.comment ?? ''}
        value={comment}
        resize="vertical"
        onChange={(_event, { value }) => onChange(value)}
      />
    </Field>
  );
}
