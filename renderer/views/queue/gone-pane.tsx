// The pane of a row that is not at hand: still on its way, or no longer in the store.
import { EmptyState } from '../../ui/empty-state.tsx';
import type { PaneSteps } from './queue-page.tsx';
import { SidePane } from './side-pane.tsx';

interface GonePaneProps {
  readonly subject: string;
  readonly isGone: boolean;
  readonly steps: PaneSteps;
}

export function GonePane({ subject, isGone, steps }: GonePaneProps) {
  const title = isGone ? `This ${subject} is gone` : 'Loading';
  return (
    <SidePane title={title} subject={subject} steps={steps} onEnter={steps.close} marks={null}>
      {isGone && (
        <EmptyState title={title}>
          It is no longer in the store. Choose another one from the list.
        </EmptyState>
      )}
    </SidePane>
  );
}
