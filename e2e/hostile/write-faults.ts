// The writing half of the table of hostile behaviours: ways to answer a change, a comment, or the look at an
// item before and after it, otherwise than honestly.
import type { Random } from '../../resources/demo-tenant/random.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { act, errorReply } from './fault.ts';
import type { Reply } from './fault.ts';
import type { Edit } from './hostile-world.ts';

/** A change or a comment that a client asked for. */
export interface AskedWrite {
  readonly edit: Edit;
  /** Carries out what was asked for, or something else in its place. */
  readonly apply: (edit?: Edit) => void;
  /** The honest answer, as things stand when it is called. */
  readonly body: () => JsonObject;
}

/** An item that a client asked for. */
export interface AskedItem {
  readonly body: () => JsonObject;
  /** Somebody else sets one of its fields. */
  readonly changeMeanwhile: () => void;
  /** The id of another item of its collection. */
  readonly otherId: string;
}

export interface WriteSetting {
  readonly random: Random;
  /** Does it later than the answer, after up to so long. */
  readonly later: (work: () => void) => void;
}

interface WriteFault {
  /** Of the table of hostile behaviours in the reliability design. */
  readonly row: number;
  /** Both kinds of write unless told. */
  readonly of?: 'change' | 'comment';
  readonly answer: (write: AskedWrite, setting: WriteSetting) => Reply;
}

interface ItemFault {
  readonly row: number;
  readonly of?: 'incidents';
  readonly answer: (item: AskedItem, setting: WriteSetting) => Reply;
}

const serverErrors = [500, 502, 503, 504];
const slower = errorReply(429, { 'retry-after': '1' });
const reset: Reply = act((response) => response.socket?.resetAndDestroy());

/** Answers so, and has carried nothing out. */
const unapplied = (row: number, reply: Reply): WriteFault => ({ row, answer: () => reply });

/** Carries it out, and answers as if it had not or could not say. */
const applied = (row: number, reply: (setting: WriteSetting) => Reply): WriteFault => ({
  row,
  answer: (write, setting) => {
    write.apply();
    return reply(setting);
  },
});

export const writeFaults = {
  throttled: unapplied(1, slower),
  throttledAfterApplying: applied(3, () => slower),
  lostAfterApplying: applied(3, () => reset),
  serverError: {
    row: 4,
    answer: (_write, { random }) => errorReply(random.pick(serverErrors)),
  },
  serverErrorAfterApplying: applied(4, ({ random }) => errorReply(random.pick(serverErrors))),
  lost: unapplied(5, reset),
  webPage: unapplied(5, {
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Hotel Wi-Fi</title><p>Please sign in',
  }),
  truncatedAfterApplying: applied(5, () => ({ body: '{"value":[' })),
  answeredLate: {
    row: 6,
    answer: (write) => {
      write.apply();
      const body = JSON.stringify(write.body());
      return act((response) => {
        setTimeout(() => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(body);
        }, 800);
      });
    },
  },
  unauthorized: unapplied(20, errorReply(401, { 'www-authenticate': 'Bearer' })),
  forbidden: unapplied(20, errorReply(403)),
  gone: unapplied(22, errorReply(404)),
  tooLarge: unapplied(22, errorReply(413)),
  conflict: unapplied(22, errorReply(409)),
  preconditionFailed: unapplied(22, errorReply(412)),
  ignored: { row: 22, answer: (write) => ({ body: write.body() }) },
  appliedInPart: {
    row: 22,
    of: 'change',
    answer: (write) => {
      write.apply({ fields: firstOf(write.edit.fields ?? {}) });
      return { body: write.body() };
    },
  },
  answeredWithOld: {
    row: 23,
    answer: (write) => {
      const before = write.body();
      write.apply();
      return { body: before };
    },
  },
  appliedLate: {
    row: 23,
    of: 'comment',
    answer: (write, { later }) => {
      later(write.apply);
      return reset;
    },
  },
  alteredComment: {
    row: 23,
    of: 'comment',
    answer: (write) => {
      write.apply({ comment: altered(write.edit.comment ?? '') });
      return { body: write.body() };
    },
  },
} as const satisfies Readonly<Record<string, WriteFault>>;

export const itemFaults = {
  throttled: { row: 1, answer: () => slower },
  serverError: {
    row: 4,
    answer: (_item, { random }) => errorReply(random.pick(serverErrors)),
  },
  lost: { row: 5, answer: () => reset },
  foreignTenant: {
    row: 21,
    answer: (item) => ({
      body: { ...item.body(), tenantId: '00000000-dead-4bad-8bad-000000000000' },
    }),
  },
  gone: { row: 22, answer: () => errorReply(404) },
  redirected: {
    row: 22,
    of: 'incidents',
    answer: (item) => ({ body: { ...item.body(), redirectIncidentId: item.otherId } }),
  },
  changedMeanwhile: {
    row: 22,
    answer: (item) => {
      item.changeMeanwhile();
      return { body: item.body() };
    },
  },
} as const satisfies Readonly<Record<string, ItemFault>>;

export type WriteFaultName = keyof typeof writeFaults;
export type ItemFaultName = keyof typeof itemFaults;

export const writeFaultNames = Object.keys(writeFaults) as readonly WriteFaultName[];
export const itemFaultNames = Object.keys(itemFaults) as readonly ItemFaultName[];

/** Letter case, mark-up and spaces are the service's; the ref is still there. */
function altered(comment: string): string {
  return `&lt;p&gt;${comment.toUpperCase().replaceAll('\n', ' ')} &lt;/p&gt;`;
}

function firstOf(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).slice(0, 1));
}
