// The frame of every command-line tool: expected trouble is one line and exit code 1, a bug shows its stack.

/** Trouble a person can act on; its message is one line and says what to do. */
export class ToolError extends Error {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'ToolError';
  }
}

/**
 * Runs a tool to its end and sets the process's exit code to what it returns.
 *
 * @param {() => Promise<number>} main
 */
export async function runTool(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof ToolError ? error.message : error);
    process.exitCode = 1;
  }
}
