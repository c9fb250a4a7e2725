// The reading half of the table of hostile behaviours, one fault or more to a row. Rows 12 to 15, 17 and 18
// are also in the items themselves, 11's late visibility and 16's clock in the world.
import { gzipSync } from 'node:zlib';
import { act, errorReply, pageBody, shuffled } from './fault.ts';
import type { Fault, FaultSetting, HonestPage, Reply } from './fault.ts';

const jsonHeaders = { 'content-type': 'application/json' };

const throttled = (row: number, retryAfter: (setting: FaultSetting) => string | null): Fault => ({
  row,
  answer: (_page, setting) => {
    const value = retryAfter(setting);
    return errorReply(429, value === null ? {} : { 'retry-after': value });
  },
});

const withBody = (row: number, changes: (page: HonestPage, setting: FaultSetting) => object) =>
  ({
    row,
    answer: (page, setting) => ({ body: pageBody(page, { ...changes(page, setting) }) }),
  }) satisfies Fault;

const textOf = (page: HonestPage): string => JSON.stringify(pageBody(page));

const tenYearsInSeconds = '315360000';

/** By name; a run at random takes those that are not costly. */
export const faults = {
  retryAfterSeconds: throttled(1, () => '1'),
  retryAfterDate: throttled(1, ({ serverAt }) => new Date(serverAt + 1_000).toUTCString()),
  retryAfterGarbage: throttled(1, () => 'soon'),
  retryAfterNegative: throttled(1, () => '-30'),
  retryAfterAbsent: throttled(1, () => null),
  retryAfterTenYears: { ...throttled(1, () => tenYearsInSeconds), isCostly: true },
  serverError: {
    row: 4,
    answer: (_page, { random }) => errorReply(random.pick([500, 502, 503, 504])),
  },

  webPage: {
    row: 5,
    answer: () => ({
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Hotel Wi-Fi</title><p>Please sign in',
    }),
  },
  emptyBody: { row: 5, answer: () => ({ body: '' }) },
  truncatedJson: {
    row: 5,
    answer: (page, { random }) => ({ body: cut(textOf(page), random.next()) }),
  },
  wrongLength: {
    row: 5,
    answer: (page) =>
      act((response) => {
        const text = textOf(page);
        response.writeHead(200, { ...jsonHeaders, 'content-length': String(text.length * 4) });
        response.write(text, () => response.destroy());
      }),
  },
  resetInBody: {
    row: 5,
    answer: (page, { random }) =>
      act((response) => {
        response.writeHead(200, jsonHeaders);
        response.write(cut(textOf(page), random.next()), () => response.socket?.resetAndDestroy());
      }),
  },
  resetAtOnce: { row: 5, answer: () => act((response) => response.socket?.resetAndDestroy()) },

  slowHeaders: { row: 6, answer: (page) => later(page, 800) },
  slowBody: { row: 6, answer: (page) => drip(page, { pieces: 20, everyMs: 25 }) },
  neverAnswers: { row: 6, isCostly: true, answer: () => act(() => undefined) },
  endlessBody: {
    row: 6,
    isCostly: true,
    answer: (page) => drip(page, { pieces: 10_000, everyMs: 100 }),
  },

  gzipBomb: {
    row: 7,
    answer: () => ({ headers: { 'content-encoding': 'gzip' }, body: gzipBomb() }),
  },
  deepJson: {
    row: 7,
    answer: () => ({ body: `{"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }),
  },

  linkToItself: { row: 8, answer: (page) => followed(page, page.url) },
  endlessLinks: {
    row: 8,
    isCostly: true,
    answer: (page, { random }) => ({
      body: pageBody({ ...page, items: () => [], nextLink: freshLink(page.url, random.next()) }),
    }),
  },

  foreignLink: {
    row: 9,
    answer: (page, setting) => followed(page, strayFrom(page.url, setting)),
  },
  foreignRedirect: {
    row: 9,
    answer: (page, setting) => ({
      status: setting.random.pick([301, 302, 307, 308]),
      headers: { location: strayFrom(page.url, setting) },
      body: '',
    }),
  },

  expiredLink: { row: 10, answer: (_page, { random }) => errorReply(random.pick([400, 410])) },

  duplicates: withBody(11, (page, { random }) => ({
    value: [...page.items(), ...random.some(page.items(), 5)],
  })),
  disorder: withBody(11, (page, { random }) => ({ value: shuffled(page.items(), random) })),
  olderAfterNewer: withBody(11, (page) => ({ value: [...page.items(), ...page.olderItems()] })),

  unreadableItems: withBody(12, (page, { random }) => ({
    value: [...page.items(), ...unreadable(page, random.between(0, 9))],
  })),
  nullList: { row: 12, answer: () => ({ body: { value: null } }) },

  byteOrderMark: { row: 17, answer: (page) => ({ body: `\ufeff${textOf(page)}` }) },

  unauthorized: {
    row: 20,
    answer: () => errorReply(401, { 'www-authenticate': 'Bearer error="invalid_token"' }),
  },
  forbidden: { row: 20, answer: () => errorReply(403) },

  foreignTenant: withBody(21, (page) => ({
    value: page.items().flatMap((item) => [item, { ...item, ...foreignMembers }]),
  })),

  countLies: withBody(24, () => ({ '@odata.count': 3 })),
  emptyPage: {
    row: 24,
    answer: (page, { random }) => ({
      body: pageBody({ ...page, items: () => [], nextLink: freshLink(page.url, random.next()) }),
    }),
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as readonly FaultName[];

export const randomFaultNames = faultNames.filter((name) => !('isCostly' in faults[name]));

/** Of a tenant that nobody asked for; the ids stay those of our own items. */
const foreignMembers = {
  tenantId: '00000000-dead-4bad-8bad-000000000000',
  title: 'Of another tenant',
  displayName: 'Of another tenant',
};

function cut(text: string, share: number): string {
  return text.slice(0, Math.floor(text.length * share * 0.99));
}

function later(page: HonestPage, ms: number): Reply {
  return act((response) => {
    setTimeout(() => {
      response.writeHead(200, jsonHeaders);
      response.end(textOf(page));
    }, ms);
  });
}

/** One byte at a time, and the rest at the end. */
function drip(page: HonestPage, { pieces, everyMs }: { pieces: number; everyMs: number }): Reply {
  return act((response) => {
    const text = textOf(page);
    response.writeHead(200, jsonHeaders);
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < Math.min(pieces, text.length)) {
        response.write(text.slice(sent, sent + 1));
        sent += 1;
        return;
      }
      clearInterval(timer);
      response.end(text.slice(sent));
    }, everyMs);
    response.on('close', () => clearInterval(timer));
  });
}

/** More than the client takes, in 70 KB. */
function gzipBomb(): Buffer {
  return gzipSync(Buffer.alloc(70 * 2 ** 20, ' '));
}

/** Out of order, so that a client cannot go by times and has to follow the link. */
function followed(page: HonestPage, nextLink: string): Reply {
  return { body: pageBody({ ...page, items: () => page.items().toReversed(), nextLink }) };
}

/** The same page by another address. */
function freshLink(url: string, random: number): string {
  const link = new URL(url);
  link.searchParams.set('round', String(random));
  return link.href;
}

/** The same path at another host, port or scheme, or at one that only looks the same. */
function strayFrom(url: string, { random, host, strangerHost }: FaultSetting): string {
  const { pathname, search } = new URL(url);
  const place = random.pick([
    `http://${strangerHost}`,
    `//${strangerHost}`,
    `http://${host}@${strangerHost}`,
    `https://${host}`,
    `http://${host}.evil.example`,
    `http://localhost:${host.split(':')[1] ?? ''}`,
    'ftp://127.0.0.1',
  ]);
  return `${place}${pathname}${search}`;
}

/** Items that are none; those with a time keep it, so that they stand where they belong. */
function unreadable(page: HonestPage, choice: number): readonly unknown[] {
  const [item] = page.items();
  return [
    null,
    'text',
    choice,
    [],
    {},
    { ...item, id: null },
    { ...item, id: choice },
    { ...item, id: '' },
    { ...item, id: ['a'] },
  ];
}
