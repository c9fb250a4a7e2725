import { expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { startingStatus, syncStateOf } from './sync-state.ts';
import type { TaskStatus } from './sync-state.ts';

const offline: Failure = { kind: 'offline', summary: 'No network.' };
const rejected: Failure = { kind: 'rejected', summary: 'Refused.' };

const current = (lastSyncedAt: number, nextAttemptAt: number): TaskStatus => ({
  ...startingStatus,
  phase: { kind: 'current' },
  received: 7,
  lastSyncedAt,
  nextAttemptAt,
});
const failing = (sinceAt: number, failure: Failure): TaskStatus => ({
  ...startingStatus,
  phase: { kind: 'failing', sinceAt, failure },
  nextAttemptAt: 900,
});
const catchingUp = (sinceAt: number, received: number): TaskStatus => ({
  ...startingStatus,
  phase: { kind: 'catchingUp', sinceAt },
  received,
});

const stateOf = (...tasks: TaskStatus[]) =>
  syncStateOf({ tenantName: 'Contoso', tasks, quarantined: 2 });

const base = { tenantName: 'Contoso', quarantined: 2 };

it.each([
  [
    'nothing yet',
    [],
    { ...base, phase: { kind: 'starting' }, lastSyncedAt: null, nextAttemptAt: null },
  ],
  [
    'one feed done, one not begun',
    [current(50, 100), startingStatus],
    { ...base, phase: { kind: 'starting' }, lastSyncedAt: null, nextAttemptAt: 100 },
  ],
  [
    'one feed done, one catching up',
    [current(50, 100), catchingUp(40, 3)],
    {
      ...base,
      phase: { kind: 'syncing', received: 10, sinceAt: 40 },
      lastSyncedAt: null,
      nextAttemptAt: 100,
    },
  ],
  [
    'all done: complete only since the last one was',
    [current(50, 110), current(60, 100)],
    { ...base, phase: { kind: 'live', syncedAt: 50 }, lastSyncedAt: 50, nextAttemptAt: 100 },
  ],
  [
    'one done, one not begun since an earlier start',
    [current(50, 100), { ...startingStatus, lastSyncedAt: 20 }],
    { ...base, phase: { kind: 'starting' }, lastSyncedAt: 20, nextAttemptAt: 100 },
  ],
  [
    'one fails',
    [current(50, 100), failing(70, rejected)],
    {
      ...base,
      phase: { kind: 'error', sinceAt: 70, failure: rejected },
      lastSyncedAt: null,
      nextAttemptAt: 100,
    },
  ],
  [
    'no network explains the rest',
    [failing(70, rejected), failing(90, offline), failing(80, offline)],
    {
      ...base,
      phase: { kind: 'offline', sinceAt: 80, failure: offline },
      lastSyncedAt: null,
      nextAttemptAt: 900,
    },
  ],
] as const)('%s', (_name, tasks, expected) => {
  expect(stateOf(...tasks)).toEqual(expected);
});
