import { describe, expect, it } from 'vitest';
import type { SightingRow } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { SourceKind } from '../../../shared/model/alert-source.ts';
import { disagreementWords } from './sighting-words.ts';

const OWN = 'dc2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0';
const OF_ENDPOINT = 'da6ea6d429-b97a-4a17-b4a2-945fdf667737_1';

function sighting(
  sourceKind: SourceKind,
  status: string,
  changes: Partial<SightingRow> = {},
): SightingRow {
  return {
    key: sourceKind as string as AlertKey,
    sourceId: sourceKind,
    sourceKind,
    fileName: null,
    alertId: OWN,
    status,
    severity: 'high',
    lastUpdateAt: null,
    goneSinceAt: null,
    isApart: false,
    ...changes,
  };
}

describe('of sources that', () => {
  it('agree, or of which the others have no say, there is nothing to tell', () => {
    expect(disagreementWords([])).toBeNull();
    expect(disagreementWords([sighting('graph', 'new'), sighting('arm', 'new')])).toBeNull();
    expect(
      disagreementWords([
        sighting('graph', 'new'),
        sighting('arm', 'resolved', { isApart: true }),
        sighting('sentinel', 'resolved', { goneSinceAt: 1 }),
      ]),
    ).toBeNull();
  });

  it('do not reach one another, that is said', () => {
    expect(
      disagreementWords([
        sighting('graph', 'resolved', { alertId: OF_ENDPOINT }),
        sighting('arm', 'new'),
      ]),
    ).toBe(
      'The sources disagree: shown is the status of Microsoft Graph, and Azure Resource Manager says New. A change in one of them does not reach the other.',
    );
  });

  it('will agree again, that is said', () => {
    expect(
      disagreementWords([
        sighting('graph', 'resolved'),
        sighting('arm', 'new'),
        sighting('sentinel', 'inProgress'),
      ]),
    ).toBe(
      'The sources disagree: shown is the status of Microsoft Graph, and Azure Resource Manager says New, Microsoft Sentinel says In progress. It can take a while until a change in one of them reaches the other.',
    );
  });

  it('cannot agree, since one is a file, that is said', () => {
    expect(disagreementWords([sighting('graph', 'resolved'), sighting('file', 'new')])).toMatch(
      /^The sources disagree: shown is the status of Microsoft Graph, and .* says New\. A file says how it was when it was written\.$/,
    );
  });
});
