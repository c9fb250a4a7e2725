// Changes of a queue's filter as pure functions. An empty choice is no filter, so its member goes.
import type { QueueFilter, TimeRange } from '../../shared/contract/queue.ts';

/** The filters that are a choice among values. */
export type ChoiceFilter = Exclude<keyof QueueFilter, 'range' | 'text'>;

/** In the order in which the chips stand. */
export const choiceFilters = [
  'statuses',
  'severities',
  'clouds',
  'serviceSources',
  'assignees',
  'accountIds',
] as const satisfies readonly ChoiceFilter[];

export function withChoice(
  filter: QueueFilter,
  name: ChoiceFilter,
  values: readonly string[],
): QueueFilter {
  const { [name]: _dropped, ...rest } = filter;
  return values.length === 0 ? rest : { ...rest, [name]: values };
}

export function withText(filter: QueueFilter, text: string): QueueFilter {
  const { text: _dropped, ...rest } = filter;
  const wanted = text.trim();
  return wanted === '' ? rest : { ...rest, text: wanted };
}

export function withRange(filter: QueueFilter, range: TimeRange): QueueFilter {
  return { ...filter, range };
}

/** True when both let the same rows through, whatever the order of their values. */
export function isSameFilter(a: QueueFilter, b: QueueFilter): boolean {
  return canonicalText(a) === canonicalText(b);
}

function canonicalText(filter: QueueFilter): string {
  const choices = choiceFilters.map((name) => [...(filter[name] ?? [])].toSorted());
  return JSON.stringify([filter.range, filter.text ?? '', choices]);
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
