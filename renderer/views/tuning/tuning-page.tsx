// Tuning: the rules that keep alerts out of the queue or resolve them, and all that is out of it now.
import { Button, Tab, TabList } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { lazy, Suspense, useState } from 'react';
import { ruleId } from '../../../shared/model/tuning-rule.ts';
import type { TuningRule } from '../../../shared/model/tuning-rule.ts';
import type { TuningRoute } from '../../state/navigation.ts';
import { blankRule } from '../../state/rule-draft.ts';
import { useNavigation } from '../../state/session.tsx';
import { savedRule } from '../../state/tuning-change.ts';
import { useStream } from '../../state/use-stream.ts';
import { useTuningChanges } from '../../state/use-tuning-changes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RuleExchange } from './rule-exchange.tsx';
import { RulesTable } from './rules-table.tsx';
import { SetAsideTable } from './set-aside-table.tsx';
import { TuningNotice } from '../tuning-notice/tuning-notice.tsx';
import styles from './tuning-page.module.css';

const RulePane = lazy(async () => ({
  default: (await import('../rule-pane/rule-pane.tsx')).RulePane,
}));

export function TuningPage({ route }: { readonly route: TuningRoute }) {
  const { item: overview, failure } = useStream('tuning.overview', null);
  const changes = useTuningChanges();
  const amend = useNavigation((state) => state.amend);
  const [editing, setEditing] = useState<{
    readonly start: TuningRule;
    /** null for one that is not saved yet. */
    readonly before: TuningRule | null;
  } | null>(null);
  const { part = 'rules' } = route;
  if (overview === undefined) {
    return failure === null ? (
      <div className={styles.page} aria-busy aria-label="Loading the tuning rules" />
    ) : (
      <EmptyState tone="trouble" title="The tuning rules could not be read">
        {failure.summary} {failure.action}
      </EmptyState>
    );
  }
  const { rules, hiddenByRules, acknowledged, isLooking } = overview;
  const setAside = hiddenByRules + acknowledged;
  const begin = (): void => {
    setEditing({ start: blankRule(ruleId(crypto.randomUUID())), before: null });
  };
  return (
    <section className={styles.page} aria-labelledby="tuning-title">
      <div className={styles.heading}>
        <h1 id="tuning-title" className={styles.title}>
          Tuning
        </h1>
        {isLooking && <span className={styles.soft}>Looking through the alerts, counts grow</span>}
        <div className={styles.actions}>
          <RuleExchange rules={rules.map(({ authored }) => authored.rule)} changes={changes} />
          <Button size="small" appearance="primary" icon={<AddRegular />} onClick={begin}>
            New rule
          </Button>
        </div>
      </div>
      <TabList
        size="small"
        className={styles.tabs ?? ''}
        selectedValue={part}
        onTabSelect={(_event, { value }) =>
          amend({ kind: 'tuning', part: value === 'setAside' ? 'setAside' : 'rules' })
        }
        aria-label="Parts of tuning"
      >
        <Tab value="rules">{`Rules (${rules.length.toLocaleString('en-US')})`}</Tab>
        <Tab value="setAside">{`Set aside (${setAside.toLocaleString('en-US')})`}</Tab>
      </TabList>
      <TuningNotice changes={changes} />
      <div
        className={styles.content}
        role="tabpanel"
        aria-label={part === 'rules' ? 'Rules' : 'Set aside'}
      >
        {part === 'rules' ? (
          <RulesTable
            rules={rules}
            changes={changes}
            onEdit={(rule) => setEditing({ start: rule, before: rule })}
            onShowAlerts={(id) => amend({ kind: 'tuning', part: 'setAside', ruleId: id })}
          />
        ) : (
          <SetAsideTable
            rule={rules.find(({ authored }) => authored.rule.id === route.ruleId)?.authored.rule}
            changes={changes}
            onShowAll={() => amend({ kind: 'tuning', part: 'setAside' })}
          />
        )}
      </div>
      {editing !== null && (
        <Suspense fallback={null}>
          <RulePane
            start={editing.start}
            isNew={editing.before === null}
            failure={changes.failure?.summary ?? null}
            onSave={(rule) => changes.make(savedRule(rule, editing.before))}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
