// Chooses the command that a command line names.
import type { Command, Terminal } from './command.ts';
import { correlateCommand } from './correlate.ts';
import { decodeCommand } from './decode.ts';
import { importCommand } from './import.ts';
import { journalCommand } from './journal.ts';
import { syncCommand } from './sync.ts';

const commands: readonly Command[] = [
  correlateCommand,
  decodeCommand,
  importCommand,
  journalCommand,
  syncCommand,
];

/** Runs `args` (without the program's name) and resolves to the exit code. */
export async function dispatch(
  args: readonly string[],
  terminal: Terminal,
  version: string,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') {
    terminal.print(version);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? terminal.complain : terminal.print)(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    terminal.complain(`clearpane: no command ${JSON.stringify(name)}; see clearpane --help`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(command.help);
    return 0;
  }
  return command.run(rest, terminal);
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: clearpane COMMAND [ARGUMENT]...',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'clearpane COMMAND --help tells more; --version prints the version.',
  ].join('\n');
}
