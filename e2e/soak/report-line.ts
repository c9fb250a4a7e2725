// A soak run in words: one line of figures, and where it went wrong.
import type { Differences } from '../hostile/differences.ts';
import type { SoakReport } from './run-soak.ts';

export function reportLine(seed: string, report: SoakReport): string {
  const sum = (kind: keyof Differences): number =>
    comparisonsOf(report).reduce((total, [, differences]) => total + differences[kind].length, 0);
  const kills = Object.entries(report.killsOf).map(([death, count]) => `${count} ${death}`);
  const { written } = report.outcome;
  const writeFaults = Object.values(report.writeFaultsOf).reduce((total, one) => total + one, 0);
  const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
  return [
    `soak, seed ${seed}: ${report.alerts} alerts, ${report.incidents} incidents,`,
    `${report.requests} pages asked for, ${report.faults} faults, kills: ${kills.join(', ')},`,
    `${report.ownDeaths} deaths of its own;`,
    `${written.changes} changes and ${written.comments} comments through ${writeFaults} faults:`,
    `${written.held} wait for a person, ${written.givenUp} given up, ${written.unheard} unheard,`,
    `${written.flagged} comments flagged as there twice;`,
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
  const kinds = ['alerts', 'incidents', 'written', 'pages'] as const;
  return [
    ...kinds.map((kind) => [kind, report.outcome[kind]] as const),
    ...kinds.map((kind) => [`${kind} after a restart`, report.outcomeOffline[kind]] as const),
  ];
}
