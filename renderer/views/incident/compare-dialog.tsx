// Why an incident is not one with another: the answer, what stands against a merge, and all that both have.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import { mergeVetoes } from '../../../shared/grouping/merge-vetoes.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { mergeSubject } from '../../state/merge-subject.ts';
import type { Route } from '../../state/navigation.ts';
import { useNavigation, useSettings } from '../../state/session.tsx';
import { useComparison } from '../../state/use-comparison.ts';
import { useIncidentDetails } from '../../state/use-incident-details.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { PickIncident } from '../pick-incident/pick-incident.tsx';
import { againstMerge, answerOf } from './comparison-words.ts';
import type { Answer as Words } from './comparison-words.ts';
import { SharedTable } from './shared-table.tsx';
import styles from './compare-dialog.module.css';

interface CompareDialogProps {
  readonly row: IncidentRow;
  readonly initial: IncidentRow | null;
  onClose(): void;
}

export function CompareDialog({ row, initial, onClose }: CompareDialogProps) {
  const [other, setOther] = useState(initial);
  const go = useNavigation((state) => state.go);
  const enter = (route: Route): void => {
    onClose();
    go(route);
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface ?? ''}>
        <DialogBody>
          <DialogTitle>Why is this not one with another incident?</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            <PickIncident
              label={other === null ? 'The other incident' : 'Compare with another one'}
              tenantId={row.tenantId}
              without={new Set(other === null ? [row.key] : [row.key, other.key])}
              onPick={setOther}
            />
            {other === null ? (
              <p className={styles.soft}>
                Pick one, and correlation says what ties the two or what is missing.
              </p>
            ) : (
              <Answer row={row} other={other} enter={enter} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface AnswerProps {
  readonly row: IncidentRow;
  readonly other: IncidentRow;
  enter(route: Route): void;
}

function Answer({ row, other, enter }: AnswerProps) {
  const state = useComparison(row.key, other.key);
  const detailByKey = useIncidentDetails([row.key, other.key]);
  const subjects = [row, other].flatMap(({ key }) => {
    const detail = detailByKey.get(key);
    return detail ? [mergeSubject(detail)] : [];
  });
  const rules = useSettings(({ settings }) => settings.mergeRules);
  const against = againstMerge(mergeVetoes(subjects, rules));
  const isReady = state.kind !== 'asking' && [row, other].every(({ key }) => detailByKey.has(key));
  return (
    <section className={styles.answer} aria-label="Answer" aria-busy={!isReady} aria-live="polite">
      <p className={styles.other}>
        <SeverityMark severity={other.severity} compact />
        <LinkButton onPress={() => enter({ kind: 'incident', key: other.key })}>
          <bdi>{other.name}</bdi>
        </LinkButton>
        <span className={styles.soft}>Incident {shortIncidentId(other.incidentId)}</span>
        <StatusMark status={other.status} />
      </p>
      {!isReady && <p className={styles.soft}>Looking at the alerts of both…</p>}
      {isReady && state.kind === 'none' && (
        <p role="alert">
          Correlation is not running, or one of the two is not in the store any more. Try again in a
          moment.
        </p>
      )}
      {isReady && state.kind === 'failed' && (
        <p role="alert">
          {state.failure.summary} {state.failure.action}
        </p>
      )}
      {isReady && state.kind === 'answered' && (
        <>
          <Sentences {...answerOf(state.comparison)} />
          {against !== null && <Sentences {...against} />}
          {state.comparison.shared.length > 0 && (
            <SharedTable
              shared={state.comparison.shared}
              enter={(key) => enter({ kind: 'alert', key })}
            />
          )}
        </>
      )}
    </section>
  );
}

function Sentences({ title, sentences }: Words) {
  return (
    <>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <bdi>{sentence}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
