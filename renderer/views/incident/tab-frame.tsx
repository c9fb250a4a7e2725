// A tab that lists entities: categories above, a grid, and the details of the chosen one beside it.
import type { ReactNode } from 'react';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { SplitPane } from '../../ui/split-pane.tsx';
import { StoryDetails } from './story-details.tsx';
import styles from './tabs.module.css';

interface TabFrameProps {
  readonly detail: IncidentDetail;
  readonly bar: ReactNode;
  readonly grid: ReactNode;
  /** null while the details are closed. */
  readonly selection: StorySelection | null;
  onSelect(selection: StorySelection | null): void;
}

export function TabFrame({ detail, bar, grid, selection, onSelect }: TabFrameProps) {
  return (
    <div
      className={styles.tab}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onSelect(null);
      }}
    >
      {bar}
      <div className={styles.body}>
        {selection === null ? (
          grid
        ) : (
          <SplitPane
            sized="second"
            label="details"
            initialSize={380}
            minSize={260}
            maxSize={640}
            first={grid}
            second={<StoryDetails detail={detail} selection={selection} onSelect={onSelect} />}
          />
        )}
      </div>
    </div>
  );
}
