// Random histories of edits, faults of service and disk, other people's edits, and deaths at every named
// point; in the end the service must have what was saved, and what it has twice must be flagged.
// CLEARPANE_HISTORIES sets how many, CLEARPANE_SEED repeats a run.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FailureError } from '../../shared/failure.ts';
import type { Annotation, AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import { refOf } from '../../shared/model/annotation-id.ts';
import type { ReadFault, WriteFault } from './faulty-service.ts';
import type { CrashPoint } from './mortal-process.ts';
import { actor, minute, startOutboxUnderTest } from './outbox-under-test.ts';

type Path = 'incidents/i7' | 'incidents/i8' | 'alerts_v2/dca';
type Field = 'status' | 'assignedTo';

type Step =
  | { readonly kind: 'set'; readonly path: Path; readonly field: Field; readonly value: string }
  | { readonly kind: 'tag'; readonly path: Path; readonly tag: string }
  | { readonly kind: 'comment'; readonly path: Path }
  | { readonly kind: 'theirs'; readonly path: Path; readonly field: Field; readonly value: string }
  | { readonly kind: 'theirTag'; readonly path: Path }
  | { readonly kind: 'writeFaults'; readonly faults: readonly WriteFault[] }
  | { readonly kind: 'readFaults'; readonly faults: readonly ReadFault[] }
  | { readonly kind: 'down' | 'up' | 'diskFull' | 'diskFree' | 'crash' | 'wake' }
  | { readonly kind: 'crashAt'; readonly point: CrashPoint; readonly count: number }
  | { readonly kind: 'pass'; readonly ms: number };

const incidents = ['incidents/i7', 'incidents/i8'] as const;
const paths = [...incidents, 'alerts_v2/dca'] as const;
const owners = ['me@contoso.com', 'mia@contoso.com', 'li@contoso.com'];

const anyPath = fc.constantFrom<Path>(...paths);
const anyIncident = fc.constantFrom<Path>(...incidents);
const anyFieldOf = (kind: 'set' | 'theirs'): fc.Arbitrary<Step> =>
  fc.tuple(anyPath, fc.constantFrom<Field>('status', 'assignedTo')).chain(([path, field]) =>
    fc.record({
      kind: fc.constant(kind),
      path: fc.constant(path),
      field: fc.constant(field),
      value: fc.constantFrom(
        ...(field === 'status' ? [firstStatus(path), 'inProgress', 'resolved'] : owners),
      ),
    }),
  );
/** `late` is for comments: nothing can be done against a PATCH that arrives after the next one. */
const anyFaults = fc.array(
  fc.constantFrom<WriteFault>(
    'none',
    'lostBefore',
    'lostAfter',
    'throttledBefore',
    'throttledAfter',
    'brokenAfter',
    'garbledAfter',
    'notShown',
    'ignored',
    'altered',
    'partly',
    'forbidden',
    'unauthorized',
    'lateComment',
  ),
  { minLength: 1, maxLength: 4 },
);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: anyFieldOf('set') },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('tag' as const),
      path: anyIncident,
      tag: fc.constantFrom('own-1', 'own-2', 'own-3'),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('comment' as const), path: anyPath }) },
  { weight: 1, arbitrary: anyFieldOf('theirs') },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('theirTag' as const), path: anyIncident }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('writeFaults' as const), faults: anyFaults }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('readFaults' as const),
      faults: fc.array(fc.constantFrom<ReadFault>('lost', 'broken', 'throttled', 'none'), {
        maxLength: 6,
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('down', 'up', 'diskFull', 'diskFree', 'crash', 'wake' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('crashAt' as const),
      point: fc.constantFrom<CrashPoint>('beforeSync', 'afterSync', 'beforeSend', 'afterSend'),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 1_000, 10_000, 31_000, 5 * minute),
    }),
  },
);

interface TheirEdit {
  /** How much was on disk by then. */
  readonly after: number;
  readonly path: Path;
  readonly field: Field;
  readonly value: string;
}

const full = new FailureError({ kind: 'storage', summary: 'The disk is full.' });

/** Azure takes nothing of an alert but its status. */
function isTaken(step: Step, through: 'graph' | 'azure'): boolean {
  if (through === 'graph' || !('path' in step) || step.path !== 'alerts_v2/dca') return true;
  return step.kind !== 'comment' && !(step.kind === 'set' && step.field !== 'status');
}

async function live(
  through: 'graph' | 'azure',
  seed: number,
  steps: readonly Step[],
): Promise<void> {
  let isFull = false;
  const syncFailure = () => (isFull ? full : null);
  const underTest = await startOutboxUnderTest({ seed, syncFailure, through });
  const { time, service, process } = underTest;
  const targetByPath: Readonly<Record<Path, AnnotationTarget>> = {
    'incidents/i7': underTest.incident('i7'),
    'incidents/i8': underTest.incident('i8'),
    'alerts_v2/dca': underTest.alert('dca', 'i7'),
  };
  const saved: string[] = [];
  const theirs: TheirEdit[] = [];
  const theirTags = new Map<Path, string[]>();
  for (const path of paths) {
    const status = firstStatus(path);
    service.put(path, { status, assignedTo: 'soc@contoso.com', customTags: [] });
  }

  /** "Saved" is said only of what is on disk, whatever happens next. */
  const note = (writing: Promise<string>): void =>
    void writing.then(
      (id) => saved.push(id),
      (error) => expect(error).toBe(full),
    );

  async function take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'set': {
        const { path, field, value } = step;
        const base = seenValue(process.disk, path, field);
        const edits: FieldEdits = { [field]: { base, value } };
        return note(underTest.change(edits, targetByPath[path]));
      }
      case 'tag': {
        const base = ownTags(process.disk, step.path);
        const value = base.includes(step.tag)
          ? base.filter((tag) => tag !== step.tag)
          : [...base, step.tag];
        return note(underTest.change({ customTags: { base, value } }, targetByPath[step.path]));
      }
      case 'comment':
        return note(underTest.comment(`Number ${process.disk.length}.`, targetByPath[step.path]));
      case 'theirs': {
        const { path, field, value } = step;
        theirs.push({ after: process.disk.length, path, field, value });
        return service.put(path, { [field]: value });
      }
      case 'theirTag': {
        const tags = theirTags.get(step.path) ?? [];
        const tag = `their-${tags.length}`;
        theirTags.set(step.path, [...tags, tag]);
        const all = service.item(step.path)?.['customTags'] as readonly string[];
        return service.put(step.path, { customTags: [...all, tag] });
      }
      case 'writeFaults':
        return void service.writeFaults.push(...step.faults);
      case 'readFaults':
        return void service.readFaults.push(...step.faults);
      case 'down':
      case 'up':
        service.isDown = step.kind === 'down';
        return;
      case 'diskFull':
      case 'diskFree':
        isFull = step.kind === 'diskFull';
        return;
      case 'crash':
        return process.crash();
      case 'wake':
        return process.outbox().wake();
      case 'crashAt':
        return process.crashAt(step.point, step.count);
      case 'pass':
        return time.pass(step.ms);
      default:
        step satisfies never;
    }
  }

  try {
    for (const step of steps.filter((one) => isTaken(one, through))) {
      await take(step);
      await time.settle();
      if (!process.isAlive) process.start();
    }
    isFull = false;
    service.isDown = false;
    service.writeFaults.length = 0;
    service.readFaults.length = 0;
    process.crash();
    process.start();
    for (let round = 0; round < 6; round += 1) {
      await time.pass(10 * minute);
      await decideAll(underTest);
    }
    await time.pass(10 * minute);

    const { disk } = process;
    const onDisk = new Set(disk.map(({ id }) => id as string));
    expect(saved.filter((id) => !onDisk.has(id))).toEqual([]);
    expect(process.bugs).toEqual([]);
    expect(process.state()).toMatchObject({ pending: 0, parked: 0, conflicts: 0 });

    for (const path of paths) {
      const item = service.item(path);
      for (const field of ['status', 'assignedTo'] as const) {
        expect([path, field, item?.[field]]).toEqual([
          path,
          field,
          expectedValue(disk, theirs, path, field),
        ]);
      }
      const tags = item?.['customTags'] as readonly string[];
      expect(tags.toSorted()).toEqual(
        [...ownTags(disk, path), ...(theirTags.get(path) ?? [])].toSorted(),
      );
    }
    expectComments(underTest);
  } finally {
    await service.stop();
  }
}

type UnderTest = Awaited<ReturnType<typeof startOutboxUnderTest>>;

/** Insists on everything: conflicts end with ours, parked items are tried again. */
async function decideAll({ process, time }: UnderTest): Promise<void> {
  for (const { id: itemId, status } of process.state().items) {
    if (status.kind === 'parked') await process.outbox().retry({ itemId, actor });
    if (status.kind === 'conflict') {
      const choice = Object.fromEntries(
        Object.keys(status.fields).map((field) => [field, 'ours' as const]),
      );
      await process.outbox().resolve({ itemId, actor, choice });
    }
    await time.settle();
  }
}

function expectComments({ service, process }: UnderTest): void {
  const { itemById } = process.outbox().annotations();
  const parked = new Set(
    process.disk.flatMap((entry) => (entry.kind === 'parked' ? [entry.itemId] : [])),
  );
  const refsOf = (path: Path) => (service.item(path)?.comments ?? []).map(refOf);
  const written = [...itemById.values()].filter((item) => item.kind === 'comment');
  const copies = written.map(({ ref }) => {
    return paths.flatMap(refsOf).filter((found) => found === ref).length;
  });
  const flagged = written.map(({ status }) => (status.kind === 'confirmed' ? status.copies : 0));
  expect(copies.filter((count) => count === 0)).toEqual([]);
  expect(flagged).toEqual(copies);

  for (const path of paths) {
    const inOrder = written.filter(
      ({ id, target }) =>
        !parked.has(id) &&
        (path.startsWith('alerts') ? 'alert' : 'incident') === target.kind &&
        path.endsWith(`/${target.id}`),
    );
    const refs = inOrder.map(({ ref }) => ref);
    const arrived = [...new Set(refsOf(path))].filter((ref) => ref !== null && refs.includes(ref));
    expect(arrived).toEqual(refs);
  }
}

function changesOf(disk: readonly Annotation[], path: Path) {
  return disk.flatMap((entry, index) =>
    entry.kind === 'change' && pathOf(entry.target) === path ? [{ ...entry, index }] : [],
  );
}

function pathOf({ kind, id }: AnnotationTarget): string {
  return `${kind === 'incident' ? 'incidents' : 'alerts_v2'}/${id}`;
}

function firstStatus(path: Path): string {
  return path.startsWith('alerts') ? 'new' : 'active';
}

/** What an analyst sees who has not synced since the start: their own last value. */
function seenValue(disk: readonly Annotation[], path: Path, field: Field): string {
  const own = changesOf(disk, path).flatMap(({ edits }) => edits[field]?.value ?? []);
  return own.at(-1) ?? (field === 'status' ? firstStatus(path) : 'soc@contoso.com');
}

function ownTags(disk: readonly Annotation[], path: Path): readonly string[] {
  const own = changesOf(disk, path).flatMap(({ edits }) => edits.customTags ?? []);
  return own.at(-1)?.value ?? [];
}

/** Of several hands the last wins, and ours is at work from its save until it is confirmed. */
function expectedValue(
  disk: readonly Annotation[],
  theirs: readonly TheirEdit[],
  path: Path,
  field: Field,
): string {
  const own = changesOf(disk, path).filter(({ edits }) => edits[field] !== undefined);
  const last = own.at(-1);
  const confirmedAt = disk.findIndex(
    (entry) => entry.kind === 'confirmed' && entry.itemId === last?.id,
  );
  const theirLast = theirs.filter((edit) => edit.path === path && edit.field === field).at(-1);
  const isTheirs = theirLast !== undefined && (last === undefined || theirLast.after > confirmedAt);
  return isTheirs ? theirLast.value : (last?.edits[field]?.value ?? seenValue([], path, field));
}

const histories = Number(globalThis.process.env['CLEARPANE_HISTORIES'] ?? 40);
const seed = Number(globalThis.process.env['CLEARPANE_SEED'] ?? Date.now() % 2 ** 31);

for (const through of ['graph', 'azure'] as const) {
  it(
    `converges through ${through} in ${histories} histories from seed ${seed}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constant(through),
          fc.integer({ min: 1 }),
          fc.array(anyStep, { maxLength: 40, size: 'max' }),
          live,
        ),
        {
          numRuns: histories,
          seed,
          endOnFailure: globalThis.process.env['CLEARPANE_SHRINK'] === undefined,
        },
      );
    },
    60_000 + histories * 1_000,
  );
}
