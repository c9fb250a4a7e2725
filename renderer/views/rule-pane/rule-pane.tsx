// Writes a tuning rule, with what it would have done before it is saved.
import {
  Button,
  Field,
  Input,
  Radio,
  RadioGroup,
  Select,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { FieldCondition, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { ruleReasons } from '../../../shared/model/tuning-rule.ts';
import { nameLimit, ruleTroubles, tidied } from '../../state/rule-draft.ts';
import type { RuleTrouble } from '../../state/rule-draft.ts';
import { useTryOut } from '../../state/use-try-out.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { ExpiryField } from '../../ui/expiry-field.tsx';
import { DrawerFailure, EditDrawer, GiveUpQuestion } from '../../ui/edit-drawer.tsx';
import { RulePreview } from './rule-preview.tsx';
import { ruleReasonLabel } from '../marks/rule-words.ts';
import { ScopeFields } from './scope-fields.tsx';
import styles from './rule-pane.module.css';

interface RulePaneProps {
  readonly start: TuningRule;
  readonly isNew: boolean;
  /** Conditions that the alert it is made from offers. */
  readonly offered?: readonly FieldCondition[];
  /** Resolves with whether it is saved. */
  onSave(rule: TuningRule): Promise<boolean>;
  onClose(): void;
  /** Why it could not be saved, in words. */
  readonly failure: string | null;
}

export function RulePane(props: RulePaneProps) {
  const { start, isNew, offered = [], onSave, onClose, failure } = props;
  const { now } = useTimeSetting();
  const [rule, setRule] = useState(start);
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [wasTried, setTried] = useState(false);
  const whole = tidied(rule);
  const troubles = ruleTroubles(whole, now);
  const isUnready = troubles.some(({ about }) => about === 'scope' || about === 'condition');
  const tryOut = useTryOut(isUnready ? null : whole);
  const isDirty = JSON.stringify(rule) !== JSON.stringify(start);
  const set = (changes: Partial<TuningRule>): void => {
    setAsking(false);
    setRule((before) => ({ ...before, ...changes }));
  };
  const told = (about: RuleTrouble['about']): string | null =>
    wasTried ? (troubles.find((one) => one.about === about)?.text ?? null) : null;

  const save = async (): Promise<void> => {
    setTried(true);
    if (troubles.length > 0 || isBusy) return;
    setBusy(true);
    const isSaved = await onSave(whole);
    setBusy(false);
    if (isSaved) onClose();
  };
  const close = (): void => {
    if (isBusy) return;
    if (isDirty) setAsking(true);
    else onClose();
  };

  return (
    <EditDrawer
      title={isNew ? 'New tuning rule' : 'Tuning rule'}
      width={640}
      onSubmit={() => void save()}
      onClose={close}
      footer={
        <>
          {failure !== null && (
            <DrawerFailure>The rule could not be saved. {failure}</DrawerFailure>
          )}
          {isAsking ? (
            <GiveUpQuestion onKeep={() => setAsking(false)} onGiveUp={onClose}>
              Give up what you wrote?
            </GiveUpQuestion>
          ) : (
            <>
              <Button
                appearance="primary"
                disabled={isBusy}
                title="Save (Ctrl+Enter)"
                onClick={() => void save()}
              >
                {isBusy ? 'Saving' : 'Save rule'}
              </Button>
              <Button disabled={isBusy} title="Cancel (Esc)" onClick={close}>
                Cancel
              </Button>
            </>
          )}
        </>
      }
    >
      <Field label="Name" required validationMessage={told('name')}>
        <Input
          value={rule.name}
          maxLength={nameLimit}
          onChange={(_event, { value }) => set({ name: value })}
        />
      </Field>
      <ScopeFields
        rule={rule}
        offered={offered}
        troubles={wasTried ? troubles : []}
        onChange={set}
      />
      {told('scope') !== null && <p className={styles.trouble}>{told('scope')}</p>}
      <Field label="Action">
        <RadioGroup
          value={rule.action}
          onChange={(_event, { value }) => set({ action: value === 'hide' ? 'hide' : 'resolve' })}
        >
          <Radio value="hide" label="Hide from the alert queue on this computer" />
          <Radio value="resolve" label="Resolve at the service that raised the alert" />
        </RadioGroup>
      </Field>
      <RulePreview action={rule.action} tryOut={tryOut} isUnready={isUnready} />
      <div className={styles.pair}>
        <Field label="Reason">
          <Select value={rule.reason} onChange={(_event, { value }) => set({ reason: value })}>
            {reasonChoices(start.reason).map((reason) => (
              <option key={reason} value={reason}>
                {ruleReasonLabel(reason)}
              </option>
            ))}
          </Select>
        </Field>
        <ExpiryField
          label="Expires"
          expiresAt={rule.expiresAt}
          trouble={told('expiry')}
          onChange={(expiresAt) => set({ expiresAt })}
        />
      </div>
      <Field label="Comment" validationMessage={told('comment')}>
        <Textarea
          rows={2}
          resize="vertical"
          value={rule.comment}
          onChange={(_event, { value }) => set({ comment: value })}
        />
      </Field>
    </EditDrawer>
  );
}

/** Those that are offered, and the one that it came with, whatever it is. */
function reasonChoices(own: string): readonly string[] {
  const offered: readonly string[] = ruleReasons;
  return offered.includes(own) ? offered : [own, ...offered];
}
