// `npm run bench correlate [ALERTS]`: correlates made alerts page by page, from their JSON texts, beside
// reading the texts alone and beside plain clusters of whatever shares an unusual key within a day.
import { AlertCorrelation } from '../../shared/correlation/alert-correlation.ts';
import { readClues } from '../../shared/correlation/alert-clues.ts';
import { agreementOf } from '../correlation/agreement.ts';
import { makeEstate } from '../correlation/estate.ts';
import type { Truth } from '../correlation/made-alert.ts';
import { PlainClusters } from '../correlation/plain-clusters.ts';
import { Random } from '../correlation/random.ts';
import { makeMonth } from '../correlation/stories.ts';
import { median } from './statistics.ts';

const count = Number(process.argv[2] ?? 100_000);
const pageSize = 1_000;
const monthSize = Math.min(count, 50_000);
const seed = 20_261_125;

const random = new Random(seed);
const estate = makeEstate(random, monthSize);
const correlation = new AlertCorrelation();
const plain = new PlainClusters();
const truths: Truth[] = [];
const times = { parse: 0, correlate: 0, plain: 0 };
const pages: number[] = [];

for (let month = 0; month * monthSize < count; month++) {
  const alerts = makeMonth(random, estate, month, Math.min(monthSize, count - month * monthSize));
  for (let at = 0; at < alerts.length; at += pageSize) {
    const page = alerts.slice(at, at + pageSize);
    const texts = page.map(({ json }) => JSON.stringify(json));
    truths.push(...page.map(({ truth }) => truth));
    const [parsing, parsed] = timed(() =>
      texts.map((text) => readClues(JSON.parse(text) as Readonly<Record<string, unknown>>)),
    );
    times.parse += parsing;
    const [correlating] = timed(() => {
      correlation.addPage(parsed);
    });
    times.correlate += correlating;
    pages.push(parsing + correlating);
    const [clustering] = timed(() => {
      for (const clues of parsed) plain.add(clues);
    });
    times.plain += clustering;
  }
}

const seconds = (times.parse + times.correlate) / 1_000;
const tenth = Math.max(1, Math.floor(pages.length / 10));
const firsts = firstRows(truths);
const { heapUsed, arrayBuffers } = process.memoryUsage();
console.log(
  [
    `${count.toLocaleString('en')} alerts in pages of ${pageSize.toLocaleString('en')}, seed ${seed}, Node ${process.versions.node}`,
    `from texts to clusters   ${seconds.toFixed(1)} s, ${Math.round(count / seconds).toLocaleString('en')} alerts/s`,
    `  reading the texts      ${(times.parse / 1_000).toFixed(1)} s`,
    `  plain clusters instead ${(times.plain / 1_000).toFixed(1)} s; ours take ${(times.correlate / times.plain).toFixed(1)} times as long`,
    `a page, median (slowest) ${pageTimes(pages.slice(0, tenth))} ms in the first tenth, ${pageTimes(pages.slice(-tenth))} ms in the last`,
    `memory                   ${Math.round(heapUsed / 2 ** 20)} MiB of heap, ${Math.round(arrayBuffers / 2 ** 20)} MiB of buffers, the truth and plain clusters included`,
    `ours                     ${agreement((row) => String(correlation.clusterOf(row)))}`,
    `plain clusters           ${agreement((row) => plain.clusterOf(row))}`,
  ].join('\n'),
);

function agreement(clusterOf: (row: number) => string): string {
  const { attackF1, pairF1, largestShare } = agreementOf(
    firsts.map((row) => truths[row]).filter((truth) => truth !== undefined),
    firsts.map(clusterOf),
  );
  return `B-cubed F1 of attacks ${attackF1.toFixed(3)}, pairwise F1 ${pairF1.toFixed(3)}, largest ${(100 * largestShare).toFixed(2)} %`;
}

function pageTimes(times: readonly number[]): string {
  return `${median(times).toFixed(1)} (${Math.max(...times).toFixed(1)})`;
}

function firstRows(all: readonly Truth[]): readonly number[] {
  const seen = new Set<string>();
  return all.flatMap(({ original }, row) => {
    if (seen.has(original)) return [];
    seen.add(original);
    return [row];
  });
}

function timed<T>(work: () => T): readonly [number, T] {
  const startedAt = performance.now();
  const result = work();
  return [performance.now() - startedAt, result];
}
