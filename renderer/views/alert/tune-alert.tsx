// Starts a tuning rule from an alert: what it is about and what its evidence says are filled in.
import { Button } from '@fluentui/react-components';
import { OptionsRegular } from '@fluentui/react-icons/svg/options';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import { ruleId } from '../../../shared/model/tuning-rule.ts';
import type { FieldCondition, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { evidenceConditions, ruleLike } from '../../state/rule-draft.ts';
import { savedRule } from '../../state/tuning-change.ts';
import { titleWithKeys, useCommand, useCommandKeys } from '../../state/use-command.ts';
import type { TuningChanges } from '../../state/use-tuning-changes.ts';

const RulePane = lazy(async () => ({
  default: (await import('../rule-pane/rule-pane.tsx')).RulePane,
}));

interface TuneAlertProps {
  readonly alert: Alert;
  readonly changes: TuningChanges;
}

export function TuneAlert({ alert, changes }: TuneAlertProps) {
  const [draft, setDraft] = useState<{
    readonly start: TuningRule;
    readonly offered: readonly FieldCondition[];
  } | null>(null);
  const place = useRef<HTMLSpanElement>(null);
  const begin = (): void => {
    changes.dismiss();
    setDraft({
      start: ruleLike(alert, ruleId(crypto.randomUUID())),
      offered: evidenceConditions(alert),
    });
  };
  useCommand('item.tune', draft === null ? begin : null);
  const keys = useCommandKeys('item.tune');
  return (
    <span ref={place}>
      <Button
        size="small"
        icon={<OptionsRegular />}
        aria-haspopup="dialog"
        aria-label="Tune alert"
        aria-keyshortcuts={keys.aria}
        title={titleWithKeys('Make a rule that hides or resolves alerts like this one', keys)}
        onClick={begin}
      >
        Tune
      </Button>
      {draft !== null && (
        <Suspense fallback={null}>
          <RulePane
            start={draft.start}
            isNew
            offered={draft.offered}
            failure={changes.failure?.summary ?? null}
            onSave={(rule) => changes.make(savedRule(rule, null))}
            onClose={() => {
              setDraft(null);
              place.current?.querySelector('button')?.focus();
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
