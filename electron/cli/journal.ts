// `clearpane journal`: checks what the app keeps of a person's words, without the app.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { failureIn, type Failure } from '../../shared/failure.ts';
import type { FileVerification } from '../journal/verify-journal.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import type { Command, Terminal } from './command.ts';

const name = 'clearpane journal verify';

export const journalCommand: Command = {
  name: 'journal',
  summary:
    'Verify the journal of a profile: every checksum, the chain, and with a code every entry',
  help: [
    'Usage: clearpane journal verify DIR [--recovery-code CODE]',
    '',
    'DIR is a journal or a profile that has one. Nothing in it is changed. Without a code the structure,',
    'the checksums and the chain of hashes are checked; with the recovery code every entry is decrypted',
    'as well. The code - is read from standard input, which keeps it out of the list of processes.',
    'Prints one line of JSON a file, and a last one with the sums.',
    '',
    'Ends with 0 when nothing is damaged or missing, with 1 otherwise, with 2 for a wrong call.',
  ].join('\n'),
  run: async (args, terminal) => {
    const call = readCall(args);
    if ('trouble' in call) {
      terminal.complain(`clearpane journal: ${call.trouble}; see clearpane journal --help`);
      return 2;
    }
    try {
      return await verify(call, terminal);
    } catch (error) {
      terminal.complain(`${name}: ${sentenceOf(error)}`);
      return 1;
    }
  },
};

interface Call {
  readonly folder: string;
  readonly code: string | null;
}

function readCall(args: readonly string[]): Call | { readonly trouble: string } {
  const [action, ...rest] = args;
  if (action !== 'verify') {
    return { trouble: action === undefined ? 'no action' : `no action ${JSON.stringify(action)}` };
  }
  const folders: string[] = [];
  let code: string | null = null;
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? '';
    if (arg === '--recovery-code') {
      at += 1;
      const value = rest[at];
      if (value === undefined) return { trouble: 'no CODE' };
      code = value;
    } else if (arg.startsWith('--recovery-code=')) {
      code = arg.slice('--recovery-code='.length);
    } else if (arg.startsWith('-')) {
      return { trouble: `no option ${JSON.stringify(arg)}` };
    } else {
      folders.push(arg);
    }
  }
  const [folder, ...more] = folders;
  if (folder === undefined) return { trouble: 'no DIR' };
  return more.length > 0 ? { trouble: 'more than one DIR' } : { folder, code };
}

async function verify({ folder, code }: Call, terminal: Terminal): Promise<number> {
  const inProfile = join(folder, 'journal');
  const typed = code === '-' ? await readAll(terminal.input) : code;
  const opener = typed === null ? null : { recoveryCode: typed };
  const { files, sum } = await verifyJournal(existsSync(inProfile) ? inProfile : folder, opener);
  for (const file of files) {
    terminal.print(JSON.stringify(file));
    for (const trouble of file.damage)
      terminal.complain(`${name}: ${describe(file.file, trouble)}`);
  }
  terminal.print(JSON.stringify(sum));
  return sum.damage === 0 && sum.missing === 0 ? 0 : 1;
}

const reasons = {
  'header-unreadable': 'the header cannot be read',
  'bytes-unreadable': 'these bytes are no record',
  'records-missing': 'records before this place are missing',
  'out-of-order': 'this record does not belong here',
  'not-chained': 'this record does not follow the one before it',
  'not-decrypted': 'this record was not sealed with the key of this journal',
} as const satisfies Record<FileVerification['damage'][number]['reason'], string>;

function describe(file: string, { offset, bytes, reason }: FileVerification['damage'][number]) {
  return `${file}: at byte ${offset} (${bytes} bytes): ${reasons[reason]}`;
}

async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

/** What a person can understand; a bug is thrown on. */
function sentenceOf(error: unknown): string {
  const failure: Failure | null = failureIn(error);
  if (failure !== null) return [failure.summary, failure.action].filter(Boolean).join(' ');
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null) throw error;
  return `cannot be read (${code})`;
}
