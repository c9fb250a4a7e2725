// What the bars above a queue say in words.
import { histogramLevels } from '../../../shared/contract/queue-histogram.ts';
import type { HistogramLevel, QueueHistogram } from '../../../shared/contract/queue-histogram.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { Brush } from '../../state/histogram-brush.ts';
import { spanTimes, zoneName } from '../../ui/time-format.ts';
import type { TimeSetting } from '../../ui/time-text.tsx';

export function levelName(level: HistogramLevel): string {
  return level === 'other' ? 'Other' : labelOf('alertSeverity', level);
}

/** `24 Nov 10:00 – 11:00 UTC`: from the beginning of the first bin to the end of the last. */
export function binText(
  edges: readonly number[],
  brush: Brush,
  { zone, now }: TimeSetting,
): string {
  const from = edges[Math.min(brush.from, brush.to)] ?? 0;
  const to = edges[Math.max(brush.from, brush.to) + 1] ?? 0;
  return `${spanTimes([from, to], now, zone).join(' – ')} ${zoneName(to, zone)}`;
}

/** `12 in all: 3 High, 9 Medium`. */
export function countsText({ counts }: QueueHistogram, { from, to }: Brush): string {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const sums = histogramLevels.map((level) => ({
    level,
    sum: counts[level].slice(first, last + 1).reduce((a, b) => a + b, 0),
  }));
  const total = sums.reduce((all, { sum }) => all + sum, 0);
  const parts = sums
    .filter(({ sum }) => sum > 0)
    .map(({ level, sum }) => `${sum.toLocaleString('en-US')} ${levelName(level)}`);
  const all = `${total.toLocaleString('en-US')} in all`;
  return parts.length === 0 ? all : `${all}: ${parts.join(', ')}`;
}
