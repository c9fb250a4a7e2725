// One change or comment on its way, and what a person can do where it waits for one.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { OutboxHold, OutboxItemView } from '../../../shared/contract/outbox.ts';
import type { Failure } from '../../../shared/failure.ts';
import { alertKey } from '../../../shared/model/alert.ts';
import type { AnnotationTarget } from '../../../shared/model/annotation.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { Route } from '../../state/navigation.ts';
import { useNavigation, useOutbox } from '../../state/session.tsx';
import { elideMiddle } from '../../ui/elide.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ConflictForm } from './conflict-form.tsx';
import { needsPerson } from './item-need.ts';
import { editLines, statusWords, wayWords } from './item-words.ts';
import styles from './changes.module.css';

interface WrittenItemProps {
  readonly item: OutboxItemView;
  readonly hold: OutboxHold | null;
  /** The person goes to what the item is about. */
  onLeave(): void;
}

export function WrittenItem({ item, hold, onLeave }: WrittenItemProps) {
  const go = useNavigation((state) => state.go);
  const resolve = useOutbox((state) => state.resolve);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id, target, content, status, writtenAt, actor } = item;
  const name = `${target.kind === 'incident' ? 'Incident' : 'Alert'} ${elideMiddle(target.id, 32)}`;
  const verb = content.kind === 'comment' ? 'Comment' : 'Change';
  const lines = editLines(item);
  const way = wayWords(item);
  return (
    <li className={styles.item} aria-label={`${verb} of ${name}`}>
      <p className={styles.head}>
        <span className={styles.verb}>{verb}</span>
        <LinkButton
          title={target.id}
          onPress={() => {
            go(routeTo(target));
            onLeave();
          }}
        >
          {name}
        </LinkButton>
        <span className={styles.soft}>
          <TimeText at={writtenAt} /> by <bdi>{actor}</bdi>
          {way !== null && `, through ${way}`}
        </span>
      </p>
      {content.kind === 'comment' && <p className={styles.text}>{content.text}</p>}
      {lines.map((line) => (
        <p key={line} className={styles.line}>
          <bdi>{line}</bdi>
        </p>
      ))}
      <p className={styles.status} data-needs-person={needsPerson(item)}>
        {statusWords(status, hold)}
      </p>
      {status.kind === 'parked' && (
        <>
          <p className={styles.soft}>
            {status.failure.summary} {status.failure.action}
          </p>
          <ParkedActions item={item} onFailure={setFailure} />
        </>
      )}
      {status.kind === 'conflict' && (
        <ConflictForm
          fields={status.fields}
          onResolve={async (choice) => setFailure(await resolve(id, choice))}
        />
      )}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure.summary} {failure.action}
        </p>
      )}
    </li>
  );
}

interface ParkedActionsProps {
  readonly item: OutboxItemView;
  onFailure(failure: Failure | null): void;
}

function ParkedActions({ item: { id, status }, onFailure }: ParkedActionsProps) {
  const { retry, cancel, follow } = useOutbox((state) => state);
  const act = (work: Promise<Failure | null>): void => void work.then(onFailure);
  const toId =
    status.kind === 'parked' && status.reason.kind === 'redirected' ? status.reason.toId : null;
  return (
    <div className={styles.actions}>
      {toId === null ? (
        <Button size="small" onClick={() => act(retry(id))}>
          Retry
        </Button>
      ) : (
        <Button size="small" onClick={() => act(follow(id))}>
          Follow to incident {toId}
        </Button>
      )}
      <Button
        size="small"
        title="It is not delivered; its text stays in the journal"
        onClick={() => act(cancel(id))}
      >
        Cancel it
      </Button>
    </div>
  );
}

function routeTo({ kind, tenantId, id }: AnnotationTarget): Route {
  return kind === 'incident'
    ? { kind, key: incidentKey(tenantId, id) }
    : { kind, key: alertKey(tenantId, id) };
}
