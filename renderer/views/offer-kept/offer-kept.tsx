// What was kept on this computer because only a file told of it can go to a service that has it by now.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { AnnotationTarget } from '../../../shared/model/annotation.ts';

import { writerKind } from '../../../shared/model/writer-id.ts';
import { offerable } from '../../state/offerable.ts';
import { useOutbox } from '../../state/session.tsx';
import { sourceName } from '../marks/short-names.ts';
import styles from './offer-kept.module.css';

interface OfferKeptProps {
  /** Where something new about it would go. */
  readonly target: AnnotationTarget;
  /** What files call it. */
  readonly fileIds: readonly string[];
}

export function OfferKept({ target, fileIds }: OfferKeptProps) {
  const items = useOutbox(({ outbox }) => outbox.items);
  const offer = useOutbox((state) => state.offer);
  const [failure, setFailure] = useState<Failure | null>(null);
  const kept = offerable(items, target, fileIds);
  if (kept.length === 0) return null;
  const kind = writerKind(target.sourceId);
  const service = kind === null ? 'A service' : sourceName(kind);
  const offerAll = async (): Promise<void> => {
    for (const { id } of kept) {
      const trouble = await offer(id, { toSourceId: target.sourceId, toId: target.id });
      setFailure(trouble);
      if (trouble !== null) return;
    }
  };
  return (
    <div className={styles.offer} role="status">
      <span>
        {service} has this {target.kind} by now.{' '}
        {kept.length === 1 ? 'A change is' : `${String(kept.length)} changes are`} kept on this
        computer only.
      </span>
      <Button size="small" onClick={() => void offerAll()}>
        Deliver
      </Button>
      {failure !== null && (
        <span role="alert" className={styles.failure}>
          {failure.summary} {failure.action}
        </span>
      )}
    </div>
  );
}
