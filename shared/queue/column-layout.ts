// How a person has arranged the columns of a queue: which are shown, in what order, how wide.
// What another version says in it is kept.
import type { QueueName } from './queue-filters.ts';

export interface ColumnChoice {
  /** Of a column of the queue, in this version or another. */
  readonly id: string;
  readonly isShown: boolean;
  /** In px; null leaves it to the queue. */
  readonly width: number | null;
}

/** In the order of the columns; empty for the queue's own arrangement. */
export type ColumnLayout = readonly ColumnChoice[];

export type ColumnLayouts = Readonly<Record<QueueName, ColumnLayout>>;

const MOST_COLUMNS = 200;

export function isColumnLayouts(value: unknown): value is ColumnLayouts {
  if (typeof value !== 'object' || value === null) return false;
  const { incidents, alerts } = value as Readonly<Record<string, unknown>>;
  return isLayout(incidents) && isLayout(alerts);
}

/** A choice for each of the queue's columns; those that the layout does not know are last, and shown. */
export function arranged(layout: ColumnLayout, columns: readonly string[]): ColumnLayout {
  const known = layout.filter(({ id }) => columns.includes(id));
  const others = columns.filter((column) => layout.every(({ id }) => id !== column));
  return [...known, ...others.map((id) => ({ id, isShown: true, width: null }))];
}

/** The layout with these choices in place of its own of the same columns. */
export function withChoices(layout: ColumnLayout, choices: ColumnLayout): ColumnLayout {
  const unknown = layout.filter(({ id }) => choices.every((choice) => choice.id !== id));
  return [...choices, ...unknown];
}

/** The choices with the one at `from` moved to `to`; as they are where there is no such place. */
export function moved(choices: ColumnLayout, from: number, to: number): ColumnLayout {
  const choice = choices[from];
  if (choice === undefined || choices[to] === undefined) return choices;
  return choices.toSpliced(from, 1).toSpliced(to, 0, choice);
}

function isLayout(value: unknown): value is ColumnLayout {
  if (!Array.isArray(value) || value.length > MOST_COLUMNS || !value.every(isChoice)) return false;
  return new Set(value.map(({ id }) => id)).size === value.length;
}

function isChoice(value: unknown): value is ColumnChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { id, isShown, width } = value as Readonly<Record<string, unknown>>;
  return (
    typeof id === 'string' &&
    id.length <= 100 &&
    typeof isShown === 'boolean' &&
    (width === null || (typeof width === 'number' && width > 0 && width <= 10_000))
  );
}
