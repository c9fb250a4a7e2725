// `clearpane sync --once`: catches every source of a profile up, without a window.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runApp } from './app-process.ts';
import type { Command } from './command.ts';

export const syncCommand: Command = {
  name: 'sync',
  summary: 'Catch every source of a profile up, without a window',
  help: [
    'Usage: clearpane sync --once --profile DIR [--graph-url URL]',
    '',
    'Reads what is new of each source that is on in the profile (in a new profile the demo tenant), and',
    'stores it. Prints a line of JSON for each feed, and a last one with the sums.',
    '',
    '  --once           needed: what goes on syncing is the app itself',
    '  --profile DIR    the folder with the data; it is made when it is missing',
    '  --graph-url URL  a service on this machine in place of all sources; it never gets a token',
    '',
    'Ends with 0 when every feed was caught up, with 1 when one was not, with 2 for a wrong call.',
  ].join('\n'),
  run: async (args, terminal) => {
    const call = readCall(args);
    if ('trouble' in call) {
      terminal.complain(`clearpane sync: ${call.trouble}; see clearpane sync --help`);
      return 2;
    }
    const graphUrl = call.graphUrl === null ? [] : [`--graph-url=${call.graphUrl}`];
    return runApp(
      [`--profile=${call.profile}`, ...graphUrl, `--task=${JSON.stringify({ kind: 'sync' })}`],
      terminal,
    );
  },
};

type Call =
  { readonly trouble: string } | { readonly profile: string; readonly graphUrl: string | null };

function readCall(args: readonly string[]): Call {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        profile: { type: 'string' },
        'graph-url': { type: 'string' },
      },
    });
    if (!values.once) return { trouble: 'only --once is possible' };
    if (!values.profile) return { trouble: '--profile wants a folder' };
    return { profile: resolve(values.profile), graphUrl: values['graph-url'] ?? null };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}
