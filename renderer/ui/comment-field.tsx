// Plain text with its length counted.
import { Field, Textarea } from '@fluentui/react-components';

interface CommentFieldProps {
  readonly label?: string;
  /** Its height in lines before it is dragged. */
  readonly rows?: number;
  readonly comment: string;
  readonly isTooLong: boolean;
  /** Characters that are taken at most. */
  readonly limit: number;
  readonly isReadOnly?: boolean;
  onChange(comment: string): void;
}

export function CommentField(props: CommentFieldProps) {
  const { label = 'Comment', rows = 6, comment, isTooLong, isReadOnly = false, onChange } = props;
  const length = comment.trim().length.toLocaleString('en-US');
  const limit = props.limit.toLocaleString('en-US');
  return (
    <Field
      label={label}
      validationState={isTooLong ? 'error' : 'none'}
      validationMessage={isTooLong ? `${length} characters: ${limit} are taken at most.` : null}
      hint={comment === '' || isTooLong ? null : `${length} of ${limit} characters`}
    >
      <Textarea
        rows={rows}
        readOnly={isReadOnly}
        value={comment}
        resize="vertical"
        onChange={(_event, { value }) => onChange(value)}
      />
    </Field>
  );
}
