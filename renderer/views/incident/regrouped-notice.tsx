// Above an incident that was merged away or has lost all of its alerts: where they are, and the way back.
import { useState } from 'react';
import type {
  IncidentMention,
  IncidentRegrouping,
  IncidentRegroupings,
} from '../../../shared/contract/incident-regroupings.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Notice, NoticeButton } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { mentionName } from './regrouping-words.ts';
import styles from './regrouped-notice.module.css';

interface RegroupedNoticeProps {
  readonly incident: IncidentKey;
  readonly alerts: number;
  readonly told: IncidentRegroupings;
}

export function RegroupedNotice({ incident, alerts, told }: RegroupedNoticeProps) {
  const { regrouping } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { redirectedTo } = told;
  const left = told.regroupings.filter(
    ({ undone, from }) => undone === null && from.some(({ key }) => key === incident),
  );
  const merge = left.find(({ gesture }) => gesture === 'merge');
  const undo = async (id: EntryId): Promise<void> => {
    setFailure(await regrouping.getState().undo(id));
  };
  if (redirectedTo !== null) {
    return (
      <>
        <Notice
          tone="calm"
          actions={
            merge?.undoConflict === null && (
              <NoticeButton onPress={() => void undo(merge.id)}>Undo the merge</NoticeButton>
            )
          }
        >
          Merged into <Mention mention={redirectedTo} />
          {merge !== undefined && <By regrouping={merge} />}. Its alerts are there.
        </Notice>
        {failure !== null && <Trouble failure={failure} />}
      </>
    );
  }
  if (alerts > 0 || left.length === 0) return null;
  const places = new Map(left.map(({ to }) => [to.key, to]));
  return (
    <Notice tone="calm">
      It has no alerts left. They were moved to{' '}
      {[...places.values()].map((to, index) => (
        <span key={to.key}>
          {index > 0 && ', '}
          <Mention mention={to} />
        </span>
      ))}
      .
    </Notice>
  );
}

function By({ regrouping: { actor, at } }: { readonly regrouping: IncidentRegrouping }) {
  return (
    <>
      {' by '}
      <bdi>{actor}</bdi>, <TimeText at={at} form="short" />
    </>
  );
}

function Mention({ mention }: { readonly mention: IncidentMention }) {
  const go = useNavigation((state) => state.go);
  return (
    <span className={styles.mention}>
      <LinkButton onPress={() => go({ kind: 'incident', key: mention.key })}>
        {mentionName(mention)}
      </LinkButton>
    </span>
  );
}

function Trouble({ failure }: { readonly failure: Failure }) {
  return (
    <Notice tone="trouble">
      It cannot be undone. {failure.summary} {failure.action}
    </Notice>
  );
}
