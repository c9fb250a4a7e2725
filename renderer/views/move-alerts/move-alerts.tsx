// Opens the pane in which alerts are moved into another incident or a new one.
import { Button } from '@fluentui/react-components';
import { FolderArrowRightRegular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { lazy, Suspense, useState } from 'react';
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { useReturningFocus } from '../../ui/use-returning-focus.ts';

const MovePane = lazy(async () => ({ default: (await import('./move-pane.tsx')).MovePane }));

export interface MoveAlertsProps {
  /** Of one tenant, one or more. */
  readonly alerts: readonly AlertRow[];
  /** How many alerts an incident has now. */
  readonly alertsOf: (incident: IncidentKey) => number;
  onMoved(): void;
}

export function MoveAlerts({ alerts, alertsOf, onMoved }: MoveAlertsProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useReturningFocus(isOpen);
  return (
    <span ref={place}>
      <Button
        size="small"
        icon={<FolderArrowRightRegular />}
        aria-haspopup="dialog"
        title="Move to another incident or a new one"
        onClick={() => setOpen(true)}
      >
        Move to…
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <MovePane
            alerts={alerts}
            alertsOf={alertsOf}
            onClose={(outcome) => {
              setOpen(false);
              if (outcome === 'moved') onMoved();
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
