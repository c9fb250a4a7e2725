// Counts a queue's rows by when they were created and how severe they are.
import { histogramLevels } from '../../../shared/contract/queue-histogram.ts';
import type {
  HistogramLevel,
  HistogramView,
  QueueHistogram,
} from '../../../shared/contract/queue-histogram.ts';
import type { QueueFilter } from '../../../shared/contract/queue.ts';
import { spanOf, timeBins } from '../../../shared/queue/time-bins.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import { stackedHistogram } from '../../../shared/table/histogram.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { QueueSelection } from './queue-selection.ts';

interface HistogramSource {
  readonly createdAt: NumberColumn;
  readonly severity: StringColumn;
  selection(filter: QueueFilter): QueueSelection;
}

export function queueHistogram(
  { createdAt, severity, selection }: HistogramSource,
  { filter, zone }: HistogramView,
  now: number,
): QueueHistogram {
  const rows: Bits = selection(filter).rowsWithout('created');
  const bins = timeBins(spanOf(filter.range, now), zone);
  const levels = Int32Array.from({ length: severity.dictionary.size }, (_, code) =>
    levelOf(severity.dictionary.text(code)),
  );
  const other = histogramLevels.length - 1;
  const counts = stackedHistogram(createdAt, rows, {
    edges: bins.edges,
    levels: histogramLevels.length,
    levelAt: { codes: severity.cells, byCode: levels, ofNull: other },
  });
  const inside = counts.reduce((sum, level) => sum + level.reduce((a, b) => a + b, 0), 0);
  const byLevel = histogramLevels.map((level, place) => [level, Array.from(counts[place] ?? [])]);
  return {
    ...bins,
    counts: Object.fromEntries(byLevel) as Record<HistogramLevel, readonly number[]>,
    outside: rows.count() - inside,
  };
}

function levelOf(severity: string): number {
  const place = (histogramLevels as readonly string[]).indexOf(severity);
  return place === -1 ? histogramLevels.length - 1 : place;
}
