// The command through its front door, on a journal that the app's own code wrote.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { note, noteOptions } from '../journal/journal-under-test.ts';
import { openJournal } from '../journal/open-journal.ts';
import { dispatch } from './dispatch.ts';

const root = mkdtempSync(join(tmpdir(), 'clearpane-journal-cli-'));
const profile = join(root, 'profile');
const segment = join(profile, 'journal', 'journal-000001.cpj');
let code = '';
let bytes: Buffer = Buffer.alloc(0);

beforeAll(async () => {
  const journal = await openJournal(noteOptions(join(profile, 'journal')));
  code = journal.recoveryCode().code ?? '';
  for (const id of [1, 2, 3]) await journal.append(note(id));
  await journal.close();
  bytes = readFileSync(segment);
});
afterAll(() => rmSync(root, { recursive: true }));

async function clearpane(args: readonly string[], input = '') {
  const printed: Record<string, unknown>[] = [];
  const complaints: string[] = [];
  const exit = await dispatch(
    args,
    {
      input: Readable.from([Buffer.from(input)]),
      print: (line) => printed.push(JSON.parse(line) as Record<string, unknown>),
      complain: (line) => complaints.push(line.replaceAll(root, '')),
    },
    '1.2.3',
  );
  return { exit, printed, complaints };
}

describe('clearpane journal verify', () => {
  it('checks structure and chain without a key, in a journal and in its profile', async () => {
    for (const folder of [profile, join(profile, 'journal')]) {
      const { exit, printed, complaints } = await clearpane(['journal', 'verify', folder]);
      expect([exit, complaints]).toEqual([0, []]);
      expect(printed).toEqual([
        expect.objectContaining({ file: 'journal.keys', kind: 'keys', records: 0, damage: [] }),
        {
          file: 'journal-000001.cpj',
          kind: 'segment',
          bytes: bytes.length,
          records: 3,
          sequences: { first: 1, last: 3 },
          decrypted: null,
          tornBytes: 0,
          damage: [],
        },
        {
          files: 2,
          records: 3,
          decrypted: null,
          damage: 0,
          missing: 0,
          tornBytes: 0,
          setAside: [],
          head: { sequence: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
        },
      ]);
    }
  });

  it('decrypts every entry with the recovery code, given or typed', async () => {
    for (const [args, input] of [
      [['--recovery-code', code], ''],
      [[`--recovery-code=${code.toLowerCase()}`], ''],
      [['--recovery-code', '-'], `${code}\n`],
    ] as const) {
      const { exit, printed } = await clearpane(['journal', 'verify', profile, ...args], input);
      expect([exit, printed.at(-1)?.['decrypted']]).toEqual([0, 3]);
    }
  });

  it('names damage by file and offset and ends with 1', async () => {
    const bent = Buffer.from(bytes);
    const second = bytes.indexOf('CPJR', bytes.indexOf('CPJR', 8) + 1);
    bent[second + 90] = (bent[second + 90] ?? 0) ^ 4;
    const length = bytes.indexOf('CPJR', second + 1) - second;
    writeFileSync(segment, bent);
    const { exit, printed, complaints } = await clearpane(['journal', 'verify', profile]);
    writeFileSync(segment, bytes);
    expect([exit, complaints]).toEqual([
      1,
      [
        `clearpane journal verify: journal-000001.cpj: at byte ${second} (${length} bytes): these bytes are no record`,
      ],
    ]);
    expect(printed.at(-1)).toMatchObject({ records: 2, damage: 1, missing: 1 });
  });

  it.each([
    [[], 2, 'clearpane journal: no action; see clearpane journal --help'],
    [['mend'], 2, 'clearpane journal: no action "mend"; see clearpane journal --help'],
    [['verify'], 2, 'clearpane journal: no DIR; see clearpane journal --help'],
    [['verify', 'a', 'b'], 2, 'clearpane journal: more than one DIR; see clearpane journal --help'],
    [['verify', 'a', '-x'], 2, 'clearpane journal: no option "-x"; see clearpane journal --help'],
    [
      ['verify', 'a', '--recovery-code'],
      2,
      'clearpane journal: no CODE; see clearpane journal --help',
    ],
    [['verify', join(root, 'none')], 1, 'clearpane journal verify: There is no journal here.'],
    [['verify', segment], 1, 'clearpane journal verify: cannot be read (ENOTDIR)'],
    [
      ['verify', profile, '--recovery-code', 'wrong'],
      1,
      'clearpane journal verify: This is not a recovery code. Enter all eight groups of four letters and digits; there is no U among them.',
    ],
  ])('%j ends with %d and one clear line', async (args, code_, complaint) => {
    expect(await clearpane(['journal', ...args])).toEqual({
      exit: code_,
      printed: [],
      complaints: [complaint],
    });
  });
});
