// `clearpane sync --once`: catches every source of a profile up, without a window.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runApp } from './app-process.ts';
import type { Command } from './command.ts';

export const syncCommand: Command = {
  name: 'sync',
  summary: 'Catch every source of a profile up, without a window',
  help: [
    'Usage: clearpane sync --once --profile DIR [--source NAME...] [--graph-url URL]',
    '',
    'Reads what is new of each source that is on in the profile (in a new profile the demo tenant), and',
    'stores it. Prints a line of JSON for each feed, and a last one with the sums.',
    '',
    '  --once           needed: what goes on syncing is the app itself',
    '  --profile DIR    the folder with the data; it is made when it is missing',
    '  --source NAME... only these: graph, arm, sentinel, or a source by its name or id',
    '  --graph-url URL  a service on this machine in place of all sources; it never gets a token',
    '',
    'Ends with 0 when every feed was caught up, with 1 when one was not, with 2 for a wrong call or a',
    'source that the profile does not have.',
  ].join('\n'),
  run: async (args, terminal) => {
    const call = readCall(args);
    if ('trouble' in call) {
      terminal.complain(`clearpane sync: ${call.trouble}; see clearpane sync --help`);
      return 2;
    }
    const graphUrl = call.graphUrl === null ? [] : [`--graph-url=${call.graphUrl}`];
    const task = JSON.stringify({ kind: 'sync', sources: call.sources });
    return runApp([`--profile=${call.profile}`, ...graphUrl, `--task=${task}`], terminal);
  },
};

type Call =
  | { readonly trouble: string }
  | {
      readonly profile: string;
      readonly sources: readonly string[];
      readonly graphUrl: string | null;
    };

function readCall(args: readonly string[]): Call {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        once: { type: 'boolean', default: false },
        profile: { type: 'string' },
        source: { type: 'string', multiple: true },
        'graph-url': { type: 'string' },
      },
    });
    if (!values.once) return { trouble: 'only --once is possible' };
    const { profile, source: named = [] } = values;
    if (!profile) return { trouble: '--profile wants a folder' };
    if (named.length === 0 && positionals.length > 0) {
      return { trouble: `${JSON.stringify(positionals[0])} belongs to no option` };
    }
    // `--source a b` names two: what follows a name without an option is a name.
    const sources = [...named, ...positionals];
    return { profile: resolve(profile), sources, graphUrl: values['graph-url'] ?? null };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}
