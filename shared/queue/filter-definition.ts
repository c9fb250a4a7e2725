// What a filter of a queue is called, what kind of condition it makes, and how its values are named.
// Worker, chips, links, saved sets and query texts all read the tables of these definitions.

export type FilterKind = 'values' | 'number' | 'time' | 'flag';

interface Definition {
  /** As it stands on the chip. */
  readonly label: string;
}

/** A choice among values; the empty string stands for "none". */
export interface ValuesFilter extends Definition {
  readonly kind: 'values';
  /** Its chip is there even when nothing is chosen. */
  readonly isStanding: boolean;
  /** Values that are always offered, in this order; the others are those of the data. */
  readonly offered: readonly string[];
  nameOf(value: string): string;
  /** The value that this one is a part of, and that includes it; null at the top. */
  parentOf(value: string): string | null;
}

/** Both ends are included. */
export interface NumberFilter extends Definition {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
}

export interface TimeFilter extends Definition {
  readonly kind: 'time';
}

export interface FlagFilter extends Definition {
  readonly kind: 'flag';
}

export type FilterDefinition = ValuesFilter | NumberFilter | TimeFilter | FlagFilter;

type ValuesOptions = Partial<Omit<ValuesFilter, 'kind' | 'label'>> & {
  /** The words for the empty string; without them a value is never empty. */
  readonly none?: string;
};

export function valuesFilter(label: string, options: ValuesOptions = {}): ValuesFilter {
  const { none = 'None', nameOf = (value: string) => value, ...rest } = options;
  return {
    kind: 'values',
    label,
    isStanding: false,
    offered: [],
    parentOf: () => null,
    ...rest,
    nameOf: (value) => (value === '' ? none : nameOf(value)),
  };
}

export function timeFilter(label: string): TimeFilter {
  return { kind: 'time', label };
}

export function flagFilter(label: string): FlagFilter {
  return { kind: 'flag', label };
}
