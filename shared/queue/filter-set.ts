// A view that a person gave a name. It is kept as its link, so that what another version or queue says
// in it stays as it was.

export interface FilterSet {
  /** Unlike those of all other sets. */
  readonly name: string;
  /** For readListLink. */
  readonly link: string;
}

/** Far beyond what a person keeps, and little to hold. */
const MOST_SETS = 500;
const MOST_NAME = 100;

export function isFilterSets(value: unknown): value is readonly FilterSet[] {
  if (!Array.isArray(value) || value.length > MOST_SETS || !value.every(isFilterSet)) return false;
  return new Set(value.map(({ name }) => name)).size === value.length;
}

/** In place of the set that has the name already, else at the end. */
export function withFilterSet(sets: readonly FilterSet[], set: FilterSet): readonly FilterSet[] {
  const named = { name: set.name.trim().slice(0, MOST_NAME), link: set.link };
  const isKnown = sets.some(({ name }) => name === named.name);
  return isKnown ? sets.map((one) => (one.name === named.name ? named : one)) : [...sets, named];
}

/** The sets as they are where another one has the new name. */
export function renamedFilterSet(
  sets: readonly FilterSet[],
  from: string,
  to: string,
): readonly FilterSet[] {
  const name = to.trim().slice(0, MOST_NAME);
  if (name === '' || sets.some((one) => one.name === name)) return sets;
  return sets.map((one) => (one.name === from ? { ...one, name } : one));
}

function isFilterSet(value: unknown): value is FilterSet {
  if (typeof value !== 'object' || value === null) return false;
  const { name, link } = value as Readonly<Record<string, unknown>>;
  return (
    typeof name === 'string' &&
    name.trim() !== '' &&
    name.length <= MOST_NAME &&
    typeof link === 'string' &&
    link.length <= 8_192
  );
}
