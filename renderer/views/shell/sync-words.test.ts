import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../shared/contract/shell.ts';
import type { Failure } from '../../../shared/failure.ts';
import { syncWords } from './sync-words.ts';
import type { OutboxCounts } from './sync-words.ts';

const now = Date.UTC(2026, 10, 24, 14, 2, 30);
const failure: Failure = { kind: 'offline', summary: 'The service cannot be reached.' };

const noneWritten: OutboxCounts = {
  pending: 0,
  parked: 0,
  conflicts: 0,
  duplicated: 0,
  kept: 0,
};

const wordsOf = (phase: SyncState['phase'], counts: Partial<OutboxCounts> = {}) =>
  syncWords(
    { tenantName: null, phase, lastSyncedAt: null, nextAttemptAt: null, quarantined: 0 },
    { ...noneWritten, ...counts },
    { now, zone: 'utc' },
  );

describe('syncWords', () => {
  it.each<[SyncState['phase'], string, string]>([
    [{ kind: 'starting' }, 'busy', 'Starting'],
    [{ kind: 'idle' }, 'busy', 'No source is on'],
    [{ kind: 'syncing', received: 0, sinceAt: now }, 'busy', 'Syncing'],
    [{ kind: 'syncing', received: 12_350, sinceAt: now }, 'busy', 'Syncing, 12,350 received'],
    [{ kind: 'live', syncedAt: now - 12_000 }, 'good', 'Live, 12 s ago'],
    [{ kind: 'live', syncedAt: now + 60_000 }, 'good', 'Live, just now'],
    [
      { kind: 'offline', sinceAt: now - 30_000, failure },
      'bad',
      'Offline since 14:02 UTC: The service cannot be reached.',
    ],
    [
      { kind: 'error', sinceAt: now - 30_000, failure },
      'bad',
      'Sync trouble since 14:02 UTC: The service cannot be reached.',
    ],
  ])('%o', (phase, tone, text) => {
    expect([wordsOf(phase).tone, wordsOf(phase).text]).toEqual([tone, text]);
  });

  it('announces nothing that the clock alone changes', () => {
    expect(wordsOf({ kind: 'live', syncedAt: now - 12_000 }).announcement).toBe(
      wordsOf({ kind: 'live', syncedAt: now - 90_000 }).announcement,
    );
  });

  it('says what waits before the reason', () => {
    expect(wordsOf({ kind: 'offline', sinceAt: now - 30_000, failure }, { pending: 3 })).toEqual({
      tone: 'bad',
      text: 'Offline since 14:02 UTC, 3 changes waiting: The service cannot be reached.',
      announcement: 'Offline, 3 changes waiting: The service cannot be reached.',
    });
  });

  it('says what needs the person, and is not content then', () => {
    const live: SyncState['phase'] = { kind: 'live', syncedAt: now - 12_000 };
    expect(wordsOf(live, { conflicts: 1 })).toEqual({
      tone: 'busy',
      text: 'Live, 12 s ago, 1 change needs you',
      announcement: 'Live, 1 change needs you',
    });
    expect(wordsOf(live, { pending: 1, parked: 1, duplicated: 1 }).text).toBe(
      'Live, 12 s ago, 1 change waiting, 2 changes need you',
    );
  });
});
