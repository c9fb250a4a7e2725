// The marks under the bars of a queue: few enough to be read, at midnights and round hours.
import type { TimeZoneChoice } from '../../ui/time-format.ts';
import { dayAndMinute } from '../../ui/time-format.ts';

export interface AxisMark {
  /** Share of the width at which it stands, 0 to 1. */
  readonly at: number;
  readonly text: string;
}

const MOST_MARKS = 8;
const MINUTES_OF_DAY = 1_440;
const STEPS_IN_MINUTES = [5, 15, 30, 60, 180, 360, 720];
const STEPS_IN_DAYS = [1, 2, 5, 7, 14, 28, 56, 112, 224];

/** `edges` are those of the bars; `now` tells which year needs no mention. */
export function axisMarks(
  edges: readonly number[],
  now: number,
  zone: TimeZoneChoice,
): readonly AxisMark[] {
  const from = edges[0] ?? 0;
  const span = (edges.at(-1) ?? 0) - from;
  if (span <= 0) return [];
  const begins = edges.slice(0, -1);
  const midnights = begins.filter((edge) => minuteOfDay(edge, zone) === 0);
  const choices = [
    ...STEPS_IN_MINUTES.map((step) =>
      begins.filter((edge) => minuteOfDay(edge, zone) % step === 0),
    ),
    ...STEPS_IN_DAYS.map((step) => midnights.filter((_, index) => index % step === 0)),
  ];
  const marked = choices.find(({ length }) => length <= MOST_MARKS) ?? begins.slice(0, 1);
  return marked.map((edge) => {
    const { day, minute } = dayAndMinute(edge, now, zone);
    return { at: (edge - from) / span, text: minute === '00:00' ? day : minute };
  });
}

function minuteOfDay(at: number, zone: TimeZoneChoice): number {
  const date = new Date(at);
  const minutes =
    zone === 'utc'
      ? date.getUTCHours() * 60 + date.getUTCMinutes()
      : date.getHours() * 60 + date.getMinutes();
  return minutes % MINUTES_OF_DAY;
}
