// The bars above the queues, against a count of every row.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { histogramLevels } from '../../../shared/contract/queue-histogram.ts';
import type { QueueHistogram } from '../../../shared/contract/queue-histogram.ts';
import type { QueueFilter } from '../../../shared/contract/queue.ts';
import { isoAt, SAMPLE_NOW, sampleAlert, sampleIncident } from './sample-documents.ts';
import { having, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const HOUR_MS = 3_600_000;
const severities = ['high', 'medium', 'low', 'informational', 'unknown', 'brandNew'];

const numbers = Array.from({ length: 600 }, (_, number) => number);
/** Spread over ten days, denser towards now. */
const createdAt = (number: number) => SAMPLE_NOW - Math.floor((number / 600) ** 2 * 240 * HOUR_MS);
const severityOf = (number: number) => severities[number % severities.length] ?? '';
const statusOf = (number: number) => (number % 4 === 0 ? 'resolved' : 'new');

let store: StoreUnderTest;

beforeAll(async () => {
  store = openTestStore(makeDisk());
  const alerts = numbers.map((number) => {
    const at = isoAt(createdAt(number));
    return sampleAlert(number, {
      id: `alert-${number}`,
      severity: severityOf(number),
      status: statusOf(number),
      createdDateTime: at,
      lastUpdateDateTime: at,
    });
  });
  const incidents = [
    sampleIncident(1, { createdDateTime: isoAt(SAMPLE_NOW - 300 * HOUR_MS), severity: 'high' }),
  ];
  await store.ingest.call('page.commit', page({ alerts, incidents }));
});

afterAll(() => store.close());

const week: QueueFilter = { range: { kind: 'days', days: 7 }, conditions: [] };

const barsOf = (filter: QueueFilter) =>
  store.first('queue.histogram', { queue: 'alerts', view: { filter, zone: 'utc' } });

function countedOneByOne({ edges }: QueueHistogram, passes: (number: number) => boolean) {
  return Object.fromEntries(
    histogramLevels.map((level) => [
      level,
      edges.slice(0, -1).map((edge, bin) => {
        const isIn = (number: number) => {
          const at = createdAt(number);
          const known = severities.indexOf(severityOf(number)) < 4;
          const own = known ? severityOf(number) : 'other';
          return own === level && at >= edge && at < (edges[bin + 1] ?? 0) && passes(number);
        };
        return numbers.filter(isIn).length;
      }),
    ]),
  );
}

const inWeek = (number: number) => createdAt(number) >= SAMPLE_NOW - 168 * HOUR_MS;

it('counts each hour of a week by severity', async () => {
  const bars = await barsOf(week);
  expect(bars.unit).toBe('hour');
  expect(bars.counts).toEqual(countedOneByOne(bars, inWeek));
  expect(bars.outside).toBe(0);
});

it('counts under the filter, but for the brush', async () => {
  const { conditions } = having({ status: ['resolved'] });
  const brush = { kind: 'days', days: 1 } as const;
  const bars = await barsOf({
    ...week,
    conditions: [...conditions, { kind: 'time', filter: 'created', range: brush }],
  });
  const passes = (number: number) => inWeek(number) && statusOf(number) === 'resolved';
  expect(bars.counts).toEqual(countedOneByOne(bars, passes));
});

it('says what was created before the range, though it was updated in it', async () => {
  const filter: QueueFilter = { range: { kind: 'days', days: 7 }, conditions: [] };
  const bars = await store.first('queue.histogram', {
    queue: 'incidents',
    view: { filter, zone: 'utc' },
  });
  const total = histogramLevels.flatMap((level) => bars.counts[level]).reduce((a, b) => a + b, 0);
  const { total: shown } = await store.first('queue.incidents', {
    filter,
    sort: { column: 'lastUpdateAt', descending: true },
    window: { offset: 0, limit: 10 },
    facets: [],
  });
  expect(total + bars.outside).toBe(shown);
  expect(bars.outside).toBe(shown);
});
