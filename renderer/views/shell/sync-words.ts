// The sync state in words, with what was written here and is not delivered yet.
import type { OutboxState } from '../../../shared/contract/outbox.ts';
import type { SyncState } from '../../../shared/contract/shell.ts';
import { clockTime, relativeTime } from '../../ui/time-format.ts';
import type { TimeSetting } from '../../ui/time-text.tsx';

export interface SyncWords {
  readonly tone: 'good' | 'busy' | 'bad';
  /** Changes with the clock. */
  readonly text: string;
  /** Changes with the state only: what a screen reader is told. */
  readonly announcement: string;
}

/** How much was written here: 0 of a kind is not mentioned. */
export type OutboxCounts = Pick<
  OutboxState,
  'pending' | 'parked' | 'conflicts' | 'duplicated' | 'kept'
>;

export function syncWords(
  { phase }: SyncState,
  counts: OutboxCounts,
  setting: TimeSetting,
): SyncWords {
  const { tone, text, announcement } = phaseWords(phase, setting);
  const { waiting, needed } = outboxWords(counts);
  const added = [waiting, needed].filter((words): words is string => words !== null);
  if (added.length === 0) return { tone, text, announcement };
  return {
    tone: tone === 'good' && needed !== null ? 'busy' : tone,
    text: withAdded(text, added),
    announcement: withAdded(announcement, added),
  };
}

/** Before the reason, which may be cut off. */
function withAdded(text: string, added: readonly string[]): string {
  const [head, ...reason] = text.split(': ');
  return [[head, ...added].join(', '), ...reason].join(': ');
}

/** "3 changes waiting", "1 change needs you", "1 change kept here"; null where there are none. */
export function outboxWords({ pending, parked, conflicts, duplicated, kept }: OutboxCounts): {
  readonly waiting: string | null;
  readonly needed: string | null;
  readonly kept: string | null;
} {
  const forPerson = parked + conflicts + duplicated;
  return {
    waiting: pending === 0 ? null : `${changes(pending)} waiting`,
    needed:
      forPerson === 0 ? null : `${changes(forPerson)} ${forPerson === 1 ? 'needs' : 'need'} you`,
    kept: kept === 0 ? null : `${changes(kept)} kept here`,
  };
}

function changes(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'change' : 'changes'}`;
}

function phaseWords(phase: SyncState['phase'], { now, zone }: TimeSetting): SyncWords {
  switch (phase.kind) {
    case 'starting':
      return { tone: 'busy', text: 'Starting', announcement: 'Sync is starting' };
    case 'idle':
      return { tone: 'busy', text: 'No source is on', announcement: 'No source is on' };
    case 'syncing': {
      const received = phase.received.toLocaleString('en-US');
      const text = phase.received === 0 ? 'Syncing' : `Syncing, ${received} received`;
      return { tone: 'busy', text, announcement: 'Syncing' };
    }
    case 'live':
      return {
        tone: 'good',
        text: `Live, ${relativeTime(Math.min(phase.syncedAt, now), now)}`,
        announcement: 'Live',
      };
    case 'offline':
    case 'error': {
      const name = phase.kind === 'offline' ? 'Offline' : 'Sync trouble';
      return {
        tone: 'bad',
        text: `${name} since ${clockTime(phase.sinceAt, zone)}: ${phase.failure.summary}`,
        announcement: `${name}: ${phase.failure.summary}`,
      };
    }
    default:
      return phase satisfies never;
  }
}
