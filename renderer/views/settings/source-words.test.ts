import { describe, expect, it } from 'vitest';
import type { FeedStatus, TaskPhase } from '../../../shared/contract/sources.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import {
  accountWords,
  feedWords,
  leftOutWords,
  stateWords,
  requestWords,
  waitWords,
} from './source-words.ts';

const idle = { uses: [], waiting: 0, pausedUntilAt: null };
const utc = { zone: 'utc' } as const;

describe('requests', () => {
  it.each([
    [[], 'Without a limit, since it is on this computer'],
    [
      [
        { requests: 50, perMs: 60_000, used: 12 },
        { requests: 1500, perMs: 3_600_000, used: 1130 },
      ],
      '12 of 50 in the last minute, 1,130 of 1,500 in the last hour',
    ],
    [[{ requests: 5, perMs: 10_000, used: 0 }], '0 of 5 in the last 10 s'],
  ])('%j', (uses, words) => {
    expect(requestWords({ ...idle, uses })).toBe(words);
  });

  it.each([
    [idle, null],
    [{ ...idle, waiting: 1 }, '1 request waits until the limit allows it'],
    [{ ...idle, waiting: 4 }, '4 requests wait until the limit allows it'],
    [
      { ...idle, waiting: 4, pausedUntilAt: Date.UTC(2026, 10, 25, 14, 2) },
      'Until 14:02 UTC, as the service asked',
    ],
  ])('%j', (state, words) => {
    expect(waitWords(state, utc)).toBe(words);
  });
});

const feedOf = (phase: TaskPhase): FeedStatus => ({
  feed: null,
  tenantName: null,
  phase,
  lastSyncedAt: null,
  nextAttemptAt: null,
  counts: { pages: 0, items: 0, skipped: 0, quarantined: 0, leftOut: 0, turnedOff: 0 },
});
const current = feedOf({ kind: 'current' });
const failing = feedOf({
  kind: 'failing',
  sinceAt: 1,
  failure: { kind: 'offline', summary: 'No network.' },
});

it.each([
  [[], 'Starting'],
  [[current, feedOf({ kind: 'starting' })], 'Starting'],
  [[current, feedOf({ kind: 'catchingUp', sinceAt: 1 })], 'Catching up'],
  [[current, failing], 'Trouble'],
  [[current, current], 'Up to date'],
])('a source is as its worst feed is: %#', (feeds, text) => {
  expect(stateWords({ feeds }).text).toBe(text);
});

it.each([
  [[], null],
  [[1], '1 informational alert skipped, as Defender does'],
  [[1_000, 2], '1,002 informational alerts skipped, as Defender does'],
])('%j left out', (counts, words) => {
  const feeds = counts.map((leftOut) => ({ ...current, counts: { ...current.counts, leftOut } }));
  expect(leftOutWords(feeds)).toBe(words);
});

it('names accounts, and those that are gone', () => {
  const production = { name: 'Production', goneSinceAt: null };
  const test = { name: 'Test', goneSinceAt: Date.UTC(2026, 10, 25, 14, 2) };
  expect(accountWords([], utc)).toBeNull();
  expect(accountWords([production, { ...production, name: 'Spare' }], utc)).toBe(
    'Production, Spare',
  );
  expect(accountWords([production, test], utc)).toBe(
    'Production; no longer seen: Test since 14:02 UTC',
  );
});

it('names feeds', () => {
  const feed = { sourceId: 's', tenantId: tenantId('c0'), collection: 'alerts' } as const;
  expect(feedWords({ feed, tenantName: 'Contoso' })).toBe('Alerts of Contoso');
  expect(feedWords({ feed: null, tenantName: null })).toBe('Search for tenants');
});
