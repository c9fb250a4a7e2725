// A reader of plain ZIP archives (no ZIP64, no encryption): bare Debian has no `unzip`, and a dependency
// would serve this one archive. Layout: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
import { chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join, relative, isAbsolute } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const endOfDirectory = { signature: 0x06054b50, size: 22 };
const directoryEntry = { signature: 0x02014b50, size: 46 };
const localHeaderSize = 30;
const longestComment = 0xffff;

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} method 0 stored, 8 deflated
 * @property {number} compressedSize
 * @property {number} size
 * @property {number} mode Unix permission bits
 * @property {number} headerOffset
 */

/**
 * Writes the chosen files with their modes; directories are made as files need them.
 *
 * @param {string} archive
 * @param {(name: string) => string | null} place a file's path under `folder`, or null to leave it out
 * @param {string} folder
 * @throws when the archive is not a ZIP, is cut short, or would write outside `folder`
 */
export async function unzip(archive, place, folder) {
  const file = await open(archive);
  try {
    for (const entry of await readDirectory(file)) {
      const path = entry.name.endsWith('/') ? null : place(entry.name);
      if (path === null) continue;
      const target = join(folder, path);
      const fromFolder = relative(folder, target);
      if (fromFolder.startsWith('..') || isAbsolute(fromFolder)) throw new Error(`Unsafe ${path}`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, await readEntry(file, entry));
      await chmod(target, entry.mode);
    }
  } finally {
    await file.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(file) {
  const { size } = await file.stat();
  const tailSize = Math.min(size, endOfDirectory.size + longestComment);
  const tail = await readBytes(file, size - tailSize, tailSize);
  const end = findEnd(tail);
  const directory = await readBytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; at + directoryEntry.size <= directory.length;) {
    if (directory.readUInt32LE(at) !== directoryEntry.signature)
      throw new Error('Broken directory');
    const nameEnd = at + directoryEntry.size + directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + directoryEntry.size, nameEnd),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param {Buffer} tail */
function findEnd(tail) {
  for (let at = tail.length - endOfDirectory.size; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endOfDirectory.signature) return at;
  }
  throw new Error('Not a ZIP archive');
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 */
async function readEntry(file, entry) {
  const header = await readBytes(file, entry.headerOffset, localHeaderSize);
  const extra = header.readUInt16LE(26) + header.readUInt16LE(28);
  const start = entry.headerOffset + localHeaderSize + extra;
  const stored = await readBytes(file, start, entry.compressedSize);
  const bytes = entry.method === 0 ? stored : await inflate(stored);
  if (bytes.length !== entry.size) throw new Error(`${entry.name} is cut short`);
  return bytes;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readBytes(file, position, length) {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('The archive is cut short');
  return buffer;
}
