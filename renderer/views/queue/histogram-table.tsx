// The bars above a queue as a table, for whoever reads better than looks.
import { Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { histogramLevels } from '../../../shared/contract/queue-histogram.ts';
import type { QueueHistogram } from '../../../shared/contract/queue-histogram.ts';
import { absoluteMinute, zoneName } from '../../ui/time-format.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import { levelName } from './histogram-words.ts';
import styles from './queue-histogram.module.css';

interface HistogramTableProps {
  readonly bars: QueueHistogram;
  /** What is counted: "Alerts received". */
  readonly title: string;
}

export function HistogramTable({ bars, title }: HistogramTableProps) {
  return (
    <Popover positioning="below-start" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <button type="button" className={styles.tablePress} title="Show as a table">
          <TableRegular aria-hidden />
          <Spoken>{title} as a table</Spoken>
        </button>
      </PopoverTrigger>
      <PopoverSurface className={styles.tableSurface ?? ''} aria-label={`${title} as a table`}>
        <Table bars={bars} title={title} />
      </PopoverSurface>
    </Popover>
  );
}

function Table({ bars, title }: HistogramTableProps) {
  const { zone, now } = useTimeSetting();
  const { edges, counts, unit, outside } = bars;
  const levels = histogramLevels.filter(
    (level) => level !== 'other' || counts.other.some((count) => count > 0),
  );
  const rows = edges.slice(0, -1).flatMap((edge, bin) => {
    const cells = levels.map((level) => counts[level][bin] ?? 0);
    const total = cells.reduce((a, b) => a + b, 0);
    return total === 0 ? [] : [{ edge, cells, total }];
  });
  return (
    <>
      <div className={styles.tableScroll} tabIndex={0} role="region" aria-label={title}>
        <table className={styles.table}>
          <caption>
            {title} by {unit}, in {zoneName(now, zone)}
          </caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              {levels.map((level) => (
                <th key={level} scope="col">
                  {levelName(level)}
                </th>
              ))}
              <th scope="col">All</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ edge, cells, total }) => (
              <tr key={edge}>
                <th scope="row">{absoluteMinute(edge, zone)}</th>
                {cells.map((count, place) => (
                  <td key={levels[place]}>{count.toLocaleString('en-US')}</td>
                ))}
                <td>{total.toLocaleString('en-US')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        {rows.length === 0 ? 'None in this time.' : 'Times without any are left out.'}
        {outside > 0 && ` ${outside.toLocaleString('en-US')} more from before it.`}
      </p>
    </>
  );
}
