// The incident that was chosen, with the way back to choosing.
import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import styles from './move-pane.module.css';

interface PickedIncidentProps {
  readonly row: IncidentRow;
  onClear(): void;
}

export function PickedIncident({ row, onClear }: PickedIncidentProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The field that had the keyboard is gone.
    place.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={place} className={styles.picked} role="group" aria-label="Incident">
      <span className={styles.about}>
        <span className={styles.name}>
          <SeverityMark severity={row.severity} compact />
          <bdi title={row.name}>{row.name}</bdi>
        </span>
        <span className={styles.facts}>
          <bdi>{shortIncidentId(row.incidentId)}</bdi>
          <StatusMark status={row.status} />
        </span>
      </span>
      <Button size="small" onClick={onClear}>
        Choose another
      </Button>
    </div>
  );
}
