// Reads a journal as docs/journal-format.md says, with none of the journal's own code: if this fails,
// either the page is wrong or the format has changed without a new number.
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { note, noteOptions, temporaryFolders } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

interface Header {
  readonly journalId: string;
  readonly keyId: string;
  readonly envelopes: readonly Record<string, string>[];
  readonly position: { readonly sequence: number; readonly hash: string };
  readonly records: number | null;
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function unseal(
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Buffer,
): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(additional);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

function readHeader(file: Buffer, kind: number): { header: Header; end: number } {
  expect(file.toString('latin1', 0, 8)).toBe('CPJRNL\r\n');
  expect([file.readUInt16LE(8), file.readUInt16LE(10)]).toEqual([1, kind]);
  const end = 16 + file.readUInt32LE(12);
  expect(file.readUInt32LE(end)).toBe(crc32(file.subarray(0, end)));
  return { header: JSON.parse(file.toString('utf8', 16, end)) as Header, end: end + 4 };
}

function dataKey({ journalId, keyId, envelopes }: Header, code: string): Buffer {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const bits = code
    .replaceAll('-', '')
    .split('')
    .reduce((sum, symbol) => sum * 32n + BigInt(alphabet.indexOf(symbol)), 0n);
  const secret = Buffer.from(bits.toString(16).padStart(40, '0'), 'hex');
  const envelope = envelopes.find((found) => found['kind'] === 'recoveryCode') ?? {};
  const member = (name: string): Buffer => Buffer.from(envelope[name] ?? '', 'base64');
  const info = 'clearpane journal recovery';
  const wrapping = Buffer.from(hkdfSync('sha256', secret, member('salt'), info, 32));
  const key = unseal(wrapping, member('nonce'), Buffer.from(journalId, 'hex'), member('wrapped'));
  expect(keyId).toBe(
    sha256(Buffer.concat([Buffer.from('clearpane journal key'), key])).slice(0, 32),
  );
  return key;
}

function readRecords(
  file: Buffer,
  start: number,
  before: string,
  first: number,
  key: Buffer,
  id: string,
) {
  const found: { kind: number; at: number; value: unknown }[] = [];
  let previous = before;
  for (let offset = start; offset < file.length;) {
    const sealedLength = file.readUInt32LE(offset + 8);
    const record = file.subarray(offset, offset + 76 + sealedLength + 4);
    expect(record.toString('latin1', 0, 4)).toBe('CPJR');
    expect(record.readUInt32LE(72)).toBe(crc32(record.subarray(0, 72)));
    expect(record.readUInt32LE(record.length - 4)).toBe(crc32(record.subarray(0, -4)));
    expect(Number(record.readBigUInt64LE(12))).toBe(first + found.length);
    expect(record.toString('hex', 28, 60)).toBe(previous);
    const additional = Buffer.concat([Buffer.from(id, 'hex'), record.subarray(0, 72)]);
    const payload = unseal(key, record.subarray(60, 72), additional, record.subarray(76, -4));
    found.push({
      kind: record.readUInt32LE(4),
      at: Number(record.readBigInt64LE(20)),
      value: JSON.parse(payload.toString('utf8')),
    });
    previous = sha256(record);
    offset += record.length;
  }
  return { found, last: previous };
}

describe('the documented format', () => {
  it('is enough to read everything with the recovery code', async () => {
    const folder = folders.make();
    const options = noteOptions(folder);
    const journal = await openJournal(options);
    const code = journal.recoveryCode().code ?? '';
    await journal.append(note(1));
    await journal.append(note(2, 'Zürich 🦆'));
    await journal.compact();
    await journal.append(note(3));
    await journal.append(note(4));
    const head = journal.head();
    await journal.close();

    expect(readdirSync(folder).toSorted()).toEqual([
      'journal-000002.cpj',
      'journal.keys',
      'snapshot-000001.cps',
    ]);
    const at = options.clock.now();
    const keys = readHeader(readFileSync(join(folder, 'journal.keys')), 3).header;
    const { journalId } = keys;
    const key = dataKey(keys, code);

    const snapshot = readFileSync(join(folder, 'snapshot-000001.cps'));
    const taken = readHeader(snapshot, 2);
    const start = sha256(`clearpane snapshot ${journalId} ${taken.header.position.hash}`);
    const saved = readRecords(snapshot, taken.end, start, 1, key, journalId);
    expect(saved.found).toEqual([
      { kind: 1, at, value: note(1) },
      { kind: 1, at, value: note(2, 'Zürich 🦆') },
    ]);
    expect(taken.header.records).toBe(2);

    const segment = readFileSync(join(folder, 'journal-000002.cpj'));
    const { header, end } = readHeader(segment, 1);
    expect(header.position).toEqual(taken.header.position);
    const { found, last } = readRecords(segment, end, header.position.hash, 3, key, journalId);
    expect(found).toEqual([
      { kind: 1, at, value: note(3) },
      { kind: 1, at, value: note(4) },
    ]);
    expect(head).toEqual({ sequence: 4, hash: last });
  });

  it('starts its chain at the journal itself', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const code = journal.recoveryCode().code ?? '';
    await journal.append(note(1));
    await journal.close();
    const segment = readFileSync(join(folder, 'journal-000001.cpj'));
    const { header, end } = readHeader(segment, 1);
    const start = sha256(`clearpane journal ${header.journalId}`);
    expect(header.position).toEqual({ sequence: 0, hash: start });
    const key = dataKey(header, code);
    const { found } = readRecords(segment, end, start, 1, key, header.journalId);
    expect(found.map(({ value }) => value)).toEqual([note(1)]);
  });
});
