// Why a queue shows nothing, and the next step.
import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { FilterDismissRegular } from '@fluentui/react-icons/svg/filter-dismiss';
import { useStore } from 'zustand';
import type { QueueFilter } from '../../../shared/contract/queue.ts';
import { useNavigation, useSync } from '../../state/session.tsx';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

interface QueueEmptyProps<Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly subject: 'incidents' | 'alerts';
  /** Rows in the store, whatever the filter. */
  readonly stored: number;
}

export function QueueEmpty<Column extends string, Key extends string>({
  view,
  subject,
  stored,
}: QueueEmptyProps<Column, Key>) {
  return stored === 0 ? (
    <NothingStored subject={subject} />
  ) : (
    <NothingMatches view={view} subject={subject} stored={stored} />
  );
}

function NothingStored({ subject }: { readonly subject: string }) {
  const phase = useSync(({ sync }) => sync.phase);
  const syncNow = useSync((state) => state.syncNow);
  const go = useNavigation((state) => state.go);
  const isWaiting = phase.kind === 'starting' || phase.kind === 'syncing';
  if (isWaiting) {
    return (
      <EmptyState icon={<ArrowDownloadRegular />} title={`Fetching ${subject}`}>
        The first ones appear here as soon as they arrive. They stay on this machine, so that the
        next start shows them at once, with or without a network.
      </EmptyState>
    );
  }
  if (phase.kind === 'idle') {
    return (
      <EmptyState
        icon={<ArrowDownloadRegular />}
        title="No source is on"
        actions={
          <Button size="small" appearance="primary" onClick={() => go({ kind: 'settings' })}>
            Open settings
          </Button>
        }
      >
        Connect a tenant in Settings under Sources, or switch the demo tenant on.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ArrowDownloadRegular />}
      title={`No ${subject} stored yet`}
      actions={
        <Button size="small" onClick={() => void syncNow()}>
          Sync now
        </Button>
      }
    >
      {'failure' in phase
        ? phase.failure.summary
        : `The service has no ${subject} for this tenant. New ones appear here by themselves.`}
    </EmptyState>
  );
}

function NothingMatches<Column extends string, Key extends string>({
  view,
  subject,
  stored,
}: QueueEmptyProps<Column, Key>) {
  const filter = useStore(view, (state) => state.filter);
  const { filterBy, resetFilters } = view.getState();
  const widest: QueueFilter = { range: { kind: 'days', days: 180 }, conditions: [] };
  return (
    <EmptyState
      icon={<FilterDismissRegular />}
      title={`No ${subject} match these filters`}
      actions={
        <>
          <Button size="small" appearance="primary" onClick={resetFilters}>
            Reset all
          </Button>
          <Button size="small" onClick={() => filterBy(widest)}>
            Show all of the last 180 days
          </Button>
        </>
      }
    >
      {stored.toLocaleString('en-US')} are stored.
      {filter.text !== undefined &&
        ` “${filter.text}” is searched in names, ids and assets, within the filters above.`}
    </EmptyState>
  );
}
