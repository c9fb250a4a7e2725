// Opens the pane in which incidents are merged, from one of them or from those selected in the queue.
import { Button } from '@fluentui/react-components';
import { MergeRegular } from '@fluentui/react-icons/svg/merge';
import { lazy, Suspense, useState } from 'react';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { useReturningFocus } from '../../ui/use-returning-focus.ts';

const MergePane = lazy(async () => ({ default: (await import('./merge-pane.tsx')).MergePane }));

interface MergeIncidentsProps {
  readonly keys: readonly IncidentKey[];
  readonly label: string;
  /** Why none of them can be merged; null where they may. */
  readonly obstacle?: string | null;
  onMerged?(): void;
}

export function MergeIncidents({ keys, label, obstacle = null, onMerged }: MergeIncidentsProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useReturningFocus(isOpen);
  return (
    <span ref={place}>
      <Button
        size="small"
        icon={<MergeRegular />}
        aria-haspopup="dialog"
        disabledFocusable={obstacle !== null}
        title={obstacle ?? 'Merge with other incidents'}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <MergePane
            keys={keys}
            onClose={(outcome) => {
              setOpen(false);
              if (outcome === 'merged') onMerged?.();
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
