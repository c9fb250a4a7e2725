// A soak run in words: one line of figures, and where it went wrong.
import type { Differences } from '../hostile/differences.ts';
import type { SoakReport } from './run-soak.ts';

export function reportLine(seed: string, report: SoakReport): string {
  const sum = (kind: keyof Differences): number =>
    comparisonsOf(report).reduce((total, [, differences]) => total + differences[kind].length, 0);
  const kills = Object.entries(report.killsOf).map(([death, count]) => `${count} ${death}`);
  const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
  return [
    `soak, seed ${seed}: ${report.alerts} alerts, ${report.incidents} incidents,`,
    `${report.requests} pages asked for, ${report.faults} faults, kills: ${kills.join(', ')};`,
    `storm ${seconds(report.stormMs)}, settled in ${seconds(report.settleMs)}:`,
    `${sum('lost')} lost, ${sum('duplicated')} duplicated, ${sum('wrong')} wrong,`,
    `${report.leaks} leaks`,
  ].join(' ');
}

/** The first few of each kind, a line each; empty where all is well. */
export function firstDifferences(report: SoakReport): string {
  return comparisonsOf(report)
    .flatMap(([name, differences]) =>
      (['lost', 'duplicated', 'wrong'] as const)
        .filter((kind) => differences[kind].length > 0)
        .map((kind) => `${name}, ${kind}: ${differences[kind].slice(0, 5).join('; ')}`),
    )
    .join('\n');
}

function comparisonsOf(report: SoakReport): readonly (readonly [string, Differences])[] {
  return [
    ['alerts', report.differences.alerts],
    ['incidents', report.differences.incidents],
    ['alerts after a restart', report.differencesOffline.alerts],
    ['incidents after a restart', report.differencesOffline.incidents],
  ];
}
