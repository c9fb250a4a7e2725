// The sync state in words.
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

export function syncWords({ phase }: SyncState, { now, zone }: TimeSetting): SyncWords {
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
