// What a command of the command line is.
import type { Readable } from 'node:stream';

/** Where a command reads and writes; the process's own streams, or a test's. */
export interface Terminal {
  readonly input: Readable;
  /** One line of result; the line break is added. */
  readonly print: (line: string) => void;
  /** One line of complaint. */
  readonly complain: (line: string) => void;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Resolves to the exit code: 0 well, 1 something was wrong with the data, 2 with the call. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}
