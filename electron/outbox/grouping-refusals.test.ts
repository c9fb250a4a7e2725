import { expect, it } from 'vitest';
import type { AnnotationDraft } from '../../shared/contract/outbox.ts';
import { failureIn } from '../../shared/failure.ts';
import { alertKey } from '../../shared/model/alert.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import { startOutbox } from './outbox.ts';

const [one, two, three] = [incidentKey('t', '1'), incidentKey('t', '2'), incidentKey('t', '3')];
const actor = 'robin';

function merge(from: typeof one, to: typeof one): AnnotationDraft {
  return {
    kind: 'regroup',
    actor,
    gesture: 'merge',
    moves: [{ alert: alertKey('t', 'a'), from, to }],
    redirects: [{ from, to }],
    created: null,
    reasons: ['sameActor'],
    comment: '',
  };
}
const undo = (regroupId: EntryId): AnnotationDraft => ({ kind: 'regroupUndone', actor, regroupId });

/** An outbox over a disk that takes its time. */
function start() {
  const written: Annotation[] = [];
  let random = 0;
  const outbox = startOutbox({
    journal: {
      entries: [],
      append: async (entry) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        written.push(entry);
      },
    },
    writers: new Map(),
    clock: { now: () => 1 },
    random: () => (random = (random + 0.137) % 1),
    onChange: () => undefined,
    onBug: (bug) => expect.fail(String(bug)),
  });
  return { outbox, written };
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'written',
    (error: unknown) => `${failureIn(error)?.kind}: ${failureIn(error)?.summary}`,
  );

it('writes the first of two merges of one incident that were asked for at once', async () => {
  const { outbox, written } = start();
  expect(
    await Promise.all([merge(one, two), merge(one, three)].map((d) => outcome(outbox.write(d)))),
  ).toEqual(['written', 'conflict: One of the incidents was merged or undone meanwhile.']);
  expect(written).toHaveLength(1);
  await outbox.stop();
});

it('writes those of many that still change something, each with those before it', async () => {
  const { outbox, written } = start();
  const outcomes = await outbox.writeAll([
    merge(one, two),
    merge(one, three),
    merge(two, three),
    { kind: 'suggestion', actor, incidents: [one, two], verdict: 'rejected' },
  ]);
  expect(outcomes.map((each) => (each.ok ? 'written' : each.failure.summary))).toEqual([
    'written',
    'One of the incidents was merged or undone meanwhile.',
    'written',
    'written',
  ]);
  expect(written.map(({ kind }) => kind)).toEqual(['regroup', 'regroup', 'suggestion']);
  expect([...outbox.annotations().groupings.redirectOf]).toEqual([
    [one, three],
    [two, three],
  ]);
  await outbox.stop();
});

it('undoes the last first', async () => {
  const { outbox } = start();
  const first = await outbox.write(merge(one, two));
  const second = await outbox.write(merge(two, three));
  expect(await outcome(outbox.write(undo(first)))).toBe(
    'conflict: One of its alerts was moved again later: undo that first.',
  );
  await outbox.write(undo(second));
  await outbox.write(undo(first));
  expect(await outcome(outbox.write(undo(first)))).toBe('conflict: It is undone already.');
  expect(outbox.annotations().groupings.incidentOf.size).toBe(0);
  await outbox.stop();
});
