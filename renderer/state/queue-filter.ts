// Changes of a queue's filter as pure functions. An empty choice is no condition.
import type { FilterCondition, QueueFilter, TimeRange } from '../../shared/contract/queue.ts';
import type { FilterId } from '../../shared/queue/queue-filters.ts';

export function conditionOf(filter: QueueFilter, id: FilterId): FilterCondition | null {
  return filter.conditions.find((condition) => condition.filter === id) ?? null;
}

/** Chosen values; none where the filter has no condition of values. */
export function chosenValues(filter: QueueFilter, id: FilterId): readonly string[] {
  const condition = conditionOf(filter, id);
  return condition?.kind === 'values' ? condition.values : [];
}

/** In place of the condition that its filter had. */
export function withCondition(filter: QueueFilter, condition: FilterCondition): QueueFilter {
  const others = filter.conditions.filter((other) => other.filter !== condition.filter);
  return { ...filter, conditions: [...others, condition] };
}

export function withoutCondition(filter: QueueFilter, id: FilterId): QueueFilter {
  return { ...filter, conditions: filter.conditions.filter((other) => other.filter !== id) };
}

export function withChoice(
  filter: QueueFilter,
  id: FilterId,
  values: readonly string[],
): QueueFilter {
  return values.length === 0
    ? withoutCondition(filter, id)
    : withCondition(filter, { kind: 'values', filter: id, values });
}

export function withText(filter: QueueFilter, text: string): QueueFilter {
  const { text: _dropped, ...rest } = filter;
  const wanted = text.trim();
  return wanted === '' ? rest : { ...rest, text: wanted };
}

export function withRange(filter: QueueFilter, range: TimeRange): QueueFilter {
  return { ...filter, range };
}

/** True when both let the same rows through, whatever the order of their conditions and values. */
export function isSameFilter(a: QueueFilter, b: QueueFilter): boolean {
  return canonicalText(a) === canonicalText(b);
}

function canonicalText(filter: QueueFilter): string {
  const conditions = filter.conditions.map((condition) =>
    JSON.stringify(
      condition.kind === 'values'
        ? [condition.filter, ...condition.values.toSorted()]
        : [condition.filter, condition],
    ),
  );
  return JSON.stringify([filter.range, filter.text ?? '', conditions.toSorted()]);
}

/** What is chosen, in few words: `High, Medium`, `High +2`; null when nothing is. */
export function choiceSummary(labels: readonly string[]): string | null {
  const [first, second] = labels;
  if (first === undefined) return null;
  if (second === undefined) return first;
  if (labels.length <= 3 && labels.join(', ').length <= 26) return labels.join(', ');
  return `${first} +${labels.length - 1}`;
}

/** The ranges that are offered, in days. */
export const rangeChoices: readonly { readonly days: number; readonly label: string }[] = [
  { days: 1, label: 'Last 24 hours' },
  { days: 3, label: 'Last 3 days' },
  { days: 7, label: 'Last 7 days' },
  { days: 30, label: 'Last 30 days' },
  { days: 180, label: 'Last 180 days' },
];
