// What each queue showed first, kept on the disk: the next start shows it at once, while the memory is
// still being read. It is exact for the documents that are stored, since it is not used with others, and
// for the time at which it is shown, since rows that have left a range of days are left out.
import type { QueueView, QueueWindow } from '../../../shared/contract/queue.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import type { AnswerRecord, StoreDatabase } from './schema.ts';
import { inTransaction } from './storage-failure.ts';

type AnyView = QueueView<string>;

/** UTC epoch milliseconds, of every row of either queue. */
export interface TimedRow {
  readonly lastUpdateAt: number | null;
  readonly createdAt: number | null;
}

/** Rows kept, whatever was asked: the next window can be higher. */
const ROWS = 120;
const DAY_MS = 86_400_000;
/** What the time range of a queue is about. */
const TIME_COLUMN = { incidents: 'lastUpdateAt', alerts: 'createdAt' } as const;

/** As Queue answers. */
export interface AnsweringQueue {
  window(view: AnyView): QueueWindow<TimedRow>;
  selection(filter: AnyView['filter']): { readonly rows: Bits };
  readonly time: NumberColumn;
}

/** The answer at `now` to a view that reads `view` in its filter, order and facets. */
export function answerFrom(
  { id, view, answeredAt, window, times }: AnswerRecord,
  asked: AnyView,
  now: number,
): QueueWindow<TimedRow> | null {
  if (nameOf(asked) !== view || asked.window.offset !== 0) return null;
  const { range } = asked.filter;
  const from = range.kind === 'days' ? now - range.days * DAY_MS : Number.NEGATIVE_INFINITY;
  const gone = countBelow(times, from);
  const { sort } = asked;
  const isByTime = sort.column === TIME_COLUMN[id] && sort.descending;
  if (now < answeredAt || (gone > 0 && (!isByTime || asked.facets.length > 0))) return null;
  const timeOf = (row: TimedRow) => row[TIME_COLUMN[id]];
  const rows = window.rows.filter((row) => (timeOf(row) ?? from) >= from);
  const total = window.total - gone;
  const shown = rows.slice(0, asked.window.limit);
  const isWhole = shown.length === Math.min(asked.window.limit, total);
  return isWhole ? { ...window, rows: shown, total } : null;
}

/** What the queue answers to the view now. */
export function recordOf(
  id: QueueName,
  queue: AnsweringQueue,
  view: AnyView,
  { answeredAt, watermark }: Pick<AnswerRecord, 'answeredAt' | 'watermark'>,
): AnswerRecord {
  const window = queue.window({ ...view, window: { offset: 0, limit: ROWS } });
  const times: number[] = [];
  const { rows } = queue.selection(view.filter);
  rows.forEach((row) => {
    const time = queue.time.value(row);
    if (time !== null && !Number.isNaN(time)) times.push(time);
  });
  const ascending = Float64Array.from(times).sort();
  return { id, view: nameOf(view), answeredAt, watermark, window, times: ascending };
}

/** Those that are of the documents that are stored. */
export async function readAnswers(database: StoreDatabase): Promise<readonly AnswerRecord[]> {
  const { answers, columns } = database;
  return inTransaction(database, 'r', [answers, columns], async () => {
    const last = (await columns.orderBy(':id').lastKey()) as number | undefined;
    const records = await answers.toArray();
    return records.filter(({ watermark }) => watermark === (last ?? 0));
  });
}

function nameOf({ filter, sort, facets }: AnyView): string {
  return JSON.stringify([filter, sort, facets]);
}

/** Of ascending numbers. */
function countBelow(numbers: Float64Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
