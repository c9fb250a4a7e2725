// What this process says outside its windows: lines of result for the command line tool, and defects.

/** A JSON line for the command line tool, which reads standard output. */
export function printLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** A line for whoever reads the command line tool's complaints: it passes those of "clearpane" on. */
export function complain(line: string): void {
  console.error(line);
}

/** Ids and counts only: what an alert says never reaches a log. */
export function logBug(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
