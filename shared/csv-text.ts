// Rows to CSV (RFC 4180) for spreadsheets, which must not take a cell for a formula.

export type CsvCell = string | number | boolean | null;

/** Lines end with CR LF, the last one too. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/** What a spreadsheet would compute; a minus and a number is a number. */
const FORMULA = /^[\t\r\n ]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
