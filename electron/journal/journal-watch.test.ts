import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { JournalMark } from '../../shared/contract/store-ingest.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { watchJournal } from './journal-watch.ts';

const at = (sequence: number, hash = `hash ${sequence}`, journalId = 'a'): JournalMark => ({
  journalId,
  sequence,
  hash,
});

/** A store that has seen so much, and what it is told. */
function storeAt(seen: JournalMark | null) {
  const told: JournalMark[] = [];
  const call = async (name: string, argument: unknown) => {
    if (name === 'journal.see') told.push(argument as JournalMark);
    return (name === 'journal.seen' ? seen : null) as never;
  };
  return { store: { call }, told };
}

async function meet(seen: JournalMark | null, present: JournalMark) {
  const losses: Failure[] = [];
  const bugs: unknown[] = [];
  const watch = watchJournal({
    onLoss: (loss) => losses.push(loss),
    onBug: (bug) => bugs.push(bug),
  });
  const { store, told } = storeAt(seen);
  let now = present;
  watch.open(() => now);
  watch.attachStore(store);
  await turn();
  expect(bugs).toEqual([]);
  const goOn = async (next: JournalMark): Promise<void> => {
    now = next;
    watch.moved();
    await turn();
  };
  return { watch, losses: losses.map(({ summary }) => summary), told, goOn };
}

describe('a journal that is opened', () => {
  it.each<[string, JournalMark | null, JournalMark]>([
    ['no store has seen', null, at(3)],
    ['is as the store has seen it', at(3), at(3)],
    ['is further than the store has seen, which died before it was told', at(3), at(5)],
  ])('that %s is no loss, and the store is told how far it is', async (_name, seen, present) => {
    const { losses, told } = await meet(seen, present);
    expect([losses, told]).toEqual([[], [present]]);
  });

  it.each<[string, JournalMark, JournalMark, string]>([
    ['lost its last entry', at(4), at(3), 'The last entry of what you wrote is missing.'],
    ['lost its end', at(9), at(3), 'The last 6 entries of what you wrote are missing.'],
    [
      'was put back and went on',
      at(3),
      at(3, 'other'),
      'The journal of what you wrote was put back to an earlier state and went on from there: what was written between is missing.',
    ],
    [
      'is another one',
      at(3),
      at(0, 'first', 'b'),
      'The journal of what you wrote is not the one that this profile had: what is only in the former is missing.',
    ],
  ])('that %s is told, at each start until it goes on', async (_name, seen, present, summary) => {
    const { losses, told, goOn } = await meet(seen, present);
    expect([losses, told]).toEqual([[summary], []]);
    const next = at(present.sequence + 1, 'next', present.journalId);
    await goOn(next);
    expect(told).toEqual([next]);
  });

  it('tells each entry to the store, and all of it to the store of a new worker', async () => {
    const { watch, told, goOn } = await meet(at(3), at(3));
    await goOn(at(4));
    await goOn(at(5));
    expect(told).toEqual([at(3), at(4), at(5)]);
    const other = storeAt(at(3));
    watch.attachStore(other.store);
    await turn();
    expect(other.told).toEqual([at(5)]);
  });

  it('keeps what the store has seen after a loss, whatever becomes of the worker', async () => {
    const { watch, losses } = await meet(at(9), at(3));
    const other = storeAt(at(9));
    watch.attachStore(other.store);
    await turn();
    expect([losses.length, other.told]).toEqual([1, []]);
  });

  it('asks the next worker where the first died before it answered', async () => {
    const losses: Failure[] = [];
    const bugs: unknown[] = [];
    const watch = watchJournal({
      onLoss: (loss) => losses.push(loss),
      onBug: (bug) => bugs.push(bug),
    });
    let die: (error: unknown) => void = () => undefined;
    const dying = {
      call: () => new Promise<never>((_resolve, reject) => (die = reject)),
    };
    watch.open(() => at(3));
    watch.attachStore(dying);
    const next = storeAt(at(9));
    watch.attachStore(next.store);
    die(new FailureError({ kind: 'cancelled', summary: 'The worker is gone.' }));
    await turn();
    expect([losses.length, next.told, bugs]).toEqual([1, [], []]);
  });

  it('waits for a store that comes later than the journal, and the other way round', async () => {
    const losses: Failure[] = [];
    const watch = watchJournal({ onLoss: (loss) => losses.push(loss), onBug: () => undefined });
    watch.attachStore(storeAt(at(2)).store);
    await turn();
    expect(losses).toEqual([]);
    watch.open(() => at(1));
    await turn();
    expect(losses).toHaveLength(1);
  });
});
