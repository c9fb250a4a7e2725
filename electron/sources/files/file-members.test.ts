import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureIn } from '../../../shared/failure.ts';
import { fileMembers, type FileInput } from './file-members.ts';
import { zipFile } from './zip-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-files-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function fileOf(content: Buffer | string): Promise<string> {
  const path = join(folder, 'alerts.bin');
  await writeFile(path, content);
  return path;
}

/** What each member is: its content, why it is refused, or how its reading failed. */
async function membersOf(input: FileInput): Promise<readonly unknown[]> {
  const members: unknown[] = [];
  for await (const member of fileMembers(input)) {
    const label = member.label.replace(`${folder}/`, '');
    if ('reason' in member) {
      members.push([label, member.container, { refused: member.reason }]);
      continue;
    }
    members.push([label, member.container, await contentOf(member.bytes)]);
  }
  return members;
}

async function contentOf(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size < 2 ** 20) chunks.push(chunk);
    }
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { failed: failure.summary };
  }
  return Buffer.concat(chunks).toString();
}

describe('fileMembers', { timeout: 30_000 }, () => {
  it('reads a plain file, also an empty one', async () => {
    expect(await membersOf(await fileOf('[1]'))).toEqual([['alerts.bin', 'none', '[1]']]);
    expect(await membersOf(await fileOf(''))).toEqual([['alerts.bin', 'none', '']]);
  });

  it('reads what a gzip holds, also of several parts and from a stream', async () => {
    const packed = Buffer.concat([gzipSync('[1,'), gzipSync('2]')]);
    expect(await membersOf(await fileOf(packed))).toEqual([['alerts.bin', 'gzip', '[1,2]']]);
    const stream = Readable.from([...packed].map((byte) => Buffer.from([byte])));
    expect(await membersOf({ name: 'standard input', stream })).toEqual([
      ['standard input', 'gzip', '[1,2]'],
    ]);
  });

  it('reads each file of a ZIP, under a label that is no path', async () => {
    const archive = zipFile([
      { name: 'a.json', content: '[1]' },
      { name: 'folder/', content: '', method: 0 },
      { name: '../../etc/passwd', content: '[2]', method: 0 },
      { name: 'b.json.gz', content: gzipSync('[3]') },
    ]);
    expect(await membersOf(await fileOf(archive))).toEqual([
      ['alerts.bin:a.json', 'ZIP', '[1]'],
      ['alerts.bin:../../etc/passwd', 'ZIP', '[2]'],
      ['alerts.bin:b.json.gz', 'ZIP', '[3]'],
    ]);
  });

  it('reads wide archives, and those whose comment looks like their end', async () => {
    const entries = [
      { name: 'a.json', content: '[1]' },
      { name: 'b.json', content: '[2]', method: 0 as const },
    ];
    const members = [
      ['alerts.bin:a.json', 'ZIP', '[1]'],
      ['alerts.bin:b.json', 'ZIP', '[2]'],
    ];
    const wide = zipFile(entries, { isZip64: true });
    expect(await membersOf(await fileOf(wide))).toEqual(members);
    const commented = zipFile(entries, { comment: `PK\x05\x06${'\0'.repeat(30)}` });
    expect(await membersOf(await fileOf(commented))).toEqual(members);
  });

  it('refuses by name what it does not open, and reads the rest', async () => {
    const archive = zipFile([
      { name: 'inner.zip', content: zipFile([{ name: 'a', content: 'a' }]) },
      { name: 'secret.json', content: '[1]', isEncrypted: true },
      { name: 'odd.json', content: '[1]', method: 99 },
      { name: 'twice.gz', content: gzipSync(gzipSync('[1]')) },
      { name: 'changed.json', content: '[1]', crc: 7 },
      { name: 'good.json', content: '[2]' },
    ]);
    expect(await membersOf(await fileOf(archive))).toEqual([
      ['alerts.bin:inner.zip', 'ZIP', { refused: 'a ZIP archive inside a ZIP archive' }],
      ['alerts.bin:secret.json', 'ZIP', { refused: 'It is encrypted.' }],
      ['alerts.bin:odd.json', 'ZIP', { refused: 'It is packed by a method other than deflate.' }],
      ['alerts.bin:twice.gz', 'ZIP', { failed: 'It is packed twice.' }],
      [
        'alerts.bin:changed.json',
        'ZIP',
        { refused: 'It is damaged: what was packed cannot be unpacked.' },
      ],
      ['alerts.bin:good.json', 'ZIP', '[2]'],
    ]);
  });

  it('refuses a ZIP on a stream', async () => {
    const stream = Readable.from([zipFile([])]);
    expect(await membersOf({ name: 'standard input', stream })).toEqual([
      ['standard input', 'ZIP', { refused: 'a ZIP archive can be read from a file only' }],
    ]);
  });

  it('stops at what unpacks to 200 times its size', async () => {
    const failed = { failed: expect.stringMatching(/^It unpacks to more than 200 times its size/) };
    const zeros = Buffer.alloc(34 * 2 ** 20);
    expect(await membersOf(await fileOf(gzipSync(zeros)))).toEqual([
      ['alerts.bin', 'gzip', failed],
    ]);
    const archive = zipFile([{ name: 'a', content: zeros }]);
    expect(await membersOf(await fileOf(archive))).toEqual([['alerts.bin:a', 'ZIP', failed]]);
  });

  it('reads on past 32 MB where what was read of the file is in proportion', async () => {
    const noise = randomBytes(34 * 2 ** 20);
    const path = await fileOf(gzipSync(noise, { level: 1 }));
    let read = 0;
    for await (const member of fileMembers(path, (bytes) => (read += bytes))) {
      if ('reason' in member) throw new Error(member.reason);
      let size = 0;
      for await (const chunk of member.bytes) size += chunk.length;
      expect([size, member.size]).toEqual([noise.length, null]);
    }
    expect(read).toBe((await stat(path)).size);
  });

  it('counts entries that share their data each, as they unpack', async () => {
    const zeros = Buffer.alloc(10 * 2 ** 20);
    const shared = Array.from({ length: 9 }, (_, index) => ({
      name: `b${index}`,
      content: zeros,
      sharesDataOf: 0,
    }));
    const members = await membersOf(
      await fileOf(zipFile([{ name: 'a', content: zeros }, ...shared])),
    );
    expect(members.at(-1)).toEqual([
      'alerts.bin:b8',
      'ZIP',
      { failed: expect.stringMatching(/^It unpacks to more/) },
    ]);
  });

  it('tells damage apart from a bug: every cut of an archive is refused', async () => {
    const archive = zipFile([{ name: 'a.json', content: '[1]' }]);
    for (let length = 4; length < archive.length; length += 1) {
      const path = await fileOf(archive.subarray(0, length));
      const failure = await membersOf(path).catch(failureIn);
      expect(failure).toMatchObject({ kind: 'rejected' });
    }
    const gzip = gzipSync('[1,2,3]');
    const path = await fileOf(gzip.subarray(0, gzip.length - 5));
    expect(await membersOf(path)).toEqual([
      ['alerts.bin', 'gzip', { failed: 'It is damaged: what was packed cannot be unpacked.' }],
    ]);
  });
});
