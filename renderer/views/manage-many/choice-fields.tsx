// The fields of a change of many rows; each begins as "As it is".
import { Checkbox, Field, Select } from '@fluentui/react-components';
import { determinationsFor } from '../../../shared/model/determination.ts';
import { labelledMembers, labelOf } from '../../../shared/model/labels.ts';
import type { BulkChoice, BulkRow } from '../../state/bulk-plan.ts';
import type { BulkBegin, BulkSubject } from '../../state/bulk.ts';
import { commentLimit, notSet } from '../../state/manage-draft.ts';
import { CommentField } from '../../ui/comment-field.tsx';
import { statusLabel } from '../marks/status-mark.tsx';
import { OwnerChoice } from './owner-choice.tsx';
import { TagChoice } from './tag-choice.tsx';

interface ChoiceFieldsProps {
  readonly subject: BulkSubject;
  readonly begin: BulkBegin;
  /** Those that were read. */
  readonly rows: readonly BulkRow[];
  readonly choice: BulkChoice;
  onChange(choice: BulkChoice): void;
}

const asItIs = '';
const severities = ['high', 'medium', 'low', 'informational'];

export function ChoiceFields(props: ChoiceFieldsProps) {
  const { subject, begin, rows, choice, onChange } = props;
  const { fields } = choice;
  const isIncident = subject === 'incident';
  const set = (changed: BulkChoice['fields'], without: keyof BulkChoice['fields'] | null): void => {
    const { [without ?? 'status']: _dropped, ...others } = fields;
    onChange({ ...choice, fields: { ...(without === null ? fields : others), ...changed } });
  };
  const choose = (field: 'status' | 'severity', value: string): void =>
    value === asItIs ? set({}, field) : set({ [field]: value }, null);
  const classify = (value: string): void => {
    const { classification: _was, determination: _goesWithIt, ...others } = fields;
    const chosen = value === asItIs ? {} : { classification: value };
    onChange({ ...choice, fields: { ...others, ...chosen } });
  };
  const classifications = [
    notSet,
    ...labelledMembers('alertClassification').map(({ member }) => member),
  ];
  const determinations = determinationsFor(fields.classification ?? notSet);
  return (
    <>
      <Field
        label="Status"
        data-begin={begin === 'status' || begin === 'resolve' ? true : undefined}
      >
        <Select
          value={fields.status ?? asItIs}
          onChange={(_event, { value }) => choose('status', value)}
        >
          <option value={asItIs}>As it is</option>
          {[isIncident ? 'active' : 'new', 'inProgress', 'resolved'].map((status) => (
            <option key={status} value={status}>
              {statusLabel(status)}
            </option>
          ))}
        </Select>
      </Field>
      {isIncident && fields.status === 'resolved' && (
        <Checkbox
          label="Also resolve their active alerts"
          checked={choice.resolveAlerts}
          onChange={(_event, { checked }) =>
            onChange({ ...choice, resolveAlerts: checked === true })
          }
        />
      )}
      <OwnerChoice
        isFocused={begin === 'assign'}
        owner={fields.assignedTo}
        onChange={(assignedTo) =>
          assignedTo === undefined ? set({}, 'assignedTo') : set({ assignedTo }, null)
        }
      />
      {isIncident && (
        <Field label="Severity">
          <Select
            value={fields.severity ?? asItIs}
            onChange={(_event, { value }) => choose('severity', value)}
          >
            <option value={asItIs}>As it is</option>
            {severities.map((severity) => (
              <option key={severity} value={severity}>
                {labelOf('alertSeverity', severity)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Classification">
        <Select
          value={fields.classification ?? asItIs}
          onChange={(_event, { value }) => classify(value)}
        >
          <option value={asItIs}>As it is</option>
          {[...new Set(classifications)].map((member) => (
            <option key={member} value={member}>
              {labelOf('alertClassification', member)}
            </option>
          ))}
        </Select>
      </Field>
      {determinations.length > 0 && (
        <Field label="Determination">
          <Select
            value={fields.determination ?? asItIs}
            onChange={(_event, { value }) =>
              value === asItIs ? set({}, 'determination') : set({ determination: value }, null)
            }
          >
            <option value={asItIs}>As it is, where it goes with the classification</option>
            {[notSet, ...determinations].map((member) => (
              <option key={member} value={member}>
                {labelOf('alertDetermination', member)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {isIncident && (
        <TagChoice isFocused={begin === 'tag'} rows={rows} choice={choice} onChange={onChange} />
      )}
      <CommentField
        rows={3}
        comment={choice.comment}
        isTooLong={choice.comment.trim().length > commentLimit}
        limit={commentLimit}
        onChange={(comment) => onChange({ ...choice, comment })}
      />
    </>
  );
}
