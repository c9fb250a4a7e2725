// Which other entities are the same machine, and what a person says to that: yes, no, and why.
import { Button, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { MachineEntity } from '../../../shared/contract/machine-names.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { useMachineNames } from '../../state/use-machine-names.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import styles from './same-machine.module.css';

interface SameMachineProps {
  readonly entity: EntityKey;
  /** Alerts that are looked through for other names. */
  readonly alerts: readonly AlertKey[];
  onSelect(selection: StorySelection): void;
}

/** What is being said, before its reason. */
type Answer =
  { readonly verdict: 'different'; readonly other: MachineEntity } | { readonly verdict: 'same' };

export function SameMachine({ entity, alerts, onSelect }: SameMachineProps) {
  const { names, isBehind, failure, tell } = useMachineNames(alerts, entity);
  const [answer, setAnswer] = useState<Answer | null>(null);
  if (names === null) return null;
  const { same, others, told } = names;
  if (same.length + others.length + told.length === 0) return null;
  const nameOf = (name: string) =>
    [...same, ...others].find((one) => one.name === name)?.entity.name ?? name;
  return (
    <Section title="Same machine" count={same.length}>
      {same.length === 0 && (
        <p className={styles.soft}>
          {isBehind ? 'Still being looked for.' : 'Nothing else here names this machine.'}
        </p>
      )}
      <ul className={styles.list}>
        {same.map((one) => (
          <li key={one.entity.key} className={styles.item}>
            <EntityIcon kind={one.entity.kind} family={one.entity.family} />
            <LinkButton onPress={() => onSelect({ kind: 'entities', keys: [one.entity.key] })}>
              {one.entity.name}
            </LinkButton>
            {one.entity.cloud !== null && <CloudMark cloud={one.entity.cloud} />}
            <span className={styles.gap} />
            <Button
              size="small"
              appearance="subtle"
              onClick={() => setAnswer({ verdict: 'different', other: one })}
            >
              Not the same…
            </Button>
          </li>
        ))}
      </ul>
      {told.map(({ device, asset, verdict, reason, actor, at }) => {
        const other = device === names.name ? asset : device;
        return (
          <p key={`${device} ${asset}`} className={styles.told}>
            <bdi>{actor}</bdi> said that it is {verdict === 'same' ? 'the same as' : 'not'}{' '}
            <bdi>{nameOf(other)}</bdi>: <bdi>{reason}</bdi> (<TimeText at={at} form="short" />)
            <Button
              size="small"
              appearance="subtle"
              onClick={() => void tell(other, 'open', reason)}
            >
              Undo
            </Button>
          </p>
        );
      })}
      {answer !== null ? (
        <AnswerForm
          answer={answer}
          choices={others}
          onCancel={() => setAnswer(null)}
          onSave={(other, reason) => {
            void tell(other, answer.verdict, reason);
            setAnswer(null);
          }}
        />
      ) : (
        others.length > 0 && (
          <Button size="small" onClick={() => setAnswer({ verdict: 'same' })}>
            Same machine as…
          </Button>
        )
      )}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          It was not kept. {failure.summary} {failure.action}
        </p>
      )}
    </Section>
  );
}

interface AnswerFormProps {
  readonly answer: Answer;
  readonly choices: readonly MachineEntity[];
  onCancel(): void;
  onSave(other: string, reason: string): void;
}

function AnswerForm({ answer, choices, onCancel, onSave }: AnswerFormProps) {
  const [chosen, setChosen] = useState(choices[0]?.name ?? '');
  const other = answer.verdict === 'different' ? answer.other.name : chosen;
  return (
    <ReasonForm onSave={(reason) => onSave(other, reason)} onCancel={onCancel}>
      {answer.verdict === 'different' ? (
        <p className={styles.soft}>
          Not the same as <bdi>{answer.other.entity.name}</bdi>
        </p>
      ) : (
        <Select
          size="small"
          aria-label="Same machine as"
          value={chosen}
          onChange={(_event, { value }) => setChosen(value)}
        >
          {choices.map(({ entity, name }) => (
            <option key={entity.key} value={name}>
              {entity.name} ({entityKindLabel[entity.kind]})
            </option>
          ))}
        </Select>
      )}
    </ReasonForm>
  );
}
