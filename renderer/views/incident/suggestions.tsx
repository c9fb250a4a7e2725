// Other incidents that look like part of the same story, with why, to be opened, merged or turned down.
import { useState } from 'react';
import type { SuggestedIncident } from '../../../shared/contract/store-queries.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { Failure } from '../../../shared/failure.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Notice, NoticeButton } from '../../ui/notice.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { MergeIncidents } from '../merge-incidents/merge-incidents.tsx';
import { linkDetails, linkWords } from './link-words.ts';
import styles from './suggestions.module.css';

interface SuggestionsProps {
  readonly incident: IncidentKey;
  readonly suggestions: readonly SuggestedIncident[];
}

/** Shown at once; the rest follow a press. */
const FIRST = 1;

export function Suggestions({ incident, suggestions }: SuggestionsProps) {
  const { outbox } = useSession();
  const go = useNavigation((state) => state.go);
  const [isOpen, setIsOpen] = useState(false);
  const [turnedDown, setTurnedDown] = useState<SuggestedIncident | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const judge = async (one: SuggestedIncident, verdict: 'rejected' | 'open'): Promise<void> => {
    const incidents = [incident, one.key] as const;
    const trouble = await outbox.getState().write({ kind: 'suggestion', incidents, verdict });
    setFailure(trouble);
    if (trouble === null) setTurnedDown(verdict === 'rejected' ? one : null);
  };

  const shown = isOpen ? suggestions : suggestions.slice(0, FIRST);
  const hidden = suggestions.length - shown.length;
  return (
    <>
      {failure !== null && (
        <Notice tone="trouble">
          {failure.summary} {failure.action}
        </Notice>
      )}
      {turnedDown !== null && (
        <Notice
          tone="calm"
          actions={<NoticeButton onPress={() => void judge(turnedDown, 'open')}>Undo</NoticeButton>}
        >
          <bdi>{turnedDown.name}</bdi> is not suggested here any more.
        </Notice>
      )}
      {shown.length > 0 && (
        <ul className={styles.list} aria-label="Incidents that look like part of this one">
          {shown.map((one) => (
            <li key={one.key} className={styles.item}>
              <span className={styles.lead}>Looks like one story with</span>
              <SeverityMark severity={one.severity} />
              <LinkButton onPress={() => go({ kind: 'incident', key: one.key })}>
                <bdi>{one.name || one.incidentId}</bdi>
              </LinkButton>
              <span className={styles.why} title={linkDetails(one.link)}>
                {linkWords(one.link)}
              </span>
              <MergeIncidents keys={[incident, one.key]} label="Merge…" />
              <NoticeButton onPress={() => void judge(one, 'rejected')}>Not related</NoticeButton>
            </li>
          ))}
          {hidden > 0 && (
            <li className={styles.item}>
              <LinkButton onPress={() => setIsOpen(true)}>
                {hidden === 1 ? '1 more incident looks' : `${String(hidden)} more incidents look`}{' '}
                like part of it
              </LinkButton>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
