// Which incidents become one, which of them is kept, what that gives, what stands against it, and why.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import {
  defaultMergeTarget,
  mergeDraft,
  mergePreview,
} from '../../../shared/grouping/merge-plan.ts';
import { mergeVetoes } from '../../../shared/grouping/merge-vetoes.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { MOST_MERGED, MOST_MOVED } from '../../../shared/model/regrouping.ts';
import type { MergeReason } from '../../../shared/model/regrouping.ts';
import { commentLimit } from '../../state/manage-draft.ts';
import { mergeSubject } from '../../state/merge-subject.ts';
import { currentRoute } from '../../state/navigation.ts';
import { useSession, useSettings } from '../../state/session.tsx';
import { useIncidentDetails } from '../../state/use-incident-details.ts';
import { CommentField } from '../../ui/comment-field.tsx';
import { DrawerFailure, EditDrawer } from '../../ui/edit-drawer.tsx';
import { PickIncident } from '../pick-incident/pick-incident.tsx';
import { KeptChoice } from './kept-choice.tsx';
import { MergeOutcome } from './merge-outcome.tsx';
import { ReasonChoice } from './reason-choice.tsx';
import styles from './merge-pane.module.css';

interface MergePaneProps {
  readonly keys: readonly IncidentKey[];
  onClose(outcome: 'merged' | 'given up'): void;
}

export function MergePane({ keys: firstKeys, onClose }: MergePaneProps) {
  const { regrouping, navigation } = useSession();
  const rules = useSettings(({ settings }) => settings.mergeRules);
  const [keys, setKeys] = useState(firstKeys);
  const [chosenTarget, setChosenTarget] = useState<IncidentKey | null>(null);
  const [reasons, setReasons] = useState<readonly MergeReason[]>([]);
  const [comment, setComment] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const detailByKey = useIncidentDetails(keys);
  const details = keys.flatMap((key) => detailByKey.get(key) ?? []);
  const subjects = details.map(mergeSubject);
  const target =
    subjects.find(({ key }) => key === chosenTarget) ??
    (subjects.length > 0 ? defaultMergeTarget(subjects) : null);
  const vetoes = mergeVetoes(subjects, rules);
  const isLoading = keys.some((key) => !detailByKey.has(key));
  const isTooLong = comment.trim().length > commentLimit;
  const preview = target && mergePreview(subjects, target.key);
  const isTooMuch = (preview?.movedAlerts ?? 0) > MOST_MOVED;
  const count = subjects.length;
  const obstacle = obstacleTo({ isLoading, count, vetoes, isTooMuch, reasons, isTooLong });
  const [first] = details;

  const merge = async (): Promise<void> => {
    if (target === null || obstacle !== null || isBusy) return;
    setBusy(true);
    const draft = mergeDraft(subjects, { target: target.key, reasons, comment: comment.trim() });
    const trouble = await regrouping.getState().regroup(draft, {
      words: `${String(subjects.length)} incidents merged into`,
      target: { key: target.key, name: target.name },
    });
    setBusy(false);
    setFailure(trouble);
    if (trouble !== null) return;
    onClose('merged');
    const route = currentRoute(navigation.getState());
    const isElsewhere = route.kind === 'incident' && route.key !== target.key;
    if (isElsewhere) navigation.getState().go({ kind: 'incident', key: target.key });
  };

  return (
    <EditDrawer
      title="Merge incidents"
      intro={
        <p className={styles.soft}>
          All alerts go into the one that is kept; who opens another one is led there. It stays on
          this computer and can be undone.
        </p>
      }
      width={560}
      isLoading={isLoading}
      onSubmit={() => void merge()}
      onClose={() => !isBusy && onClose('given up')}
      footer={
        <>
          {failure !== null && (
            <DrawerFailure>
              Nothing was merged. {failure.summary} {failure.action}
            </DrawerFailure>
          )}
          <Button
            appearance="primary"
            disabledFocusable={obstacle !== null || isBusy}
            title={obstacle ?? 'Merge (Ctrl+Enter)'}
            onClick={() => void merge()}
          >
            {isBusy ? 'Merging' : 'Merge'}
          </Button>
          <Button disabled={isBusy} title="Cancel (Esc)" onClick={() => onClose('given up')}>
            Cancel
          </Button>
          {obstacle !== null && !isLoading && <span className={styles.soft}>{obstacle}</span>}
        </>
      }
    >
      <KeptChoice
        details={details}
        subjects={subjects}
        target={target?.key ?? null}
        onChoose={setChosenTarget}
        onRemove={(key) => setKeys(keys.filter((other) => other !== key))}
      />
      {first !== undefined && (
        <PickIncident
          label="Add an incident"
          tenantId={first.row.tenantId}
          without={new Set(keys)}
          isDisabled={keys.length >= MOST_MERGED}
          {...(keys.length >= MOST_MERGED && {
            hint: `${String(MOST_MERGED)} incidents can be merged at once.`,
          })}
          onPick={({ key }) => setKeys([...keys, key])}
        />
      )}
      {target !== null && preview !== null && count > 1 && (
        <MergeOutcome vetoes={vetoes} preview={preview} target={target} />
      )}
      <ReasonChoice reasons={reasons} onChoose={setReasons} />
      <CommentField
        label="Comment"
        rows={3}
        comment={comment}
        isTooLong={isTooLong}
        limit={commentLimit}
        onChange={setComment}
      />
    </EditDrawer>
  );
}

interface MergeState {
  readonly isLoading: boolean;
  readonly count: number;
  readonly vetoes: readonly unknown[];
  /** More alerts would move than one entry holds. */
  readonly isTooMuch: boolean;
  readonly reasons: readonly MergeReason[];
  readonly isTooLong: boolean;
}

/** What is missing, for the button; null where the merge can be done. */
function obstacleTo(state: MergeState): string | null {
  const { isLoading, count, vetoes, isTooMuch, reasons, isTooLong } = state;
  if (isLoading) return 'Reading the incidents';
  if (count < 2) return 'Add another incident.';
  if (vetoes.length > 0) return 'They cannot be merged as they are.';
  if (isTooMuch) return 'Keep the one with the most alerts: so many cannot move at once.';
  if (reasons.length === 0) return 'Choose at least one reason.';
  return isTooLong ? 'The comment is too long.' : null;
}
