import { describe, expect, it } from 'vitest';
import type { ImportJob, ImportsState, ImportSummary } from '../../shared/contract/imports.ts';
import { afterNews } from './imports.ts';

const nothing: ImportsState = { job: null, refusal: null, reports: [], folders: [] };
const job: ImportJob = {
  id: 'a',
  name: 'exports',
  files: 1,
  bytes: 1,
  stage: { kind: 'looking' },
};
const running: ImportsState = { ...nothing, job };
const reported: ImportsState = { ...nothing, reports: [{ id: 'a' } as ImportSummary] };
const refused: ImportsState = {
  ...running,
  refusal: { id: 'r', failure: { kind: 'conflict', summary: 'An import is under way.' } },
};

describe('afterNews', () => {
  it.each([
    ['a job opens by itself', nothing, null, running, { shownId: 'a', unseenId: null }],
    ['a hidden job stays hidden', running, null, running, { shownId: null, unseenId: null }],
    ['a report takes its job’s place', running, 'a', reported, { shownId: 'a', unseenId: null }],
    ['a hidden job’s report waits', running, null, reported, { shownId: null, unseenId: 'a' }],
    ['a job without a report closes', running, 'a', nothing, { shownId: null, unseenId: null }],
    ['a refusal opens, over a job too', running, 'a', refused, { shownId: 'r', unseenId: null }],
    ['a refusal opens once', refused, null, refused, { shownId: null, unseenId: null }],
  ])('%s', (_name, before, shownId, imports, expected) => {
    const after = afterNews({ imports: before, shownId, unseenId: null }, imports);
    expect(after).toEqual({ imports, ...expected });
  });
});
