// `clearpane import`: reads files, reports what they hold, and stores it where a profile is named. Only the
// app's own data worker stores, so that the app is run for it, without a window.
import { resolve } from 'node:path';
import { importFiles } from '../sources/files/import-files.ts';

import type { FileInput } from '../sources/files/file-members.ts';
import { sumReports, type MemberReport } from '../../shared/contract/imports.ts';
import { noTenant, tenantId, type TenantId } from '../../shared/model/tenant.ts';
import { runApp } from './app-process.ts';
import type { Command, Terminal } from './command.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Read exports of alerts and incidents into a profile, or only report what they hold',
  help: [
    'Usage: clearpane import FILE... [--profile DIR] [--json] [--dry-run] [--tenant ID]',
    '                               [--keep-informational]',
    '',
    'Reads Microsoft Graph JSON and NDJSON, the Defender incidents API, Defender for Cloud continuous',
    'export, SecurityAlert and SecurityIncident as CSV or JSON, AlertInfo and AlertEvidence; plain, gzip',
    'or ZIP. The content tells the format. - reads standard input. Reports what was recognised, what was',
    'missing and what failed, with line numbers; with --profile it is stored there.',
    '',
    '  --profile DIR         store it in this profile, which no open app may be using; reports as --json',
    '  --json                one line of JSON for each text, and a last one with the sums',
    '  --dry-run             only report, also with --profile',
    '  --tenant ID           the directory of what names none',
    '  --keep-informational  also Defender for Cloud alerts of severity informational',
    '',
    'Ends with 0 when all was read, with 1 when something was refused or failed, with 2 without a FILE.',
  ].join('\n'),
  run: async (args, terminal) => {
    const call = readCall(args);
    if ('trouble' in call) {
      terminal.complain(`clearpane import: ${call.trouble}; see clearpane import --help`);
      return 2;
    }
    if (call.profile !== null) return store(call, call.profile, terminal);
    const inputs = call.files.map((file): FileInput =>
      file === '-' ? { name: '-', stream: terminal.input } : file,
    );
    const { pages, reports } = importFiles(inputs, call);
    const iterator = pages[Symbol.asyncIterator]();
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next());
    return tell(reports(), { terminal, isJson: call.isJson });
  },
};

function store(call: Call, profile: string, terminal: Terminal): Promise<number> {
  const task = {
    kind: 'import',
    files: call.files.map((file) => resolve(file)),
    tenantId: call.tenantId,
    keepsInformational: call.keepsInformational,
  };
  return runApp([`--profile=${profile}`, `--task=${JSON.stringify(task)}`], terminal);
}

interface Call {
  /** Null where nothing is to be stored. */
  readonly profile: string | null;
  readonly files: readonly string[];
  readonly isJson: boolean;
  readonly tenantId: TenantId;
  readonly keepsInformational: boolean;
}

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

function readCall(args: readonly string[]): Call | { readonly trouble: string } {
  const files: string[] = [];
  const flags = new Set<string>();
  let tenant = noTenant;
  let profile: string | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--profile' || arg.startsWith('--profile=')) {
      if (arg === '--profile') index += 1;
      profile = arg === '--profile' ? (args[index] ?? '') : arg.slice('--profile='.length);
      if (profile === '') return { trouble: '--profile wants a folder' };
    } else if (arg === '--tenant') {
      index += 1;
      const id = args[index] ?? '';
      if (!GUID.test(id)) return { trouble: '--tenant wants the ID of a directory' };
      tenant = tenantId(id);
    } else if (FLAGS.includes(arg)) {
      flags.add(arg);
    } else if (arg.startsWith('-') && arg !== '-') {
      return { trouble: `no option ${JSON.stringify(arg)}` };
    } else {
      files.push(arg);
    }
  }
  if (files.length === 0) return { trouble: 'no FILE' };
  if (profile !== null && files.includes('-')) {
    return { trouble: 'standard input cannot be stored; name a file' };
  }
  return {
    profile: profile === null || flags.has('--dry-run') ? null : resolve(profile),
    files,
    isJson: flags.has('--json'),
    tenantId: tenant,
    keepsInformational: flags.has('--keep-informational'),
  };
}

const FLAGS: readonly string[] = ['--json', '--dry-run', '--keep-informational'];

function tell(
  reports: readonly MemberReport[],
  { terminal, isJson }: { readonly terminal: Terminal; readonly isJson: boolean },
): number {
  for (const report of reports) {
    for (const trouble of troubles(report)) {
      terminal.complain(printable(`clearpane import: ${report.file}: ${trouble}`));
    }
    terminal.print(isJson ? JSON.stringify(report) : printable(inWords(report)));
  }
  const sums = { ...sumReports(reports), stored: false };
  terminal.print(isJson ? JSON.stringify(sums) : sumsInWords(sums));
  return sums.refused + sums.failures === 0 ? 0 : 1;
}

function troubles({ refused, failures, failuresOmitted }: MemberReport): readonly string[] {
  return [
    ...failures.map(({ line, reason }) => `line ${line}: ${reason}`),
    ...(failuresOmitted > 0 ? [`and ${failuresOmitted} more lines`] : []),
    ...(refused === null ? [] : [refused]),
  ];
}

function inWords(report: MemberReport): string {
  const { file, alerts, incidents, informationalSkipped, formats } = report;
  const skipped = informationalSkipped > 0 ? `, ${informationalSkipped} informational skipped` : '';
  const missing = Object.entries(report.missing).map(([fact, { count }]) => `${fact}: ${count}`);
  const what = formats.length > 0 ? formats.join(', ') : 'nothing recognised';
  const lacks = missing.length > 0 ? ` (${missing.join(', ')})` : '';
  return `${file}: ${what}: ${alerts} alerts, ${incidents} incidents${skipped}${lacks}`;
}

function sumsInWords({
  alerts,
  incidents,
  failures,
  refused,
}: ReturnType<typeof sumReports>): string {
  const trouble = `${failures} records failed, ${refused} files refused`;
  return `In all ${alerts} alerts, ${incidents} incidents; ${trouble}. Nothing was stored.`;
}

/** Names inside an archive are chosen by whoever packed it: none of them may steer the terminal. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
