// What is made to break a reader, given to the command line in a process of its own, whose memory is measured.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { createGzip, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportSums, MemberReport } from '../../../shared/contract/imports.ts';
import { zipFile } from './zip-file.ts';

const MEGABYTE = 2 ** 20;

/** What an import may take over an import of nothing. */
const MEMORY_MAX = 300 * MEGABYTE;

const SCRIPT = `
import { resourceUsage } from 'node:process';
import { importFiles, sumReports, tenantId } from './import.mjs';
const inputs = process.argv.slice(2).map((path) => path === '-' ? { name: '-', stream: process.stdin } : path);
const { pages, reports } = importFiles(inputs, { tenantId: tenantId('11111111-1111-1111-1111-111111111111') });
for await (const page of pages);
console.log(JSON.stringify({ reports: reports(), sums: sumReports(reports()), peak: resourceUsage().maxRSS * 1024 }));
process.exit();
`;

const ENTRY = `
export { importFiles } from '/electron/sources/files/import-files.ts';
export { sumReports } from '/shared/contract/imports.ts';
export { tenantId } from '/shared/model/tenant.ts';
`;

interface Outcome {
  readonly reports: readonly MemberReport[];
  readonly sums: ImportSums;
  /** Bytes over those of an import of nothing. */
  readonly memory: number;
}

let folder: string;
let base = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-bad-'));
  const root = new URL('../../..', import.meta.url).pathname;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? ENTRY : null),
      },
    ],
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: 'entry',
        output: { format: 'es', entryFileNames: 'import.mjs', codeSplitting: false },
      },
    },
  });
  await writeFile(join(folder, 'run.mjs'), SCRIPT);
  base = (await run(['[]'])).memory;
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

async function run(pieces: Iterable<string | Buffer>, path = '-'): Promise<Outcome> {
  const child = spawn(process.execPath, [join(folder, 'run.mjs'), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  const output = text(child.stdout);
  // The reader may have seen enough before the end.
  await pipeline(Readable.from(pieces), child.stdin).catch(() => undefined);
  if (child.exitCode === null) await once(child, 'exit');
  const { peak, ...outcome } = JSON.parse(await output) as Outcome & { readonly peak: number };
  return { ...outcome, memory: peak - base };
}

/** `count` megabytes of a letter. */
function* megabytes(count: number, letter: string): Generator<string> {
  const piece = letter.repeat(MEGABYTE);
  for (let index = 0; index < count; index += 1) yield piece;
}

function* joined(...parts: readonly (string | Iterable<string>)[]): Generator<string> {
  for (const part of parts) {
    if (typeof part === 'string') yield part;
    else yield* part;
  }
}

/** Longer than what may be used, so that a reader that holds the line fails. The suite stays quick. */
const LONG = 340;

const good = (id: string): string => `{"id":"${id}","evidence":[]}`;
const tooLong = { line: 2, reason: 'longer than 16 million characters' };

describe('bad input', { timeout: 60_000 }, () => {
  it.each<[string, readonly (string | Iterable<string>)[]]>([
    ['JSON', [`[${good('a')},\n{"id":"`, megabytes(LONG, 'x'), `"},\n${good('b')}]`]],
    ['lines', [`${good('a')}\n{"id":"`, megabytes(LONG, 'x'), `"}\n${good('b')}\n`]],
  ])(
    'passes over a line of hundreds of megabytes in %s, and tells its number',
    async (_, parts) => {
      const { reports, sums, memory } = await run(joined(...parts));
      expect(reports[0]?.failures).toEqual([tooLong]);
      expect(sums.alerts).toBe(2);
      expect(memory).toBeLessThan(MEMORY_MAX);
    },
  );

  it('passes over such a line in CSV, also where a quote never closes', async () => {
    const header = 'SystemAlertId,DisplayName\n';
    const long = await run(joined(header, 'a,', megabytes(LONG, 'x'), '\nb,B\n'));
    expect(long.reports[0]?.failures).toEqual([tooLong]);
    expect(long.sums.alerts).toBe(1);
    const rows = `b,${'B'.repeat(1000)}\n`.repeat(20_000);
    const open = await run([header, 'a,"A\n', rows]);
    expect(open.reports[0]?.failures[0]).toEqual({
      line: 2,
      reason: 'a quote opens in this row and never closes',
    });
    expect(open.sums).toMatchObject({ alerts: 20_000, failures: 1, refused: 0 });
    expect(Math.max(long.memory, open.memory)).toBeLessThan(MEMORY_MAX);
  });

  it('refuses a line without an end that is neither JSON nor CSV, early', async () => {
    const { reports, memory } = await run(megabytes(LONG, 'x'));
    expect(reports[0]?.refused).toMatch(/^line 1: neither JSON nor a row of column names/);
    expect(memory).toBeLessThan(MEMORY_MAX);
  });

  it('refuses JSON that is nested 100,000 deep, and reads what is beside it', async () => {
    const deep = `{"id":"x","evidence":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const input of [
      `[${good('a')},\n${deep},\n${good('b')}]`,
      `${good('a')}\n${deep}\n${good('b')}\n`,
    ]) {
      const { reports, sums } = await run([input]);
      expect(reports[0]?.failures).toEqual([{ line: 2, reason: 'nested deeper than 512 levels' }]);
      expect(sums.alerts).toBe(2);
    }
    const cell = `SystemAlertId,DisplayName,Entities\na,A,${'['.repeat(100_000)}${']'.repeat(100_000)}\n`;
    const { sums, reports } = await run([cell]);
    expect(sums.alerts).toBe(1);
    expect(reports[0]?.missing['unreadable columns']?.count).toBe(1);
  });

  it('stops at a gzip and a ZIP that unpack to a thousand times their size', async () => {
    const gzip = createGzip({ level: 9 });
    const spaces = Readable.from(joined(`[${good('a')},`, megabytes(128, ' '), ']'));
    const packed: Buffer[] = [];
    for await (const chunk of spaces.pipe(gzip)) packed.push(chunk as Buffer);
    const bomb = Buffer.concat(packed);
    const gzipPath = join(folder, 'bomb.gz');
    await writeFile(gzipPath, bomb);
    const zipPath = join(folder, 'bomb.zip');
    await writeFile(
      zipPath,
      zipFile([{ name: 'a.json', content: `[${' '.repeat(40 * MEGABYTE)}` }]),
    );
    for (const path of [gzipPath, zipPath]) {
      const { reports, memory } = await run([], path);
      expect(reports[0]?.refused).toMatch(/^It unpacks to more than 200 times its size/);
      expect(memory).toBeLessThan(MEMORY_MAX);
    }
  });

  it('reads a long file of alerts without holding it', async () => {
    const description = 'd'.repeat(50_000);
    const lines = function* (): Generator<string> {
      for (let index = 0; index < 7000; index += 1) {
        yield `{"id":"${index}","evidence":[],"description":"${description}"}\n`;
      }
    };
    const { sums, memory } = await run(lines());
    expect(sums).toMatchObject({ alerts: 7000, failures: 0, refused: 0 });
    expect(memory).toBeLessThan(MEMORY_MAX);
  });

  it('counts gzip members of nothing as nothing', async () => {
    const { reports } = await run([gzipSync('')]);
    expect(reports[0]?.refused).toBe('line 1: the file is empty');
  });
});
