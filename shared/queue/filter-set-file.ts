// Filter sets as a file that can be passed on: JSON with the sets as their links. What comes in is of
// anybody's making.
import { isFilterSets, withFilterSet } from './filter-set.ts';
import type { FilterSet } from './filter-set.ts';

const FORMAT = 'clearpane-filter-sets';

/** Raised when an older app could not read the file at all; links have versions of their own. */
const FORMAT_VERSION = 1;

/** In characters: 500 sets of the longest links are less. */
export const MOST_FILE_CHARACTERS = 5_000_000;

export type FilterSetReading =
  | {
      readonly ok: true;
      readonly sets: readonly FilterSet[];
      /** Entries that are no filter sets. */
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly problem: string };

export function writeFilterSetFile(sets: readonly FilterSet[]): string {
  const named = sets.map(({ name, link }) => ({ name, link }));
  return `${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, sets: named }, null, 2)}\n`;
}

export function readFilterSetFile(text: string): FilterSetReading {
  if (text.length > MOST_FILE_CHARACTERS) {
    return { ok: false, problem: 'The file is too large for one of filter sets.' };
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: 'The file is no JSON.' };
  }
  const { format, version, sets } = (content ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== FORMAT || !Array.isArray(sets)) {
    return { ok: false, problem: 'The file has no filter sets of Clearpane.' };
  }
  if (version !== FORMAT_VERSION) {
    return { ok: false, problem: 'The file was made by a newer version of Clearpane.' };
  }
  const read = sets.filter((set): set is FilterSet => isFilterSets([set]));
  return { ok: true, sets: read, leftOut: sets.length - read.length };
}

export interface MergedFilterSets {
  readonly sets: readonly FilterSet[];
  readonly added: number;
  /** Known by the same name and link. */
  readonly known: number;
  /** Beyond what can be kept. */
  readonly leftOut: number;
}

/** Changes no set that is there: another one of its name gets a number. */
export function mergeFilterSets(
  sets: readonly FilterSet[],
  arrived: readonly FilterSet[],
): MergedFilterSets {
  let merged = sets;
  let [added, known, leftOut] = [0, 0, 0];
  for (const { name, link } of arrived) {
    if (merged.some((one) => one.link === link && isNamed(one.name, name.trim()))) {
      known += 1;
      continue;
    }
    const next = withFilterSet(merged, { name: freeName(merged, name.trim()), link });
    if (isFilterSets(next)) {
      merged = next;
      added += 1;
    } else leftOut += 1;
  }
  return { sets: merged, added, known, leftOut };
}

/** The name, or what freeName made of it. */
function isNamed(name: string, wanted: string): boolean {
  return name === wanted || (name.startsWith(cut(wanted)) && / \(\d+\)$/.test(name));
}

function freeName(sets: readonly FilterSet[], name: string): string {
  const names = new Set(sets.map((set) => set.name));
  let free = name;
  for (let number = 2; names.has(free); number += 1) free = `${cut(name)} (${number})`;
  return free;
}

/** Leaves room for a number within what a name may be long. */
const cut = (name: string): string => name.slice(0, 90);
