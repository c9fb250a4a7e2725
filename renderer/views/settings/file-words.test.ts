import { describe, expect, it } from 'vitest';
import type { WatchedFolder } from '../../../shared/contract/imports.ts';
import { importWords, watchWords } from './file-words.ts';

const folder: WatchedFolder = {
  id: 'f',
  path: '/exports',
  isPaused: false,
  isImporting: false,
  filesDone: 1,
  filesWaiting: 0,
  failure: null,
  lastReportId: null,
};
const failure = { kind: 'rejected', summary: 'The folder cannot be read.' } as const;

describe('watchWords', () => {
  it.each([
    [{}, 'good', 'Watched', '1 file imported'],
    [{ filesWaiting: 2 }, 'good', 'Watched', '1 file imported, 2 waiting'],
    [{ isImporting: true }, 'good', 'Importing', '1 file imported'],
    [{ failure }, 'bad', 'Trouble', '1 file imported'],
    [{ failure, isPaused: true }, 'quiet', 'Paused', '1 file imported'],
  ])('says of %j', (change, tone, text, detail) => {
    expect(watchWords({ ...folder, ...change })).toEqual({ tone, text, detail });
  });
});

describe('importWords', () => {
  const sums = {
    texts: 1,
    refused: 0,
    records: 1,
    alerts: 1,
    incidents: 0,
    informationalSkipped: 0,
    quarantined: 0,
    failures: 0,
  };
  it.each([
    [{ kind: 'done' }, {}, '1 alert'],
    [{ kind: 'done' }, { alerts: 0, incidents: 2 }, '0 alerts, 2 incidents'],
    [{ kind: 'cancelled' }, { informationalSkipped: 3 }, 'cancelled; 1 alert; 3 skipped'],
    [
      { kind: 'failed', failure },
      { quarantined: 4, refused: 1 },
      'failed; 1 alert; 4 set aside; 1 file not read',
    ],
  ] as const)('says of %j with %j', (end, change, words) => {
    expect(importWords({ end, sums: { ...sums, ...change } })).toBe(words);
  });
});
