// The reader against archives made here, byte by byte.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { unzip } from './unzip.mjs';

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'clearpane-unzip-'));
});
afterAll(() => rm(work, { recursive: true }));

interface File {
  readonly name: string;
  readonly content: string;
  readonly mode: number;
  readonly isStored?: boolean;
}

/** Local headers with an extra field that the directory lacks, as real archives have. */
function zip(files: readonly File[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, mode, isStored = false } of files) {
    const data = isStored ? Buffer.from(content) : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(4, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isStored ? 0 : 8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE((0o100000 | mode) * 0x10000, 38);
    entry.writeUInt32LE(Buffer.concat(locals).length, 42);
    locals.push(local, Buffer.from(name), Buffer.alloc(4), data);
    directory.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(Buffer.concat(locals).length, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

async function unzipped(archive: Buffer, place = (name: string): string | null => name) {
  const file = join(work, 'archive.zip');
  await writeFile(file, archive);
  const folder = await mkdtemp(join(work, 'out-'));
  await unzip(file, place, folder);
  return folder;
}

it('writes contents and modes where the caller wants them', async () => {
  const archive = zip([
    { name: 'app/', content: '', mode: 0o755, isStored: true },
    { name: 'app/run', content: 'echo '.repeat(100), mode: 0o755 },
    { name: 'app/data/text', content: 'stored', mode: 0o644, isStored: true },
    { name: 'app/unwanted', content: 'x', mode: 0o644 },
  ]);
  const folder = await unzipped(archive, (name) =>
    name === 'app/unwanted' ? null : name.replace('app/', ''),
  );
  expect(await readFile(join(folder, 'run'), 'utf8')).toBe('echo '.repeat(100));
  expect((await stat(join(folder, 'run'))).mode & 0o777).toBe(0o755);
  expect(await readFile(join(folder, 'data/text'), 'utf8')).toBe('stored');
  await expect(stat(join(folder, 'unwanted'))).rejects.toThrow('ENOENT');
});

it('writes nothing outside of its folder', async () => {
  const archive = zip([{ name: '../escaped', content: 'x', mode: 0o644 }]);
  await expect(unzipped(archive)).rejects.toThrow('Unsafe ../escaped');
  await expect(stat(join(work, 'escaped'))).rejects.toThrow('ENOENT');
});

it('refuses what is no archive, or half of one', async () => {
  const archive = zip([
    { name: 'a', content: 'long enough '.repeat(50), mode: 0o644, isStored: true },
  ]);
  await expect(unzipped(Buffer.from('<html>sign in first</html>'))).rejects.toThrow(
    'Not a ZIP archive',
  );
  await expect(unzipped(archive.subarray(archive.length - 90))).rejects.toThrow(/cut short|Broken/);
});
