// Puts what can be chosen in the order in which it answers what was typed. Pure.
import { fuzzyMatch } from '../../state/fuzzy-match.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  /** What it belongs to, shown beside it. */
  readonly group: string;
  readonly keys?: string;
  /** Stays at the end whatever is typed. */
  readonly isLast?: boolean;
  run(): void;
}

export interface RankedEntry {
  readonly entry: PaletteEntry;
  /** Of the letters of the title that were typed. */
  readonly positions: readonly number[];
}

/** More than these nobody looks through. */
const MOST_SHOWN = 50;

export function rankEntries(
  entries: readonly PaletteEntry[],
  query: string,
): readonly RankedEntry[] {
  const matched = entries.flatMap((entry) => {
    if (entry.isLast === true) return [{ entry, positions: [], score: Number.NEGATIVE_INFINITY }];
    const match = fuzzyMatch(entry.title, query) ?? ofGroup(entry, query);
    return match === null ? [] : [{ entry, ...match }];
  });
  return matched
    .toSorted((a, b) => (a.score === b.score ? 0 : b.score - a.score))
    .slice(0, MOST_SHOWN);
}

/** "incidents unassigned" finds "Unassigned" of the views of incidents; one word alone means a title. */
function ofGroup({ title, group }: PaletteEntry, query: string) {
  if (!/\S\s+\S/.test(query)) return null;
  const match = fuzzyMatch(`${group} ${title}`, query);
  if (match === null) return null;
  const start = group.length + 1;
  const positions = match.positions.filter((at) => at >= start).map((at) => at - start);
  return { score: match.score - 1_000, positions };
}
