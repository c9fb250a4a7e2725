import { describe, expect, it } from 'vitest';
import type { FeedId, IngestPage } from '../../shared/contract/store-ingest.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { decodeAlert, decodeIncident } from '../../shared/model/graph/decode.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import type { Source } from './source.ts';
import { withoutLeftOut } from './without-left-out.ts';

const feed: FeedId = { sourceId: 's', tenantId: tenantId('c0'), collection: 'alerts' };

function alertOf(id: string, severity: string, serviceSource: string): Alert {
  const decoded = decodeAlert({ id, severity, serviceSource });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

const forCloud = 'microsoftDefenderForCloud';
const plain = alertOf('plain', 'high', forCloud);
const quiet = alertOf('quiet', 'informational', forCloud);
const within = alertOf('within', 'informational', forCloud);
const ofOther = alertOf('other', 'informational', 'microsoftDefenderForEndpoint');

function sourceOf(kind: SourceKind): Source {
  const decoded = decodeIncident({ id: 'i', alerts: [] });
  if (!decoded.ok) throw new Error(decoded.reason);
  const page: IngestPage = {
    feed,
    sourceKind: kind,
    incidents: [{ ...decoded.incident, alerts: [plain, within] }],
    alerts: [plain, quiet, ofOther],
    quarantined: [],
    cursor: { completeTo: null, newestSeen: null, nextLink: null },
  };
  return {
    describe: () => ({ sourceId: 's', kind, name: 'S', collections: ['alerts'], writes: [] }),
    requests: () => ({ uses: [], waiting: 0, pausedUntilAt: null }),
    discoverTenants: async () => [],
    async *pull() {
      yield page;
      yield page;
    },
  };
}

async function given(kind: SourceKind, keepsThem: boolean): Promise<readonly unknown[]> {
  const source = withoutLeftOut(sourceOf(kind), () => keepsThem);
  const pages: unknown[] = [];
  for await (const page of source.pull(feed, null, new AbortController().signal)) {
    const ids = page.alerts.map(({ id }) => id);
    const inside = page.incidents.flatMap(({ alerts }) => alerts.map(({ id }) => id));
    pages.push([ids, inside, page.leftOut]);
  }
  return pages;
}

describe('withoutLeftOut', () => {
  const whole = [['plain', 'quiet', 'other'], ['plain', 'within'], undefined];
  it.each([
    [
      'arm',
      false,
      [
        [['plain', 'other'], ['plain'], 2],
        [['plain', 'other'], ['plain'], 0],
      ],
    ],
    [
      'sentinel',
      false,
      [
        [['plain', 'other'], ['plain'], 2],
        [['plain', 'other'], ['plain'], 0],
      ],
    ],
    ['arm', true, [whole, whole]],
    ['graph', false, [whole, whole]],
  ] as const)('of %s, kept: %s', async (kind, keepsThem, expected) => {
    expect(await given(kind, keepsThem)).toEqual(expected);
  });
});
