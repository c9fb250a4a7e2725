import { describe, expect, it } from 'vitest';
import type { FeedId, IngestPage } from '../../shared/contract/store-ingest.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { decodeAlert, decodeIncident } from '../../shared/model/graph/decode.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import type { Source } from './source.ts';
import { withoutLeftOut } from './without-left-out.ts';

const feed: FeedId = { sourceId: 's', tenantId: tenantId('c0'), collection: 'alerts' };

function alertOf(
  id: string,
  severity: string,
  serviceSource: string,
  createdDateTime: string | null = null,
): Alert {
  const decoded = decodeAlert({ id, severity, serviceSource, createdDateTime });
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
  const source = withoutLeftOut(sourceOf(kind), {
    keepsInformational: () => keepsThem,
    defenderForCloudOffSince: () => null,
  });
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

  it('skips and counts what Defender for Cloud made since it was turned off, and nothing else', async () => {
    const offSince = Date.parse('2026-11-20T08:00:00Z');
    const before = alertOf('before', 'high', forCloud, '2026-11-20T07:59:59.9Z');
    const after = alertOf('after', 'high', forCloud, '2026-11-20T08:00:00Z');
    const elsewhere = alertOf(
      'elsewhere',
      'high',
      'microsoftDefenderForEndpoint',
      after.createdDateTime,
    );
    const inner = sourceOf('graph');
    const source = withoutLeftOut(
      {
        ...inner,
        async *pull(_feed, cursor, signal) {
          for await (const page of inner.pull(feed, cursor, signal)) {
            const [incident] = page.incidents;
            if (incident === undefined) throw new Error('no incident');
            const incidents = [[after], [before, after], []].map((alerts, index) => ({
              ...incident,
              id: `i${index}`,
              alerts,
            }));
            yield { ...page, alerts: [before, after, elsewhere], incidents };
          }
        },
      },
      { keepsInformational: () => false, defenderForCloudOffSince: () => offSince },
    );
    const told: unknown[] = [];
    for await (const page of source.pull(feed, null, new AbortController().signal)) {
      told.push([
        page.alerts.map(({ id }) => id),
        page.incidents.map(({ id, alerts }) => [id, alerts.map((alert) => alert.id)]),
        page.turnedOff,
      ]);
    }
    const kept = [
      ['before', 'elsewhere'],
      [
        ['i1', ['before']],
        ['i2', []],
      ],
    ];
    expect(told).toEqual([
      [...kept, 1],
      [...kept, 0],
    ]);
  });
});
