// Walks a collection in the order of its items' lastUpdateDateTime, page by page, without a gap.
//
// Links alone are not enough: a continuation token that counts items skips one whenever an item that
// was read is updated and moves to the end. So where a page shows that the service sorts as asked, the
// next request starts at the newest time seen, which nothing can move past; the service's own link is
// followed otherwise, e.g. where one instant fills more than a page. Both are found in `nextLink`.
// However long a window takes, it completes nothing past its start: behind its place, items may have become
// visible late, and the overlap of the next window reaches back from the start, not from the end.
import type { FeedCursor } from '../../../shared/contract/store-ingest.ts';
import type { Failure } from '../../../shared/failure.ts';
import {
  compareTimestamps,
  parseTimestamp,
  timestampAt,
  timestampMs,
} from '../../../shared/model/timestamp.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';

/** Items become visible some minutes after the time they bear (known: 5), so windows overlap by this. */
export const overlapMs = 15 * 60_000;

/** So many sorted items are no accident (1 in 40,320). */
const orderProof = 8;

const yearOneMs = -62_135_596_800_000;

export interface WindowPage {
  /** lastUpdateDateTime of each item in the service's order; null where there is none to be read. */
  readonly times: readonly (Timestamp | null)[];
  /** The service's own link. */
  readonly nextLink: string | null;
  /** The service's clock; UTC epoch milliseconds. */
  readonly serverAt: number | null;
}

export interface UpdateWindow {
  /** What to ask for next. */
  url(): string;
  /** False at the window's start, where a refusal cannot be the fault of an old link. */
  isUnderWay(): boolean;
  /** Takes a page in and gives the cursor that is to be stored with it. */
  advance(page: WindowPage): FeedCursor;
  isDone(): boolean;
  /** The service's clock when the window began, UTC epoch milliseconds; null while it is unknown. */
  startedAt(): number | null;
  /** What keeps the window from going on although the page was good; null when all is well. */
  failure(): Failure | null;
  /** Starts over, e.g. after the service forgot its link. Harmless, since upserts are idempotent. */
  restart(): void;
}

export interface UpdateWindowParts {
  readonly collectionUrl: string;
  /** `$top` and `$expand`, ready to be sent. */
  readonly query: string;
  readonly cursor: FeedCursor | null;
  /** What the service calls the time of change in filters; Graph's `lastUpdateDateTime` when absent. */
  readonly timeProperty?: string;
  /** Links followed without progress in time; a later window goes on from there. */
  readonly mostLinks?: number;
}

export function openUpdateWindow(parts: UpdateWindowParts): UpdateWindow {
  const { collectionUrl, query, cursor, mostLinks = 2_000 } = parts;
  const property = parts.timeProperty ?? 'lastUpdateDateTime';
  const completeTo = readTime(cursor?.completeTo);
  const startsAt = completeTo === null ? null : overlapBefore(completeTo);
  const startUrl = urlFrom(startsAt);

  let url = startUrl;
  /** The lower bound that `url` asks for; null when it asks for none, or in words we cannot read. */
  let from = startsAt;
  let newest: Timestamp | null = null;
  /** The window completes nothing past this; null while nothing is known of the service's clock. */
  let horizon: Timestamp | null = null;
  let isDone = false;
  let failure: Failure | null = null;
  let mayStep = true;
  let linksFollowed = 0;
  const asked = new Set<string>();

  if (cursor?.nextLink != null && isOfCollection(cursor.nextLink)) {
    url = cursor.nextLink;
    from = null;
    newest = readTime(cursor.newestSeen);
    horizon = cursor.startedAt === undefined ? newest : timestampAt(cursor.startedAt);
  }

  function advance({ times, nextLink, serverAt }: WindowPage): FeedCursor {
    const known = times.filter((time) => time !== null);
    const credible = known.filter((time) => isCredible(time, serverAt));
    const before = newest;
    newest = latest([...credible, before]);
    if (horizon === null && serverAt !== null) horizon = timestampAt(serverAt);
    asked.add(url);

    if (nextLink === null) {
      isDone = true;
      const reached = horizon === null ? newest : earlier(newest, horizon);
      return { completeTo: latest([reached, completeTo]), newestSeen: null, nextLink: null };
    }
    if (from !== null && credible.some(isBefore(from))) {
      mayStep = false;
      asked.clear();
    }
    const isForward = newest !== null && (before === null || compareTimestamps(newest, before) > 0);
    if (mayStep && isForward && showsOrder(known)) {
      url = urlFrom(newest);
      from = newest;
      linksFollowed = 0;
    } else {
      url = nextLink;
      from = null;
      linksFollowed += 1;
    }
    if (asked.has(url)) {
      failure = circling(collectionUrl);
      return { completeTo, newestSeen: null, nextLink: null };
    }
    if (linksFollowed > mostLinks) failure = endless(collectionUrl, linksFollowed);
    return {
      completeTo,
      newestSeen: newest,
      nextLink: url,
      ...(horizon !== null && { startedAt: timestampMs(horizon) }),
    };
  }

  function urlFrom(time: Timestamp | null): string {
    const filter = time === null ? '' : `$filter=${encodeURIComponent(`${property} ge ${time}`)}&`;
    return `${collectionUrl}?${filter}$orderby=${property}%20asc&${query}`;
  }

  /** A stand-in on this machine has another port at each start, and with it another origin. */
  function isOfCollection(link: string): boolean {
    return link.startsWith(`${collectionUrl}?`);
  }

  return {
    url: () => url,
    isUnderWay: () => url !== startUrl,
    startedAt: () => (horizon === null ? null : timestampMs(horizon)),
    advance,
    isDone: () => isDone,
    failure: () => failure,
    restart() {
      url = startUrl;
      from = startsAt;
      newest = null;
      horizon = null;
      linksFollowed = 0;
      asked.clear();
    },
  };
}

function readTime(text: string | null | undefined): Timestamp | null {
  return text == null ? null : parseTimestamp(text);
}

/** Whole milliseconds, rounded down. */
function overlapBefore(time: Timestamp): Timestamp {
  return timestampAt(Math.max(yearOneMs, timestampMs(time) - overlapMs));
}

/** An item dated in the service's own future must not carry the cursor past what is still to come. */
function isCredible(time: Timestamp, serverAt: number | null): boolean {
  return serverAt === null || timestampMs(time) <= serverAt + overlapMs;
}

function isBefore(bound: Timestamp): (time: Timestamp) => boolean {
  return (time) => compareTimestamps(time, bound) < 0;
}

function latest(times: readonly (Timestamp | null)[]): Timestamp | null {
  return times.reduce<Timestamp | null>(
    (late, time) =>
      late === null || (time !== null && compareTimestamps(time, late) > 0) ? time : late,
    null,
  );
}

function earlier(a: Timestamp | null, b: Timestamp): Timestamp | null {
  return a !== null && compareTimestamps(a, b) > 0 ? b : a;
}

function showsOrder(times: readonly Timestamp[]): boolean {
  const first = times[0];
  const last = times.at(-1);
  if (times.length < orderProof || first === undefined || last === undefined) return false;
  const isAscending = times.every((time, index) => {
    const earlier = times[index - 1];
    return earlier === undefined || compareTimestamps(earlier, time) <= 0;
  });
  return isAscending && compareTimestamps(first, last) < 0;
}

function circling(collectionUrl: string): Failure {
  return {
    kind: 'rejected',
    summary: `${new URL(collectionUrl).host} sends the same page again and again.`,
    place: collectionUrl,
  };
}

function endless(collectionUrl: string, pages: number): Failure {
  return {
    kind: 'rejected',
    summary: `${new URL(collectionUrl).host} sent ${pages} pages without coming to an end.`,
    action: 'Leave Clearpane running: the next attempt goes on from here.',
    place: collectionUrl,
  };
}
