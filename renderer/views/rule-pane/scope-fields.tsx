// What a rule is about: the alert type, the service sources, and conditions on what alerts say.
import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { FieldCondition, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { serviceName } from '../../../shared/model/short-names.ts';
import { knownSources, parentSource } from '../../../shared/queue/source-path.ts';
import { conditionAdded } from '../../state/rule-draft.ts';
import type { RuleTrouble } from '../../state/rule-draft.ts';
import { ConditionGroupFields } from './condition-group.tsx';
import { fieldWords } from '../marks/rule-words.ts';
import styles from './rule-pane.module.css';

interface ScopeFieldsProps {
  readonly rule: TuningRule;
  readonly offered: readonly FieldCondition[];
  readonly troubles: readonly RuleTrouble[];
  onChange(changes: Partial<TuningRule>): void;
}

export function ScopeFields({ rule, offered, troubles, onChange }: ScopeFieldsProps) {
  const { alertType, condition } = rule;
  const added = JSON.stringify(condition);
  const left = offered.filter((one) => !added.includes(JSON.stringify(one)));
  return (
    <>
      <Field
        label="Alert type"
        hint="The provider's name of the detection, or the title where it has none. Empty is any type."
      >
        <Input
          value={alertType ?? ''}
          placeholder="Any"
          spellCheck={false}
          onChange={(_event, { value }) => onChange({ alertType: value === '' ? null : value })}
        />
      </Field>
      <ServiceSources
        chosen={rule.serviceSources}
        onChoose={(serviceSources) => onChange({ serviceSources })}
      />
      <fieldset className={styles.conditions}>
        <legend className={styles.legend}>Conditions</legend>
        <ConditionGroupFields
          group={condition}
          path={[]}
          editing={{ root: condition, troubles, onChange: (root) => onChange({ condition: root }) }}
        />
        {left.length > 0 && (
          <div className={styles.offered} role="group" aria-label="From this alert">
            <span>From this alert:</span>
            {left.map((one) => (
              <Button
                key={one.field}
                size="small"
                icon={<AddRegular />}
                title={fieldWords(one)}
                className={styles.offer ?? ''}
                onClick={() => onChange({ condition: conditionAdded(condition, [], one) })}
              >
                <span className={styles.offerText}>{fieldWords(one)}</span>
              </Button>
            ))}
          </div>
        )}
        <p className={styles.hint}>
          Letter case never counts. In “is” and “is not”, * stands for any characters and ? for one.
        </p>
      </fieldset>
    </>
  );
}

interface ServiceSourcesProps {
  /** None for all. */
  readonly chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
}

function ServiceSources({ chosen, onChoose }: ServiceSourcesProps) {
  const services = knownSources.filter((path) => parentSource(path) === null);
  const offered = [...services, ...chosen.filter((one) => !services.includes(one))];
  return (
    <details className={styles.sources}>
      <summary>
        Service sources:{' '}
        <span className={styles.chosenSources}>
          {chosen.length === 0 ? 'all' : chosen.map(serviceName).join(', ')}
        </span>
      </summary>
      <div className={styles.sourceChoices} role="group" aria-label="Service sources">
        {offered.map((source) => (
          <Checkbox
            key={source}
            label={serviceName(source)}
            checked={chosen.includes(source)}
            onChange={(_event, { checked }) =>
              onChoose(
                checked === true ? [...chosen, source] : chosen.filter((one) => one !== source),
              )
            }
          />
        ))}
      </div>
    </details>
  );
}
