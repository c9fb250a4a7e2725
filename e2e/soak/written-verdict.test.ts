// The verdict on what was written finds each thing that can go wrong with it, and nothing where all is well.
import { describe, expect, it } from 'vitest';
import type { OutboxItemStatus, OutboxState } from '../../shared/contract/outbox.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import type { AppliedEdit } from '../hostile/item-requests.ts';
import type { WorkDone, WrittenByHand } from './analyst.ts';
import { judgeWritten } from './written-verdict.ts';

const subject = { collection: 'incidents', number: 7 } as const;
const idOf = (sequence: number) => `entry-${sequence}` as EntryId;

const comment = (sequence: number): WrittenByHand => ({
  sequence,
  id: idOf(sequence),
  subject,
  edits: null,
});
const change = (sequence: number, base: string | null = null): WrittenByHand => ({
  sequence,
  id: idOf(sequence),
  subject,
  edits: {
    assignedTo: { base, value: `analyst-${sequence}@x` },
    customTags: { base: [], value: [`tag-${sequence}`] },
  },
});
const withStatus = (one: WrittenByHand, base: string, value: string): WrittenByHand => ({
  ...one,
  edits: { ...one.edits, status: { base, value } },
});
const work = (written: readonly WrittenByHand[], more: Partial<WorkDone> = {}): WorkDone => ({
  written,
  givenUp: new Map(),
  decided: new Set(),
  moved: new Set(),
  overruled: new Set(),
  refused: 0,
  ...more,
});

const byClient = { ...subject, by: 'client', isRepeat: false } as const;
const commented = (sequence: number): AppliedEdit => ({
  ...byClient,
  comment: `<P>NOTE-${sequence}. [ref 7Q2M8K4X]`,
});
const changed = (sequence: number, tags = [`tag-${sequence}`]): AppliedEdit => ({
  ...byClient,
  fields: { assignedTo: `analyst-${sequence}@x`, customTags: tags },
});
const bySomeone: AppliedEdit = {
  ...byClient,
  by: 'someone',
  fields: { assignedTo: 'someone-1@x' },
};

const failure = { kind: 'rejected', summary: 'No.' } as const;
const parked: OutboxItemStatus = { kind: 'parked', reason: { kind: 'refused' }, failure };
const outbox = (statuses: Readonly<Record<number, OutboxItemStatus>> = {}): OutboxState =>
  ({
    pending: 0,
    parked: 0,
    conflicts: 0,
    duplicated: 0,
    kept: 0,
    holds: [],
    items: Object.entries(statuses).map(([sequence, status]) => ({
      id: idOf(Number(sequence)),
      content: { kind: 'comment', text: `note-${sequence}.`, ref: 'R' },
      status,
    })),
  }) as unknown as OutboxState;

interface Case {
  readonly name: string;
  readonly done: WorkDone;
  readonly shown?: OutboxState;
  readonly applied: readonly AppliedEdit[];
  readonly lost?: readonly string[];
  readonly duplicated?: readonly string[];
  readonly wrong?: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'a comment that is there once', done: work([comment(1)]), applied: [commented(1)] },
  {
    name: 'a comment that is nowhere',
    done: work([comment(1)]),
    applied: [],
    lost: ['comment 1 on incidents/7 is nowhere'],
  },
  {
    name: 'a comment that waits for a person',
    done: work([comment(1)]),
    shown: outbox({ 1: parked }),
    applied: [],
  },
  {
    name: 'a comment that never goes on its way',
    done: work([comment(1)]),
    shown: outbox({ 1: { kind: 'sending' } }),
    applied: [commented(1)],
    lost: ['comment 1 on incidents/7 is still sending'],
  },
  {
    name: 'a comment that nobody was told is saved',
    done: work([{ ...comment(1), id: null }]),
    applied: [],
  },
  {
    name: 'a comment that was cancelled',
    done: work([comment(1)], { givenUp: new Map([[idOf(1), new Set(['comment'] as const)]]) }),
    applied: [],
  },
  {
    name: 'a comment that is there twice without a word',
    done: work([comment(1)]),
    applied: [commented(1), commented(1)],
    duplicated: ['comment 1 on incidents/7 is there 2 times, told: 1'],
  },
  {
    name: 'a comment that is there twice and said to be',
    done: work([comment(1)]),
    shown: outbox({ 1: { kind: 'duplicated', copies: 2 } }),
    applied: [commented(1), commented(1)],
  },
  {
    name: 'comments out of order',
    done: work([comment(1), comment(2)]),
    applied: [commented(2), commented(1)],
    wrong: ['comments came in the order 2, 1'],
  },
  {
    name: 'a comment out of order that a person had to decide about',
    done: work([comment(1), comment(2)], { decided: new Set([idOf(1)]) }),
    applied: [commented(2), commented(1)],
  },
  { name: 'a change that was made', done: work([change(1)]), applied: [changed(1)] },
  {
    name: 'a change that was never made',
    done: work([change(1)]),
    applied: [],
    lost: ['assignedTo of change 1 on incidents/7 ended as null', 'tag-1 of change 1'],
  },
  {
    name: 'a change that took the place of one before it',
    done: work([change(1), change(2)]),
    applied: [changed(2, ['tag-1', 'tag-2'])],
  },
  {
    name: 'an older change over a newer one, whose tag it took away',
    done: work([change(1), change(2)]),
    applied: [changed(2), changed(1)],
    lost: ['assignedTo of change 2 on incidents/7 ended as "analyst-1@x"', 'tag-2 of change 2'],
  },
  {
    name: 'a change back to what the service still had',
    done: work([
      withStatus(change(1), 'new', 'inProgress'),
      withStatus(change(2), 'inProgress', 'new'),
    ]),
    applied: [changed(2, ['tag-1', 'tag-2'])],
  },
  {
    name: 'a change that was made again',
    done: work([change(1)]),
    applied: [changed(1), { ...changed(1), isRepeat: true }],
    duplicated: [
      'incidents/7 was set again to {"assignedTo":"analyst-1@x","customTags":["tag-1"]}',
    ],
  },
  {
    name: "someone else's value that was replaced unseen",
    done: work([change(1)]),
    applied: [bySomeone, changed(1)],
    wrong: ['someone-1@x was replaced unseen by analyst-1@x'],
  },
  {
    name: "someone else's value that was seen and replaced",
    done: work([change(1, 'someone-1@x')]),
    applied: [bySomeone, changed(1)],
  },
  {
    name: "someone else's value that was overruled in a conflict",
    done: work([change(1)], { overruled: new Set(['someone-1@x']) }),
    applied: [bySomeone, changed(1)],
  },
  {
    name: 'a change that someone else has changed since',
    done: work([change(1)]),
    applied: [changed(1), bySomeone],
  },
  {
    name: 'a change that went to another incident',
    done: work([change(1)], { moved: new Set([idOf(1)]) }),
    applied: [{ ...changed(1), number: 2 }],
  },
];

describe('the verdict on', () => {
  it.each(cases)(
    '$name',
    ({ done, shown = outbox(), applied, lost = [], duplicated = [], wrong = [] }) => {
      const verdict = judgeWritten(done, shown, applied);
      expect(verdict.lost).toEqual(lost.map((text) => expect.stringContaining(text)));
      expect(verdict.duplicated).toEqual(duplicated);
      expect(verdict.wrong).toEqual(wrong);
    },
  );
});
