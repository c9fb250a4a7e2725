// What is to change of many incidents or alerts, and what that does, before any of it is written.
import { Button } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { isEmptyChoice, noChoice, planBulk } from '../../state/bulk-plan.ts';
import type { BulkChoice } from '../../state/bulk-plan.ts';
import type { BulkPane } from '../../state/bulk.ts';
import { commentLimit } from '../../state/manage-draft.ts';
import { useSession } from '../../state/session.tsx';
import { EditDrawer } from '../../ui/edit-drawer.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { countOf } from './plan-words.ts';
import { useBulkRows } from './use-bulk-rows.ts';
import styles from './many-pane.module.css';

interface ManyPaneProps {
  readonly pane: BulkPane;
  onClose(): void;
}

export function ManyPane({ pane, onClose }: ManyPaneProps) {
  const { subject, keys, begin } = pane;
  const { bulk } = useSession();
  const { rows, read, failure } = useBulkRows(subject, keys);
  const [choice, setChoice] = useState<BulkChoice>(
    begin === 'resolve' ? { ...noChoice, fields: { status: 'resolved' } } : noChoice,
  );
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After the drawer, which gives the keyboard to what comes first.
    const timer = setTimeout(() =>
      fields.current?.querySelector<HTMLElement>('[data-begin] :is(select, input)')?.focus(),
    );
    return () => clearTimeout(timer);
  }, []);
  const plan = useMemo(() => rows && planBulk(choice, rows), [choice, rows]);
  const isTooLong = choice.comment.trim().length > commentLimit;
  const canRun = plan !== null && plan.steps.length > 0 && !isTooLong;

  const run = (): void => {
    if (plan === null || !canRun) return;
    onClose();
    void bulk.getState().run(subject, plan.steps);
  };

  return (
    <EditDrawer
      title={<>Manage {countOf(keys.length, subject)}</>}
      intro={<p className={styles.soft}>What is not chosen stays as it is on each of them.</p>}
      width={440}
      onSubmit={run}
      onClose={onClose}
      footer={
        <>
          <div className={styles.preview} role="status" aria-label="What changes">
            {failure !== null ? (
              <p className={styles.failure}>
                The rows could not be read. {failure.summary} {failure.action}
              </p>
            ) : plan === null ? (
              <p>
                Reading {read.toLocaleString('en-US')} of {keys.length.toLocaleString('en-US')}
              </p>
            ) : (
              <PlanPreview plan={plan} subject={subject} isEmpty={isEmptyChoice(choice)} />
            )}
          </div>
          <Button appearance="primary" disabled={!canRun} title="Ctrl+Enter" onClick={run}>
            {canRun ? `Change ${countOf(plan.steps.length, subject)}` : 'Change'}
          </Button>
          <Button title="Cancel (Esc)" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div ref={fields} className={styles.fields}>
        <ChoiceFields
          subject={subject}
          begin={begin}
          rows={rows ?? []}
          choice={choice}
          onChange={setChoice}
        />
      </div>
    </EditDrawer>
  );
}
