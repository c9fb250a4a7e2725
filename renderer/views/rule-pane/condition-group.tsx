// The conditions of a rule as a person builds them: groups joined by AND or OR, in groups.
import { Button, Select, Textarea } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ruleFields, ruleOperators } from '../../../shared/model/tuning-rule.ts';
import type {
  ConditionGroup,
  FieldCondition,
  RuleField,
  RuleOperator,
} from '../../../shared/model/tuning-rule.ts';
import { ruleFieldAbout, ruleFieldLabel } from '../../../shared/tuning/rule-fields.ts';
import { blankCondition, conditionAdded, conditionReplaced } from '../../state/rule-draft.ts';
import type { ConditionPath, RuleTrouble } from '../../state/rule-draft.ts';
import { operatorWords } from '../marks/rule-words.ts';
import styles from './rule-pane.module.css';

interface ConditionEditing {
  readonly root: ConditionGroup;
  readonly troubles: readonly RuleTrouble[];
  onChange(root: ConditionGroup): void;
}

interface GroupProps {
  readonly group: ConditionGroup;
  readonly path: ConditionPath;
  readonly editing: ConditionEditing;
}

/** Groups inside of groups beyond this say nothing that a person could follow. */
const DEEPEST_OFFERED = 3;

export function ConditionGroupFields({ group, path, editing }: GroupProps) {
  const { root, onChange } = editing;
  const place = placeName(path);
  return (
    <div className={styles.group} role="group" aria-label={`Conditions${place}`}>
      <div className={styles.groupHead}>
        <Select
          size="small"
          aria-label={`How the conditions${place} are joined`}
          value={group.kind}
          onChange={(_event, { value }) =>
            onChange(
              conditionReplaced(root, path, { ...group, kind: value === 'any' ? 'any' : 'all' }),
            )
          }
        >
          <option value="all">All of these (AND)</option>
          <option value="any">Any of these (OR)</option>
        </Select>
        {path.length > 0 && (
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove the group${place}`}
            title="Remove group"
            onClick={() => onChange(conditionReplaced(root, path, null))}
          />
        )}
      </div>
      {group.of.map((one, index) => {
        const inner = [...path, index];
        return one.kind === 'field' ? (
          <ConditionFields key={index} condition={one} path={inner} editing={editing} />
        ) : (
          <ConditionGroupFields key={index} group={one} path={inner} editing={editing} />
        );
      })}
      <div className={styles.groupHead}>
        <Button
          size="small"
          icon={<AddRegular />}
          onClick={() => onChange(conditionAdded(root, path, blankCondition))}
        >
          Add condition
        </Button>
        {path.length < DEEPEST_OFFERED && (
          <Button
            size="small"
            appearance="subtle"
            icon={<AddRegular />}
            onClick={() =>
              onChange(
                conditionAdded(root, path, {
                  kind: group.kind === 'all' ? 'any' : 'all',
                  of: [blankCondition],
                }),
              )
            }
          >
            Add group
          </Button>
        )}
      </div>
    </div>
  );
}

interface ConditionProps {
  readonly condition: FieldCondition;
  readonly path: ConditionPath;
  readonly editing: ConditionEditing;
}

function ConditionFields({ condition, path, editing }: ConditionProps) {
  const { root, troubles, onChange } = editing;
  const { field, operator, values } = condition;
  const place = placeName(path);
  const set = (changes: Partial<FieldCondition>): void =>
    onChange(conditionReplaced(root, path, { ...condition, ...changes }));
  const trouble = troubles.find(
    (one) => one.about === 'condition' && one.path.join() === path.join(),
  );
  return (
    <div className={styles.condition} role="group" aria-label={`Condition${place}`}>
      <Select
        size="small"
        aria-label="Field"
        value={field}
        onChange={(_event, { value }) => set({ field: value as RuleField })}
      >
        {(['Alert', 'Evidence'] as const).map((about) => (
          <optgroup key={about} label={about}>
            {ruleFields
              .filter((one) => ruleFieldAbout(one) === about)
              .map((one) => (
                <option key={one} value={one}>
                  {ruleFieldLabel(one)}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
      <Select
        size="small"
        aria-label="Comparison"
        value={operator}
        onChange={(_event, { value }) => set({ operator: value as RuleOperator })}
      >
        {ruleOperators.map((one) => (
          <option key={one} value={one}>
            {operatorWords[one]}
          </option>
        ))}
      </Select>
      <Textarea
        size="small"
        className={styles.values ?? ''}
        aria-label="Values, one a line"
        placeholder="One a line"
        rows={Math.min(6, Math.max(1, values.length))}
        resize="vertical"
        spellCheck={false}
        value={values.join('\n')}
        onChange={(_event, { value }) => set({ values: value.split('\n') })}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={`Remove the condition${place}`}
        title="Remove condition"
        onClick={() => onChange(conditionReplaced(root, path, null))}
      />
      {trouble !== undefined && <p className={styles.trouble}>{trouble.text}</p>}
    </div>
  );
}

/** " 2.1": where it stands among the others, for those who do not see it. */
function placeName(path: ConditionPath): string {
  return path.length === 0 ? '' : ` ${path.map((index) => index + 1).join('.')}`;
}
