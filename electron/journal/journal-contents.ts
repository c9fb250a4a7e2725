// What a journal is about, told by its owner: entries, the state they add up to, and how that is saved.

/** What a snapshot keeps of a state. Every value is at most 4 MiB of JSON. */
export interface SavedState<Entry> {
  readonly parts: Iterable<unknown>;
  /** Entries that are folded again, onto the loaded parts. */
  readonly entries: Iterable<Entry>;
}

/**
 * Entries and parts are JSON values. A snapshot replaces all entries so far by what `save` gives: what it
 * leaves out is forgotten. The less a part holds, the less its damage takes along.
 */
export interface JournalContents<Entry, State> {
  /** Null for an entry that this release does not understand; the journal then carries it on unread. */
  decode(value: unknown): Entry | null;
  /** Gets the saved parts in order, after damage without those that were lost; none in a new journal. */
  load(parts: readonly unknown[]): State;
  /** May change `state` and return it. */
  fold(state: State, entry: Entry): State;
  save(state: State): SavedState<Entry>;
}

/** Forgets nothing: the state is the list of all entries. */
export function everyEntry<Entry>(
  decode: (value: unknown) => Entry | null,
): JournalContents<Entry, Entry[]> {
  return {
    decode,
    load: () => [],
    fold: (entries, entry) => {
      entries.push(entry);
      return entries;
    },
    save: (entries) => ({ parts: [], entries }),
  };
}
