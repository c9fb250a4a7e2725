// The bars above a queue: when its rows were created, how severe they are, and a brush that filters.
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { histogramLevels } from '../../../shared/contract/queue-histogram.ts';
import type { QueueHistogram } from '../../../shared/contract/queue-histogram.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { spanOf } from '../../../shared/queue/time-bins.ts';
import { brushedRange, brushOf } from '../../state/histogram-brush.ts';
import type { Brush } from '../../state/histogram-brush.ts';
import { conditionOf, withCondition, withoutCondition } from '../../state/queue-filter.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { useSettings } from '../../state/session.tsx';
import { useStream } from '../../state/use-stream.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import { SeverityShape } from '../marks/severity-mark.tsx';
import { HistogramChart } from './histogram-chart.tsx';
import { HistogramTable } from './histogram-table.tsx';
import { binText, countsText, levelName } from './histogram-words.ts';
import styles from './queue-histogram.module.css';

interface QueueHistogramProps<Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly queue: QueueName;
}

export function QueueHistogramBar<Column extends string, Key extends string>(
  props: QueueHistogramProps<Column, Key>,
) {
  const isOpen = useSettings(({ settings }) => settings.showsHistogram);
  const change = useSettings((state) => state.change);
  const subject = props.queue === 'incidents' ? 'Incidents created' : 'Alerts received';
  const toggle = (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={isOpen}
      onClick={() => void change({ showsHistogram: !isOpen })}
    >
      {isOpen ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
      {subject}
    </button>
  );
  return (
    <section className={styles.bar} aria-label={`${subject} over time`} data-open={isOpen}>
      {isOpen ? (
        <OpenHistogram {...props} subject={subject}>
          {toggle}
        </OpenHistogram>
      ) : (
        toggle
      )}
    </section>
  );
}

function OpenHistogram<Column extends string, Key extends string>(
  props: QueueHistogramProps<Column, Key> & {
    readonly subject: string;
    readonly children: React.ReactNode;
  },
) {
  const { view, queue, subject } = props;
  const { zone, now } = useTimeSetting();
  const filter = useStore(view, (state) => state.filter);
  const bars = useBars(queue, { filter: withoutCondition(filter, 'created'), zone });
  const [pointed, setPointed] = useState<Brush | null>(null);
  const created = conditionOf(filter, 'created');
  const chosen =
    bars === null || created?.kind !== 'time'
      ? null
      : brushOf(spanOf(created.range, now), bars.edges);
  const apply = (brush: Brush): void => {
    const range = bars === null ? null : brushedRange(brush, bars.edges);
    if (range === null) return;
    const current = view.getState();
    current.filterBy(withCondition(current.filter, { kind: 'time', filter: 'created', range }));
  };
  const told = pointed ?? chosen ?? wholeOf(bars);

  return (
    <>
      <div className={styles.legend}>
        <span className={styles.title}>
          {props.children}
          {bars !== null && (
            <span className={styles.soft}>
              by {bars.unit}
              {bars.outside > 0 && `, ${bars.outside.toLocaleString('en-US')} at other times`}
            </span>
          )}
        </span>
        <span className={styles.when}>
          {bars === null ? 'Counting' : binText(bars.edges, told, { zone, now })}
        </span>
        <span className={styles.levels}>
          {bars !== null && <Levels bars={bars} brush={told} />}
          {bars !== null && <HistogramTable bars={bars} title={subject} />}
        </span>
      </div>
      {bars !== null && (
        <HistogramChart
          bars={bars}
          label={`${subject} by ${bars.unit}`}
          chosen={chosen}
          onPoint={setPointed}
          onBrush={apply}
        />
      )}
    </>
  );
}

/** The last answer stays until that to the next question is there. */
function useBars(
  queue: QueueName,
  view: Parameters<typeof useStream<'queue.histogram'>>[1]['view'],
): QueueHistogram | null {
  const { item } = useStream('queue.histogram', { queue, view });
  const [last, setLast] = useState<QueueHistogram | null>(null);
  useEffect(() => {
    if (item !== undefined) setLast(item);
  }, [item]);
  return item ?? last;
}

function wholeOf(bars: QueueHistogram | null): Brush {
  return { from: 0, to: Math.max(0, (bars?.edges.length ?? 0) - 2) };
}

function Levels({ bars, brush }: { readonly bars: QueueHistogram; readonly brush: Brush }) {
  return (
    <span className={styles.counts} title={countsText(bars, brush)}>
      {histogramLevels.map((level) => {
        const counts = bars.counts[level];
        if (level === 'other' && counts.every((count) => count === 0)) return null;
        const [first, last] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
        const sum = counts.slice(first, last + 1).reduce((a, b) => a + b, 0);
        return (
          <span key={level} className={styles.level}>
            <SeverityShape severity={level} />
            <Spoken>{levelName(level)}</Spoken>
            {sum.toLocaleString('en-US')}
          </span>
        );
      })}
    </span>
  );
}
