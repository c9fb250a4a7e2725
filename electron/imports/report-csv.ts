// An import's report as a table: a row for each text, each line that failed, and each item that lacked something.
import type { ImportReport, MemberReport } from '../../shared/contract/imports.ts';
import { csvText, type CsvCell } from '../../shared/csv-text.ts';

const COLUMNS = ['Kind', 'File', 'Line', 'ID', 'Title', 'What', 'Alerts', 'Incidents', 'Skipped'];

/** With a mark of its encoding, without which a spreadsheet would guess. */
export function reportCsv(report: ImportReport): string {
  return `\uFEFF${csvText([COLUMNS, ...report.texts.flatMap(rowsOf)])}`;
}

function rowsOf(text: MemberReport): readonly (readonly CsvCell[])[] {
  const { file, alerts, incidents, informationalSkipped, failures, failuresOmitted } = text;
  const row = (kind: string, cells: readonly CsvCell[]): readonly CsvCell[] => {
    const all = [kind, file, ...cells];
    return [...all, ...Array<null>(COLUMNS.length - all.length).fill(null)];
  };
  const what = text.refused ?? text.formats.join(', ');
  return [
    row('file', [null, null, null, what, alerts, incidents, informationalSkipped]),
    ...failures.map(({ line, reason }) => row('failed line', [line, null, null, reason])),
    ...omitted(failuresOmitted, (words) => row('failed line', [null, null, null, words])),
    ...text.lacking.map(({ id, title, missing }) =>
      row('lacks', [null, id, title, missing.join('; ')]),
    ),
    ...omitted(text.lackingOmitted, (words) => row('lacks', [null, null, null, words])),
    ...Object.keys(text.unknownColumns).map((name) => row('unknown column', [null, null, name])),
  ];
}

function omitted<Row>(count: number, rowOf: (words: string) => Row): readonly Row[] {
  return count === 0 ? [] : [rowOf(`and ${count} more`)];
}
