// The window against a collection that is sorted as it should be, or not, and that changes while it is read.
import { describe, expect, it } from 'vitest';
import type { FeedCursor } from '../../../shared/contract/store-ingest.ts';
import { parseTimestamp, timestampAt } from '../../../shared/model/timestamp.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';
import { openUpdateWindow } from './update-window.ts';
import type { UpdateWindow, WindowPage } from './update-window.ts';

const collectionUrl = 'https://graph.example/v1.0/security/incidents';
const epoch = Date.UTC(2026, 10, 24);
const at = (seconds: number): Timestamp => timestampAt(epoch + seconds * 1_000);

/** The times of a page: from, from + 1, ... seconds. */
const run = (from: number, count: number): Timestamp[] =>
  Array.from({ length: count }, (_value, index) => at(from + index));

const open = (cursor: FeedCursor | null = null, mostLinks?: number): UpdateWindow =>
  openUpdateWindow({
    collectionUrl,
    query: '$top=10',
    cursor,
    ...(mostLinks !== undefined && { mostLinks }),
  });

/** The service's clock at any page that says nothing else. */
const startedAt = epoch + 86_400_000;

const page = (
  times: readonly (Timestamp | null)[],
  nextLink: string | null = null,
  serverAt: number | null = startedAt,
): WindowPage => ({ times, nextLink, serverAt });

const from = (time: string): string =>
  `${collectionUrl}?$filter=${encodeURIComponent(`lastUpdateDateTime ge ${time}`)}&$orderby=lastUpdateDateTime%20asc&$top=10`;

const link = (name: string): string => `${collectionUrl}?$skiptoken=${name}`;

describe('where a window starts', () => {
  it('asks for everything at first', () => {
    expect(open().url()).toBe(`${collectionUrl}?$orderby=lastUpdateDateTime%20asc&$top=10`);
  });

  it('overlaps what was completed by 15 minutes, since items become visible late', () => {
    const cursor = { completeTo: '2026-11-24T12:00:00.1234567Z', newestSeen: null, nextLink: null };
    expect(open(cursor).url()).toBe(from('2026-11-24T11:45:00.123Z'));
  });

  it('does not fall off the beginning of time', () => {
    const cursor = { completeTo: '0001-01-01T00:00:00Z', newestSeen: null, nextLink: null };
    expect(open(cursor).url()).toBe(from('0001-01-01T00:00:00.000Z'));
  });

  it('goes on with a window under way', () => {
    const cursor = { completeTo: at(0), newestSeen: at(50), nextLink: link('a') };
    const window = open(cursor);
    expect([window.url(), window.isUnderWay()]).toEqual([link('a'), true]);
    expect(window.advance(page([at(40)]))).toEqual({
      completeTo: at(50),
      newestSeen: null,
      nextLink: null,
    });
  });

  it.each([
    'http://127.0.0.1:9999/v1.0/security/incidents?$skiptoken=a',
    'https://graph.example/v1.0/security/alerts_v2?$skiptoken=a',
    'https://graph.example.evil/v1.0/security/incidents?$skiptoken=a',
  ])('does not go on with a link of another place: %s', (nextLink) => {
    const window = open({ completeTo: at(0), newestSeen: at(50), nextLink });
    expect([window.url(), window.isUnderWay()]).toEqual([from(at(-900)), false]);
  });
});

describe('a page that shows the order', () => {
  it('is followed by what is not older than its newest item', () => {
    const window = open();
    expect(window.advance(page(run(0, 10), link('a')))).toEqual({
      completeTo: null,
      newestSeen: at(9),
      nextLink: from(at(9)),
      startedAt,
    });
    expect(window.advance(page(run(9, 3)))).toEqual({
      completeTo: at(11),
      newestSeen: null,
      nextLink: null,
    });
    expect(window.isDone()).toBe(true);
  });

  it('keeps ticks that a Date cannot hold', () => {
    const ticks = Array.from({ length: 8 }, (_value, index) =>
      parseTimestamp(`2026-11-24T00:00:00.000000${index}Z`),
    );
    const window = open();
    window.advance(page(ticks, link('a')));
    expect(window.url()).toBe(from('2026-11-24T00:00:00.0000007Z'));
  });
});

describe('a page that does not', () => {
  it.each<[string, readonly (Timestamp | null)[]]>([
    ['is sorted the other way', run(0, 10).reverse()],
    ['is too short to tell', run(0, 7)],
    ['is filled by one instant', Array.from({ length: 10 }, () => at(5))],
    ['is empty', []],
    ['has no times', [null, null]],
  ])('%s: the link is followed', (_name, times) => {
    const window = open();
    window.advance(page(times, link('a')));
    expect(window.url()).toBe(link('a'));
  });

  it('never lets the cursor pass what an unsorted window has not given yet', () => {
    const window = open({ completeTo: at(0), newestSeen: null, nextLink: null });
    expect(window.advance(page(run(100, 10).reverse(), link('a')))).toEqual({
      completeTo: at(0),
      newestSeen: at(109),
      nextLink: link('a'),
      startedAt,
    });
    expect(window.advance(page(run(10, 10).reverse()))).toEqual({
      completeTo: at(109),
      newestSeen: null,
      nextLink: null,
    });
  });

  it('goes back to times after an instant that fills more than a page', () => {
    const window = open();
    window.advance(page(run(0, 10), link('a')));
    window.advance(
      page(
        Array.from({ length: 10 }, () => at(9)),
        link('b'),
      ),
    );
    expect(window.url()).toBe(link('b'));
    window.advance(page([at(9), ...run(9, 9)], link('c')));
    expect(window.url()).toBe(from(at(17)));
  });
});

describe('a window that takes long', () => {
  const [start, end] = [epoch + 20_000, epoch + 90_000_000];

  it('completes nothing past its start: what became visible meanwhile is in the next one', () => {
    const window = open();
    window.advance(page(run(0, 10), link('a'), start));
    expect(window.advance(page([at(80_000)], null, end)).completeTo).toBe(at(20));
  });

  it('remembers its start over a restart of the app', () => {
    const window = open();
    const cursor = window.advance(page(run(0, 10), link('a'), start));
    expect(cursor.startedAt).toBe(start);
    expect(open(cursor).advance(page([at(80_000)], null, end)).completeTo).toBe(at(20));
  });

  it('completes nothing past what it had seen, where its start is unknown', () => {
    const cursor = { completeTo: at(0), newestSeen: at(50), nextLink: link('a') };
    expect(open(cursor).advance(page([at(80_000)], null, end)).completeTo).toBe(at(50));
  });

  it('goes by the items alone where the service does not tell its time', () => {
    const window = open();
    window.advance(page(run(0, 10), link('a'), null));
    expect(window.advance(page([at(80_000)], null, null)).completeTo).toBe(at(80_000));
  });

  it('starts anew when it is started over', () => {
    const window = open();
    window.advance(page(run(0, 10), link('a'), start));
    window.restart();
    expect(window.advance(page([at(80_000)], null, end)).completeTo).toBe(at(80_000));
  });
});

describe('hostile services', () => {
  it('an item from the future does not carry the cursor away', () => {
    const window = open();
    const future = parseTimestamp('9999-12-31T23:59:59.9999999Z');
    expect(window.advance(page([...run(0, 8), future])).completeTo).toBe(at(7));
  });

  it('a filter that is ignored ends in following links', () => {
    const window = open();
    window.advance(page(run(0, 10), link('a')));
    window.advance(page(run(0, 10), link('a')));
    expect(window.url()).toBe(link('a'));
    window.advance(page(run(10, 10), link('b')));
    expect([window.url(), window.failure()]).toEqual([link('b'), null]);
  });

  it.each([1, 2])('a link that repeats after %i is found at once', (length) => {
    const window = open();
    const links = [link('a'), link('b')].slice(0, length);
    let cursor: FeedCursor | null = null;
    for (const next of [...links, link('a')]) cursor = window.advance(page([at(1)], next));
    expect(cursor).toEqual({ completeTo: null, newestSeen: null, nextLink: null });
    expect(window.failure()).toEqual({
      kind: 'rejected',
      summary: 'graph.example sends the same page again and again.',
      place: collectionUrl,
    });
  });

  it('links without an end are left after a while, and the cursor goes on from there', () => {
    const window = open(null, 3);
    const cursors = ['a', 'b', 'c', 'd'].map((name) => window.advance(page([], link(name))));
    expect(cursors.at(-1)).toEqual({
      completeTo: null,
      newestSeen: null,
      nextLink: link('d'),
      startedAt,
    });
    expect(window.failure()?.summary).toBe('graph.example sent 4 pages without coming to an end.');
  });

  it('starts over when asked', () => {
    const window = open({ completeTo: at(0), newestSeen: at(50), nextLink: link('old') });
    window.restart();
    expect([window.url(), window.isUnderWay()]).toEqual([from(at(-900)), false]);
    expect(window.advance(page([at(20)])).completeTo).toBe(at(20));
  });
});

describe('a collection that changes while it is read', () => {
  /** Sorted by time; continues by counting, as skip tokens do, and updates one item between any two pages. */
  it.each([1, 2, 3, 7])(
    'loses no item, with an update of the oldest after every %i pages',
    (every) => {
      const timeById = new Map(run(0, 95).map((time, id) => [id, time]));
      const seen = new Set<number>();
      const window = open();
      let clock = 1_000;
      for (let pages = 1; !window.isDone(); pages += 1) {
        const query = new URL(window.url()).searchParams;
        const bound = /ge (.*)/.exec(query.get('$filter') ?? '')?.[1] ?? '';
        const skip = Number(query.get('$skiptoken') ?? 0);
        const matching = [...timeById]
          .filter(([, time]) => time >= bound)
          .sort(([, a], [, b]) => (a < b ? -1 : 1));
        const items = matching.slice(skip, skip + 10);
        for (const [id] of items) seen.add(id);
        const nextLink = matching.length > skip + 10 ? link(String(skip + 10)) : null;
        window.advance(
          page(
            items.map(([, time]) => time),
            nextLink,
          ),
        );
        if (pages % every === 0 && pages < 40) {
          const [oldest] = matching.at(0) ?? [];
          if (oldest !== undefined) timeById.set(oldest, at((clock += 1)));
        }
      }
      expect(seen.size).toBe(95);
    },
  );
});
