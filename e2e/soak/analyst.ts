// A person at work while the storm goes on: sets fields, tags and comments on a seeded sample of incidents and
// alerts, decides about what waits for a person, and remembers what the app said is saved.
import type { ElectronApplication } from '@playwright/test';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import type { OutboxItemView } from '../../shared/contract/outbox.ts';
import type { FieldEdits, FieldName } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { bulkyAlert } from '../hostile/hostile-items.ts';
import { decide, readOutbox, readSubjects, save } from './analyst-doors.ts';
import type { Gesture, ShownSubject, Subject } from './analyst-doors.ts';

/** Something that was written, or may have been. */
export interface WrittenByHand {
  /** In its text, its assignee and its tag, so that it is known again wherever it turns up. */
  readonly sequence: number;
  /** null where no answer came: it may be saved, and nothing was said to be. */
  readonly id: EntryId | null;
  readonly subject: Subject;
  /** What was shown before and what is set; null for a comment. */
  readonly edits: FieldEdits | null;
}

export interface WorkDone {
  /** In the order in which it was written. */
  readonly written: readonly WrittenByHand[];
  /** Fields that a person gave up, by cancelling or in favour of someone else's value. */
  readonly givenUp: ReadonlyMap<EntryId, ReadonlySet<FieldName | 'comment'>>;
  /** What waited for a person and was decided about, so that it may have gone out of turn. */
  readonly decided: ReadonlySet<EntryId>;
  /** Of these, what was sent after its incident into the one that it was merged into. */
  readonly moved: ReadonlySet<EntryId>;
  /** Values of other people that a person saw and overruled. */
  readonly overruled: ReadonlySet<string>;
  readonly refused: number;
}

export interface Analyst {
  readonly work: WorkDone;
  readonly subjects: readonly Subject[];
  /** Writes one thing, if there is something to be seen and an app to write in. */
  write(app: ElectronApplication): Promise<void>;
  /** Looks at what waits for a person, and decides about some of it. */
  decide(app: ElectronApplication): Promise<void>;
}

export interface AnalystOptions {
  readonly seed: string;
  /** Numbers of alerts and incidents go up to here, and some that the service does not have are among them. */
  readonly alerts: number;
  readonly incidents: number;
  readonly isThere: (subject: Subject) => boolean;
  /** How many of them are written to. */
  readonly subjects: number;
}

/** An answer that takes longer counts as none. */
const patienceMs = 8_000;
const commentShare = 0.4;

export function createAnalyst(options: AnalystOptions): Analyst {
  const random = randomFor(`${options.seed}/analyst`);
  const subjects = chooseSubjects(options, random);
  const written: WrittenByHand[] = [];
  const givenUp = new Map<EntryId, ReadonlySet<FieldName | 'comment'>>();
  const decided = new Set<EntryId>();
  const moved = new Set<EntryId>();
  const overruled = new Set<string>();
  /** Where it is not known what was saved last. */
  const unclear = new Set<Subject>();
  let refused = 0;

  function gestureFor(shown: ShownSubject, sequence: number): Gesture {
    const { target, fields } = shown;
    if (random.next() < commentShare) {
      return { kind: 'comment', target, text: `Looked into it, note-${sequence}.` };
    }
    const { assignedTo, status, classification, customTags } = fields;
    const set = <Value>(base: Value, values: readonly Value[]) => ({
      base,
      value: random.pick(values),
    });
    const edits: FieldEdits = {
      assignedTo: { base: assignedTo, value: `analyst-${sequence}@hostile.example` },
      ...(random.next() < 0.4 && { status: set(status, ['inProgress', 'resolved']) }),
      ...(random.next() < 0.4 && {
        classification: set(classification, ['truePositive', 'falsePositive']),
      }),
      ...(customTags !== null &&
        random.next() < 0.5 && {
          customTags: { base: customTags, value: [...customTags, `tag-${sequence}`] },
        }),
    };
    return { kind: 'change', target, edits };
  }

  /** Right after a start an app may not show yet what waits to be sent; a person would wait for it. */
  function showsOwnTags({ fields }: ShownSubject, subject: Subject): boolean {
    const last = written.findLast(
      ({ id, subject: other, edits }) =>
        other === subject && edits?.customTags && id !== null && !givenUp.has(id),
    );
    return last === undefined || fields.customTags?.includes(`tag-${last.sequence}`) === true;
  }

  async function decideAbout(app: ElectronApplication, item: OutboxItemView): Promise<void> {
    const { id: itemId, status } = item;
    const giveUp = (fields: readonly (FieldName | 'comment')[]): void => {
      givenUp.set(itemId, new Set([...(givenUp.get(itemId) ?? []), ...fields]));
    };
    // Noted before it is asked: what is done without an answer is done all the same.
    if (status.kind === 'conflict' || status.kind === 'parked') decided.add(itemId);
    if (status.kind === 'conflict') {
      const fields = Object.keys(status.fields) as FieldName[];
      const side = random.next() < 0.6 ? 'ours' : 'theirs';
      if (side === 'theirs') giveUp(fields);
      else for (const field of fields) overruled.add(String(status.fields[field]?.theirs));
      const choice = Object.fromEntries(fields.map((field) => [field, side]));
      await decide(app, 'outbox.resolve', { itemId, choice });
    } else if (status.kind === 'parked' && status.reason.kind === 'redirected') {
      moved.add(itemId);
      await decide(app, 'outbox.follow', { itemId });
    } else if (status.kind === 'parked' && random.next() < 0.8) {
      await decide(app, 'outbox.retry', { itemId });
    } else if (status.kind === 'parked') {
      const { content } = item;
      giveUp(
        content.kind === 'comment' ? ['comment'] : (Object.keys(content.edits) as FieldName[]),
      );
      await decide(app, 'outbox.cancel', { itemId });
    }
  }

  return {
    subjects,
    get work() {
      return { written, givenUp, decided, moved, overruled, refused };
    },
    async write(app) {
      const subject = random.pick(subjects);
      if (unclear.has(subject)) return;
      const [shown] = await orNothing(readSubjects(app, [subject]), []);
      if (!shown || !showsOwnTags(shown, subject)) return;
      const sequence = written.length;
      const gesture = gestureFor(shown, sequence);
      const edits = gesture.kind === 'change' ? gesture.edits : null;
      const id = await orNothing<EntryId | null | 'no answer'>(save(app, gesture), 'no answer');
      if (id === null) {
        refused += 1;
        // What was refused for the disk's sake may be on it all the same.
        unclear.add(subject);
      }
      if (id === 'no answer') unclear.add(subject);
      written.push({ sequence, id: id === 'no answer' ? null : id, subject, edits });
    },
    async decide(app) {
      const outbox = await orNothing(readOutbox(app), null);
      for (const item of outbox?.items ?? []) {
        if (random.next() < 0.5) await orNothing(decideAbout(app, item), undefined);
      }
    },
  };
}

function chooseSubjects(
  { alerts, incidents, subjects, isThere }: AnalystOptions,
  random: ReturnType<typeof randomFor>,
): readonly Subject[] {
  const chosen = new Map<string, Subject>();
  while (chosen.size < Math.min(subjects, Math.floor((alerts + incidents) / 2))) {
    const collection = chosen.size % 2 === 0 ? 'incidents' : 'alerts';
    // The first incident is very large, and so is one alert: to look at them takes its time. Into the next two
    // others are said to be merged.
    const number = random.between(3, (collection === 'incidents' ? incidents : alerts) - 1);
    const isBulky = collection === 'alerts' && number === bulkyAlert;
    const subject: Subject = { collection, number };
    if (!isBulky && isThere(subject)) chosen.set(`${collection}/${number}`, subject);
  }
  return [...chosen.values()];
}

/** `nothing` where the app dies, or its window does, before the answer. */
async function orNothing<Value>(answer: Promise<Value>, nothing: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(nothing), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return nothing;
  } finally {
    clearTimeout(timer);
  }
}
