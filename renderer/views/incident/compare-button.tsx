// Opens the answer to why an incident is not one with another, which may be named beforehand.
import { Button } from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { lazy, Suspense, useRef, useState } from 'react';
import type { IncidentRow } from '../../../shared/contract/queue.ts';

const CompareDialog = lazy(async () => ({
  default: (await import('./compare-dialog.tsx')).CompareDialog,
}));

interface CompareButtonProps {
  readonly row: IncidentRow;
  /** The other one; null where it is to be picked. */
  readonly other: IncidentRow | null;
}

export function CompareButton({ row, other }: CompareButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const close = (): void => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  return (
    <span ref={place}>
      <Button
        size="small"
        icon={<QuestionCircleRegular />}
        aria-haspopup="dialog"
        title="What ties this incident to another one, or why they are two"
        onClick={() => setOpen(true)}
      >
        {other === null ? 'Why not one with…' : 'Why are they two?'}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <CompareDialog row={row} initial={other} onClose={close} />
        </Suspense>
      )}
    </span>
  );
}
