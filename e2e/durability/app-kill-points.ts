// The places at which the real main can be killed, by name: around each write to the profile, each request to a
// service and each message to the data worker that a promise of "saved" depends on.

export interface Place {
  readonly what: 'create' | 'write' | 'sync' | 'rename' | 'request' | 'message';
  /** A pattern: of the last two parts of a path, of a method and an address, or of a call. */
  readonly name: string;
  /** `half` is for writes, `sent` for messages, whose `after` is their answer. */
  readonly when: 'before' | 'half' | 'sent' | 'after';
}

export interface KillPoint extends Place {
  /** What a person has to do for it to be met. */
  readonly by: 'writing' | 'importing' | 'setting' | 'syncing';
  /** Counts only from here on. */
  readonly onceAfter?: Place;
  /** The point at which the life before has to have ended. */
  readonly follows?: string;
  /** Comes once in a life. */
  readonly isRare?: true;
}

/** What a main is started with that is to die. */
export interface KillOrder {
  readonly point: KillPoint;
  /** It dies the how manieth time that it comes there. */
  readonly count: number;
}

const entry = '^journal/journal-\\d+\\.cpj(\\.new)?$';
const change = '^PATCH ';
const comment = '^POST .*/comments$';
const look = '^GET .*/security/(incidents|alerts_v2)/[^/?]+$';
const settingsFile = '/settings\\.json(\\.new)?$';
const storeFile = '/store\\.json(\\.new)?$';
const filePage = '^page\\.commit of files$';
const syncedPage = '^page\\.commit of graph-security';
const report = '^reports/.*\\.json(\\.new)?$';

const at = (
  by: KillPoint['by'],
  what: Place['what'],
  name: string,
  when: Place['when'],
  more: Pick<KillPoint, 'onceAfter' | 'follows' | 'isRare'> = {},
): KillPoint => ({ by, what, name, when, ...more });

const changed: Place = { what: 'request', name: change, when: 'after' };
const commented: Place = { what: 'request', name: comment, when: 'after' };

export const appKillPoints: Readonly<Record<string, KillPoint>> = {
  'journal: before an entry is written': at('writing', 'write', entry, 'before'),
  'journal: half of an entry written': at('writing', 'write', entry, 'half'),
  'journal: entry written': at('writing', 'write', entry, 'after'),
  'journal: entry synced': at('writing', 'sync', entry, 'after'),

  'outbox: before a look at an item': at('writing', 'request', look, 'before'),
  'outbox: item looked at': at('writing', 'request', look, 'after'),
  'outbox: before a change is sent': at('writing', 'request', change, 'before'),
  'outbox: change answered': at('writing', 'request', change, 'after'),
  'outbox: before the outcome of a change is written': at('writing', 'write', entry, 'before', {
    onceAfter: changed,
  }),
  'outbox: half of the outcome of a change written': at('writing', 'write', entry, 'half', {
    onceAfter: changed,
  }),
  'outbox: outcome of a change synced': at('writing', 'sync', entry, 'after', {
    onceAfter: changed,
  }),
  'outbox: before a comment is sent': at('writing', 'request', comment, 'before'),
  'outbox: comment answered': at('writing', 'request', comment, 'after'),
  'outbox: before the outcome of a comment is written': at('writing', 'write', entry, 'before', {
    onceAfter: commented,
  }),
  'outbox: half of the outcome of a comment written': at('writing', 'write', entry, 'half', {
    onceAfter: commented,
  }),
  'outbox: outcome of a comment synced': at('writing', 'sync', entry, 'after', {
    onceAfter: commented,
  }),
  'outbox: comment looked for after a death': at('writing', 'request', look, 'after', {
    follows: 'outbox: comment answered',
    isRare: true,
  }),

  'projection: before the store is told what was written': at(
    'writing',
    'message',
    '^annotations\\.project$',
    'before',
  ),
  'projection: store told': at('writing', 'message', '^annotations\\.project$', 'sent'),
  'projection: store has it': at('writing', 'message', '^annotations\\.project$', 'after'),
  'projection: before a page is committed': at('syncing', 'message', syncedPage, 'before'),
  'projection: page sent to the store': at('syncing', 'message', syncedPage, 'sent'),
  'projection: page committed': at('syncing', 'message', syncedPage, 'after'),
  'projection: half of the mark of the store written': at('syncing', 'write', storeFile, 'half', {
    isRare: true,
  }),
  'projection: before the mark of the store is in place': at(
    'syncing',
    'rename',
    storeFile,
    'before',
    { isRare: true },
  ),

  'import: page of a file sent to the store': at('importing', 'message', filePage, 'sent'),
  'import: page of a file committed': at('importing', 'message', filePage, 'after'),
  'import: half of the report written': at('importing', 'write', report, 'half', { isRare: true }),
  'import: before the report is in place': at('importing', 'rename', report, 'before', {
    isRare: true,
  }),
  'import: report in place': at('importing', 'rename', report, 'after', { isRare: true }),

  'settings: before they are written': at('setting', 'create', settingsFile, 'before'),
  'settings: half of them written': at('setting', 'write', settingsFile, 'half'),
  'settings: written and synced': at('setting', 'sync', settingsFile, 'after'),
  'settings: in place': at('setting', 'rename', settingsFile, 'after'),
};
