// The incidents of a merge, one of which is kept.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { mergePreview } from '../../../shared/grouping/merge-plan.ts';
import type { MergeSubject } from '../../../shared/grouping/merge-vetoes.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { ownerName } from '../marks/short-names.ts';
import { StatusMark } from '../marks/status-mark.tsx';
import { alertsWords } from './merge-words.ts';
import styles from './merge-pane.module.css';

interface KeptChoiceProps {
  readonly details: readonly IncidentDetail[];
  /** Of the same incidents, in the same order. */
  readonly subjects: readonly MergeSubject[];
  readonly target: IncidentKey | null;
  onChoose(key: IncidentKey): void;
  onRemove(key: IncidentKey): void;
}

export function KeptChoice({ details, subjects, target, onChoose, onRemove }: KeptChoiceProps) {
  return (
    <fieldset className={styles.choice}>
      <legend>Which one is kept</legend>
      <ul className={styles.incidents}>
        {details.map(({ row }) => (
          <li key={row.key} data-kept={row.key === target || undefined}>
            <label className={styles.incident}>
              <input
                type="radio"
                name="kept"
                checked={row.key === target}
                onChange={() => onChoose(row.key)}
              />
              <span className={styles.about}>
                <span className={styles.name}>
                  <SeverityMark severity={row.severity} compact />
                  <bdi title={row.name}>{row.name}</bdi>
                </span>
                <span className={styles.facts}>
                  <bdi className={styles.id}>{shortIncidentId(row.incidentId)}</bdi>
                  <StatusMark status={row.status} />
                  <span>
                    {row.assignedTo === null ? (
                      'Unassigned'
                    ) : (
                      <bdi title={row.assignedTo}>{ownerName(row.assignedTo)}</bdi>
                    )}
                  </span>
                  <span>
                    created <TimeText at={row.createdAt} form="short" />
                  </span>
                </span>
                <span className={styles.effect}>{effectOf(subjects, row.key)}</span>
              </span>
            </label>
            {details.length > 1 && (
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={`Leave out ${row.name}`}
                title="Leave out"
                onClick={() => onRemove(row.key)}
              />
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** What keeping this one would do. */
function effectOf(subjects: readonly MergeSubject[], key: IncidentKey): string {
  const own = subjects.find((subject) => subject.key === key)?.alerts.length ?? 0;
  if (subjects.length < 2) return alertsWords(own);
  return `${alertsWords(own)}; if kept, ${alertsWords(mergePreview(subjects, key).movedAlerts)} of the others come in`;
}
